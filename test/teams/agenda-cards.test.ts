import { stagesInOrder } from '../../src/domain/panel/stage';
import type { FactBody } from '../../src/domain/case/fact';
import type { Agenda, AgendaItem } from '../../src/domain/panel/agenda';
import { createRenderer, MOST_BYTES } from '../../src/teams/rendering/render';
import { loadTemplates } from '../../src/teams/rendering/templates';
import type { CardSpec } from '../../src/teams/turn';
import { agendaView } from '../../src/teams/views/agenda';
import { agendaDigestView, ownAgendaView, referencesOn } from '../../src/teams/views/agenda-digest';
import { agendaWith, decided, policy, TYPED } from '../builders/an-agenda';
import { aPupil } from '../builders/case';
import { cardErrors } from '../support/card-schema';
import { buttonsOn, textOn } from '../support/cards';

const render = createRenderer(loadTemplates(), 'chat');
/** Where pages open in dialogs, a card says too who is shown their own view of it. */
const inDialogs = createRenderer(loadTemplates(), 'dialog');
const shown = (card: CardSpec) => render(card, 'chat');

const CHILD = { name: 'Persephone Featherstonehaugh-Cholmondeley', school: 'Example Community Primary School' };
/** What one person sees where the agenda stands in the channel, with a child behind every item. */
const ownView = (of: Agenda): CardSpec => {
  const children = new Map(referencesOn(of, true).map((reference) => [reference, CHILD]));
  return ownAgendaView(of, { children, decides: true }, '29:somebody-with-an-id-as-long-as-those-of-teams-are');
};

const many = (labels: readonly string[]) => labels.map((label) => ({ label, cases: 120 }));
/** Cases in every stage and every band, and for every reason. */
const EVERY_FIGURE = {
  byStage: many(stagesInOrder(policy)),
  byDuration: many([...policy.dfe.bands.map(({ label }) => label), policy.dfe.unknownBand]),
  byReason: many(policy.dfe.reasons.map(({ label }) => label)),
};

const views: [string, (of: Agenda) => CardSpec][] = [
  ['in the personal chat', (of) => agendaView(of, { decides: true })],
  ['in the channel', (of) => agendaDigestView(of)],
  ['in the channel, as one person sees it', ownView],
];

