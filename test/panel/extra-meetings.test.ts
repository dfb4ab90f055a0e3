import type { LocalDate } from '../../src/domain/calendar/date';
import type { Agenda } from '../../src/domain/panel/agenda';
import type { SaidOfMeeting } from '../../src/domain/panel/meeting-change';
import { createMinutes } from '../../src/panel/create-minutes';
import { createPanel } from '../../src/panel/create-panel';
import { atRisk } from '../builders/case';
import { aWorld } from '../casework/world';
import { trailOf } from '../support/trail';

/** The panel meets on 23 April, 7 May and 21 May 2026; its agendas are closed at 09:00 on 21 April, 5 May and 19 May. */
async function aPanel() {
  const world = await aWorld();
  const panel = createPanel(world.deps);
  const { people, at, casework } = world;
  const say = (meeting: LocalDate, said: SaidOfMeeting) =>
    panel.change(people.officer, meeting, said, 'The court asks for an answer');
  const another = async (n: number, risk = false) => {
    const pupil = { forename: `Wren${n}`, upn: null, upnUnknown: 'other' } as const;
    return (await world.report({ pupil, ...(risk && { triage: atRisk }) })).case;
  };
  const opens = (reference: string) =>
    casework.see(people.panel, reference).then(
      () => true,
      () => false,
    );
  const agendaFor = async (meeting: LocalDate) =>
    (await panel.forDelivery({ kind: 'agenda', authority: '341', obligation: `agenda:${meeting}` }))!;
  /** Somebody looks which agendas are due. */
  const closes = async (...when: Parameters<typeof at>) => {
    at(...when);
    await panel.postDue();
  };
  return { ...world, panel, say, another, opens, agendaFor, closes };
}

const referencesIn = ({ sections }: Agenda, section?: string): string[] => [
  ...new Set(
    sections
      .filter(({ id }) => section === undefined || id === section)
      .flatMap(({ items }) => items.map(({ reference }) => reference)),
  ),
];

const ADDED: SaidOfMeeting = { kind: 'added', time: '14:00' };

describe('an extra meeting', () => {
  it('that is called after its cut-off has its list closed when it is called, and the next one has as new what came after', async () => {
    const { panel, people, storage, say, another, closes, at } = await aPanel();
    at('2026-05-08', '15:00');
    const before = await another(1);
    await closes('2026-05-11', '14:00');
    await say('2026-05-12', ADDED);
    await panel.postDue();
    const [list, ...more] = await storage.panels.frozen('341', ['2026-05-12']);
    expect(more).toEqual([]);
    expect(list!.postAt.slice(0, 16)).toBe('2026-05-11T13:00');
    expect(list!.items).toMatchObject([{ caseId: before.id, sections: expect.arrayContaining(['new']) }]);
    at('2026-05-11', '15:00');
    const [calm, urgent] = [await another(2), await another(3, true)];
    const agenda = await panel.agendaNow(people.panel);
    expect(agenda).toMatchObject({ meeting: '2026-05-12', time: '14:00', isExtra: true, state: 'planned' });
    expect(referencesIn(agenda).sort()).toEqual([before, urgent].map(({ reference }) => reference).sort());
    at('2026-05-13', '09:00');
    const next = await panel.agendaNow(people.panel);
    expect(next).toMatchObject({ meeting: '2026-05-21', isExtra: false });
    expect(referencesIn(next, 'new').sort()).toEqual([calm, urgent].map(({ reference }) => reference).sort());
  });

  it('takes nothing off an agenda that people have read, where it comes before that meeting', async () => {
    const { people, casework, say, another, agendaFor, closes, at, deps } = await aPanel();
    const one = await another(1);
    at('2026-05-01', '10:00');
    await casework.close(people.officer, one.reference, 'reported-in-error', 'Was on a visit.');
    await closes('2026-05-05', '09:00');
    expect(referencesIn(await agendaFor('2026-05-07'), 'closures')).toEqual([one.reference]);
    at('2026-05-05', '14:00');
    await say('2026-05-06', ADDED);
    await closes('2026-05-05', '14:05');
    expect(referencesIn(await agendaFor('2026-05-07'), 'closures')).toEqual([one.reference]);
    at('2026-05-07', '16:00');
    const minutes = await createMinutes(deps).whole(people.officer, '2026-05-07', 'minutes-pdf');
    expect(minutes.cases.map(({ reference }) => reference)).toEqual([one.reference]);
  });

  it('keeps nobody of the panel from a case on the next agenda, once that is closed as well', async () => {
    const { say, another, opens, closes, at, panel } = await aPanel();
    await closes('2026-05-01', '14:00');
    await say('2026-05-06', ADDED);
    await panel.postDue();
    at('2026-05-01', '16:00');
    const { reference } = await another(1);
    expect(await opens(reference)).toBe(false);
    await closes('2026-05-05', '09:00');
    expect(await opens(reference)).toBe(true);
  });

  it('stands on the trail and on record as what is said of any other', async () => {
    const { say, storage, people, panel } = await aPanel();
    await say('2026-05-12', ADDED);
    expect(await storage.panels.changes('341')).toMatchObject([
      { meeting: '2026-05-12', said: ADDED, by: people.officer.id, reason: 'The court asks for an answer' },
    ]);
    await expect(say('2026-05-12', ADDED)).rejects.toMatchObject({ code: 'refused' });
    const trail = (await trailOf(storage, '341')).filter(({ action }) => action === 'change-meeting');
    expect(trail).toMatchObject([
      { outcome: 'done', person: people.officer.id, fields: ['added', 'meeting:2026-05-12'] },
      { outcome: 'refused', person: people.officer.id, reason: 'refused' },
    ]);
    expect((await panel.meetings(people.panel))[1]).toMatchObject({ on: '2026-05-12', isExtra: true });
  });

  it('is no meeting of which nobody knows whether the schools are closed: it was called on purpose', async () => {
    const { say, storage, people, panel, at } = await aPanel();
    const authority = (await storage.directory.authority('341'))!;
    await storage.directory.saveAuthority({ ...authority, panelSkipsClosedWeeks: true });
    at('2026-07-20', '09:00');
    await say('2026-08-05', ADDED);
    const meetings = (await panel.meetings(people.officer)).filter(({ on }) => on.startsWith('2026-08'));
    expect(meetings.map(({ on, isWeekUnknown }) => [on, isWeekUnknown])).toContainEqual(['2026-08-05', false]);
    expect(meetings.some(({ isWeekUnknown }) => isWeekUnknown)).toBe(true);
  });
});
