import type { Assessment } from '../../../src/domain/case/assessment';
import { askedOfPanel, type AskedOfPanel } from '../../../src/domain/panel/asked';
import type { SectionId } from '../../../src/domain/panel/frozen';

/** Out of school, not found, nothing overdue, nothing decided: what is left out is of no account here. */
const QUIET = {
  ...{ obligations: [], decisions: [], inDanger: false, found: null, died: null },
  ...{ onRoll: true, offRoll: null, nowhere: null, provided: false },
};
const OVERDUE = { obligations: [{ state: 'overdue' }] };
const FOUND = { found: { how: 'located' } };
const NO_PLACE = { ...FOUND, onRoll: false, offRoll: {} };
const waits = (waitingFor: 'place' | 'appeal' | 'nothing') => ({ onRoll: false, offRoll: { waitingFor } });
const CARRIED = { decisions: [{ decided: { due: '2026-05-18' }, ended: null }] };
const DONE = { decisions: [{ decided: { due: '2026-05-18' }, ended: {} }] };

const asked = (section: SectionId, over: object, closed = false, unanswered = false): AskedOfPanel =>
  askedOfPanel(
    {
      ...{ id: '1', version: 1, reference: 'WB-1000-XX', openedAt: '2026-05-05T08:00:00.000Z' },
      assessment: { ...QUIET, ...over } as unknown as Assessment,
      closedAt: closed ? '2026-05-20T10:00:00.000Z' : null,
      unansweredSince: unanswered ? '2026-05-12T10:00:00.000Z' : null,
    },
    section,
  );

it.each<[SectionId, string, object, AskedOfPanel]>([
  ['carried-forward', 'is not done', CARRIED, 'hear-done'],
  ['carried-forward', 'is done since', DONE, 'note-done'],
  ['new', 'is not found', {}, 'take-up'],
  ['new', 'is found and on no roll', NO_PLACE, 'place'],
  ['new', 'is found and on a roll', FOUND, 'take-up'],
  ['new', 'is on no roll, and not where it was said to be', { ...NO_PLACE, nowhere: {} }, 'take-up'],
  ['overdue', 'is overdue', OVERDUE, 'what-next'],
  ['overdue', 'is overdue of a child on no roll who was found', { ...NO_PLACE, ...OVERDUE }, 'place'],
  ['overdue', 'is overdue no more', {}, 'note-done'],
  ['high-risk', 'is in danger', { inDanger: true }, 'at-once'],
  ['high-risk', 'is in danger no more', {}, 'note-safer'],
  ['past-the-floor', 'is not found', {}, 'further-checks'],
  ['past-the-floor', 'is found', FOUND, 'note-found'],
  ['long-stayers', 'is not found', {}, 'further-checks'],
  ['long-stayers', 'is found and on no roll', NO_PLACE, 'place'],
  ['long-stayers', 'is on no roll and waits for an appeal', waits('appeal'), 'place'],
  ['past-the-floor', 'is on no roll and waits for a place', waits('place'), 'place'],
  ['past-the-floor', 'is on no roll and waits for nothing', waits('nothing'), 'further-checks'],
  ['past-the-floor', 'is provided for since', { ...NO_PLACE, provided: true }, 'note-found'],
  ['closures', 'may be closed', FOUND, 'may-close'],
  ['closures', 'is found and on no roll', NO_PLACE, 'place'],
  ['closures', 'is on no roll and provided for', { ...NO_PLACE, provided: true }, 'may-close'],
  ['closures', 'is missing again', { reportComplete: true, day: 12 }, 'what-next'],
])('of a case under %s that %s the panel is asked accordingly', (section, _how, over, expected) => {
  expect(asked(section, over)).toBe(expected);
});

it('of an alert it is asked who answers it, and once it is answered to hear that', () => {
  expect([true, false].map((waits) => asked('unanswered', {}, false, waits))).toEqual(['who-answers', 'hear-answer']);
});

it('of what was closed it is asked nothing but to ratify it, where it stands for that', () => {
  const sections: SectionId[] = ['unanswered', 'carried-forward', 'new', 'overdue', 'high-risk', 'long-stayers'];
  const all = { ...NO_PLACE, ...OVERDUE, ...CARRIED, inDanger: true };
  expect(new Set(sections.map((section) => asked(section, all, true, true)))).toEqual(new Set(['note-closed']));
  expect(asked('closures', all, true)).toBe('ratify');
  expect(asked('closures', { ...all, closure: { isRatified: true } }, true)).toBe('note-closed');
});