describe.each(views)('the agenda %s', (_where, view) => {
  it.each([0, 1, 12, 200])('stays small with %i cases', (cases) => {
    const agenda = { ...agendaWith(cases), ...(cases === 200 && EVERY_FIGURE) };
    if (cases === 200) expect(agenda.sections.filter(({ items }) => items.length < 5)).toEqual([]);
    const bytes = Buffer.byteLength(JSON.stringify(shown(view(agenda))));
    expect(bytes).toBeLessThan(MOST_BYTES);
  });

  it('stays small where the panel has decided much on every case', () => {
    const { list } = policy.panel.decisions;
    const longest = list.filter(({ confidential }) => !confidential).sort((a, b) => b.title.length - a.title.length);
    const most = longest.slice(0, 3).map(({ id, title }) => ({ ...decided(id, '2026-05-28'), title }) as FactBody);
    const agenda = agendaWith(200, '2026-05-19', () => most);
    const carried = agenda.sections.filter(({ id }) => id === 'carried-forward');
    for (const sections of [agenda.sections, carried]) {
      const card = shown(view({ ...agenda, ...EVERY_FIGURE, sections }));
      expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(MOST_BYTES);
    }
  });

  it('stays small where everything on it was changed after it was closed', () => {
    const agenda = agendaWith(200);
    const sections = agenda.sections.map((one) => {
      const items = one.items.map((item) => ({
        ...item,
        changed: true,
        highRisk: true,
        asked: 'who-answers' as const,
      }));
      return { ...one, before: 120, items };
    });
    const closedAt = '2026-05-19T08:00:00.000Z' as const;
    const closed = { ...agenda, ...EVERY_FIGURE, sections, openBefore: 190, closedAt };
    const readers = Array.from({ length: 60 }, (_, n) => `29:${String(n).padStart(80, 'x')}`);
    for (const card of [view(closed), agendaDigestView(closed, { ownViewFor: readers })]) {
      const size = Buffer.byteLength(JSON.stringify(inDialogs(card, 'chat')));
      expect(size).toBeLessThan(MOST_BYTES);
    }
  });

  it('keeps to the schema of Adaptive Cards 1.5', () => {
    expect([0, 12, 200].flatMap((cases) => cardErrors(shown(view(agendaWith(cases)))))).toEqual([]);
  });

  it('names no child, not even in a notification', () => {
    const card = view(agendaWith(12));
    const everything = JSON.stringify([shown(card), card.summary]);
    const { forename, surname, dateOfBirth, upn } = aPupil();
    for (const secret of [forename, surname, dateOfBirth, upn, 'Example Row', '999001', ...TYPED]) {
      expect(everything).not.toContain(secret);
    }
  });

  it('opens every case that it lists, by its reference', () => {
    const card = shown(view(agendaWith(12)));
    const listed = textOn(card).match(/WB-\d{4}-XX/g)!;
    const opened = buttonsOn(card).filter(({ verb }) => verb === 'show-case');
    expect(listed.length).toBeGreaterThan(10);
    expect(opened.map(({ data }) => data.reference)).toEqual(listed);
  });

  it('says for each case where it stands, and that the risk is high where it is', () => {
    const text = textOn(shown(view(agendaWith(12))));
    expect(text).toContain('School day 46 · Day 20: review');
    expect(text).toContain('High risk');
    expect(text).toContain('Agenda for Thu 21 May 2026');
    expect(text).toContain('12 open cases, as of Tue 19 May 2026');
  });

  it('says so when there is nothing', () => {
    const text = textOn(shown(view(agendaWith(0))));
    expect(text).toContain('No open cases, as of Tue 19 May 2026');
    expect(text).toContain(
      'Nothing under: New cases, Overdue actions, High risk, 20 school days or 4 weeks and more, Long stayers, Closures to ratify.',
    );
  });
});

describe('in the channel', () => {
  it('a section stops after a few cases and says how many more there are', () => {
    expect(textOn(shown(agendaDigestView(agendaWith(200))))).toMatch(/and \d+ more/);
  });

  it('tells whose turn it is, not what is asked of them', () => {
    const agenda = agendaWith(12);
    const asks = agenda.sections.flatMap(({ items }) => items.flatMap(({ next }) => (next ? [next.asks] : [])));
    const text = textOn(shown(agendaDigestView(agenda)));
    expect(text).toContain('Next: designated safeguarding lead');
    for (const ask of asks) expect(text).not.toContain(ask);
  });
});

/** Each case of a list has its reference on a line of its own. */
const agendaRowsOn = (text: string): number => text.match(/^WB-\d{4}-XX/gm)!.length;

describe('on the agenda, what is asked of the panel', () => {
  const lineOf = (agenda: Agenda, own = false) => {
    const lines = textOn(shown(own ? ownView(agenda) : agendaDigestView(agenda))).split('\n');
    return lines.flatMap((line) => / · (To (?:decide|hear|note|ratify): .*)$/.exec(line)?.[1] ?? []);
  };

  it('is said of every case that it lists, after its stage and day, also to one person alone', () => {
    for (const own of [false, true]) {
      const agenda = agendaWith(12);
      const text = textOn(shown(own ? ownView(agenda) : agendaDigestView(agenda)));
      const rows = text.match(/^WB-\d{4}-XX[^]*?\n(?=Next: |Nothing is owed)/gm)!;
      expect(rows).toHaveLength(referencesOn(agenda, own).length);
      for (const row of rows) expect(row).toMatch(/ · To (decide|hear|note|ratify): [a-z ]+\n$/);
      expect(lineOf(agenda, own)).toHaveLength(rows.length);
    }
  });

  it('is said in the own chat of whoever asks for the agenda too', () => {
    const agenda = agendaWith(12);
    const text = textOn(shown(agendaView(agenda)));
    const lines = text.split('\n').filter((line) => / · To (decide|hear|note|ratify): [a-z ]+$/.test(line));
    expect(lines).toHaveLength(agendaRowsOn(text));
  });

  it('depends on the section, and on how the case stands', () => {
    const asked = (id: string, cases: number, of: (item: AgendaItem) => boolean = () => true) => {
      const agenda = agendaWith(cases);
      const section = agenda.sections.find((one) => one.id === id)!;
      const items = section.items.filter(of).slice(0, 5);
      expect(items).not.toEqual([]);
      return [...new Set(lineOf({ ...agenda, sections: [{ ...section, items }] }))];
    };
    expect(asked('unanswered', 12)).toEqual(['To decide: who answers the alert']);
    expect(asked('carried-forward', 12)).toEqual(['To hear: what has been done']);
    expect(asked('new', 60)).toEqual(['To decide: whether to take it up']);
    expect(asked('overdue', 12)).toEqual(['To decide: how it goes on']);
    expect(asked('high-risk', 12)).toEqual(['To decide: what is done at once']);
    expect(asked('past-the-floor', 12)).toEqual(['To decide: further checks']);
    expect(asked('long-stayers', 60)).toEqual(['To decide: further checks']);
    expect(asked('closures', 12)).toEqual(['To decide: whether it can be closed']);
  });
});

describe('what the panel decided before', () => {
  const carried = (of: AgendaItem) => of.carried.length > 0;
  const agenda = agendaWith(12);

  it('is carried forward in a section of its own, until it is done', () => {
    const section = agenda.sections.find(({ id }) => id === 'carried-forward')!;
    expect(section.items.map(({ reference }) => reference).sort()).toEqual(['WB-1001-XX', 'WB-1005-XX', 'WB-1009-XX']);
    expect(section.items.every(carried)).toBe(true);
    expect(agendaWith(1).sections.map(({ id }) => id)).not.toContain('carried-forward');
  });

  it('is told in the channel as the policy calls it, and not where that alone would tell of the child', () => {
    const text = textOn(shown(agendaDigestView(agenda)));
    expect(text).toContain('Carried forward: Make further named checks · caseworker · was due Mon 18 May 2026');
    expect(text).toContain('Carried forward: A decision that stands on the case · caseworker · due Fri 29 May 2026');
    expect(text).toContain('and 1 more decision');
    expect(text).not.toContain('As it was called then');
    expect(text).not.toContain('special educational needs');
  });

  it('is told in the own chat as it was called when it was decided', () => {
    expect(textOn(shown(agendaView(agenda)))).toContain('Carried forward: As it was called then · caseworker');
  });

  it('is recorded beside every open case, by whoever may', () => {
    const buttons = buttonsOn(shown(agendaView(agenda, { decides: true })));
    const cases = buttons.filter(({ title }) => title === 'Open');
    const decides = buttons.filter(({ title }) => title === 'Decided');
    expect(decides.map(({ data }) => data.args.case)).toEqual(cases.map(({ data }) => data.reference));
    expect(buttonsOn(shown(agendaView(agenda))).map(({ title }) => title)).not.toContain('Decided');
    expect(buttonsOn(shown(agendaDigestView(agenda))).map(({ title }) => title)).not.toContain('Decided');
  });
});

describe('in the personal chat', () => {
  it('says what is asked of whom by when', () => {
    const text = textOn(shown(agendaView(agendaWith(12))));
    expect(text).toMatch(/· Designated safeguarding lead · Was due/);
  });

  it('shows the whole of a long section, part by part', () => {
    const agenda = agendaWith(200);
    const section = agenda.sections.find(({ id }) => id === 'overdue')!;
    const button = (card: object, title: RegExp) => buttonsOn(card).find((one) => title.test(String(one['title'])));
    const first = button(shown(agendaView(agenda)), new RegExp(`^Show all ${section.items.length}$`))!;
    expect(first['data']).toEqual({ verb: 'agenda-section', section: 'overdue', from: '0' });
    const seen: string[] = [];
    for (let next: ReturnType<typeof button> = first; next;) {
      const card = shown(agendaView(agenda, { excerpt: { section: 'overdue', from: Number(next['data'].from) } }));
      expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(MOST_BYTES);
      seen.push(...buttonsOn(card).flatMap(({ verb, data }) => (verb === 'show-case' ? [String(data.reference)] : [])));
      next = button(card, /^\d+ more$/);
    }
    expect(seen).toEqual(section.items.map(({ reference }) => reference));
  });
});

describe('of a meeting that is not on its day', () => {
  it.each([
    ['moved', '2026-05-19', null, 'This meeting was to be on Tue 19 May 2026. It has been moved.'],
    ['moved', '2026-05-21', null, 'The time of this meeting has been changed.'],
    ['cancelled', '2026-05-21', '2026-06-04', 'This meeting is cancelled.'],
    ['skipped', '2026-05-21', '2026-06-04', 'The panel does not meet in this week: the schools are closed.'],
  ] as const)('it is told: %s, planned for %s', (state, planned, instead, says) => {
    const agenda = { ...agendaWith(12), state, planned, instead, time: '14:00' as const };
    const card = shown(agendaDigestView(agenda));
    expect(textOn(card)).toContain(says);
    expect(cardErrors(card)).toEqual([]);
    const listed = buttonsOn(card).length > 0 && textOn(card).includes('WB-1001-XX');
    expect(listed).toBe(instead === null);
    if (instead) expect(textOn(card)).toContain('comes before the next one, on Thu 4 June 2026.');
  });
});

describe('of an agenda that was closed', () => {
  const closed = (): Agenda => {
    const open = agendaWith(12);
    const [first, second] = open.sections.find(({ id }) => id === 'overdue')!.items as [AgendaItem, AgendaItem];
    const items = [
      { ...first, late: true, highRisk: true },
      { ...second, changed: true, highRisk: false },
    ];
    const sections = [{ id: 'high-risk' as const, title: 'High risk', items, before: null }];
    return { ...open, closedAt: '2026-05-19T08:00:00.000Z', sections };
  };
  it.each([
    ['in the channel', (agenda: Agenda) => agendaDigestView(agenda)],
    ['in the own chat', (agenda: Agenda) => agendaView(agenda)],
  ])('it is said when, what came late and what was changed since, %s', (_where, view) => {
    const text = textOn(shown(view(closed())));
    expect(text).toContain('Closed on Tue 19 May 2026, 09:00: since then only children at risk are added.');
    expect(text).toMatch(/WB-\d{4}-XX · High risk · Late\nAdded after the agenda was closed/);
    expect(text).toMatch(/WB-\d{4}-XX\nChanged since the agenda was closed/);
    const open = textOn(shown(view(agendaWith(3))));
    expect(open).not.toContain('losed');
    expect(open).not.toContain('Late');
  });

  it('it says that it may stand there twice, where that may be, and nothing of that else', () => {
    expect(textOn(shown(agendaDigestView(closed(), { possibleRepeat: true })))).toContain(
      'This agenda may stand here twice',
    );
    expect(textOn(shown(agendaDigestView(closed())))).not.toContain('twice');
  });
});

it('of a meeting that has been, the channel is told what was decided and nothing of any case, in the same words on any day', () => {
  const decided = [{ title: 'Make further named checks', count: 2 }];
  const outcome = { listed: 12, undecided: 9, decided, unnamed: 1 };
  const card = shown(agendaDigestView({ ...agendaWith(12), outcome }));
  expect(cardErrors(card)).toEqual([]);
  expect(textOn(card)).toContain(
    'This meeting has been\nWhat was decided\n12 cases stood on the agenda when it was closed.\n3 decisions recorded:\n' +
      '2 × Make further named checks\n1 × A decision that stands on the case\n9 cases without a decision.',
  );
  expect(textOn(card)).not.toMatch(/WB-/);
  expect(buttonsOn(card)).toEqual([]);
  const later = shown(agendaDigestView({ ...agendaWith(12, '2026-05-20'), outcome }));
  expect(textOn(later)).toBe(textOn(card));
});
