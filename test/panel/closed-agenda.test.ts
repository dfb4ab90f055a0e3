import type { Agenda } from '../../src/domain/panel/agenda';
import type { SaidOfMeeting } from '../../src/domain/panel/meeting-change';
import { createMinutes } from '../../src/panel/create-minutes';
import { createPanel } from '../../src/panel/create-panel';
import { atRisk } from '../builders/case';
import { aWorld } from '../casework/world';

/** The panel meets on 7 May and 21 May 2026; its agendas are closed at 09:00 on 5 May and on 19 May. */
async function aPanel() {
  const world = await aWorld();
  const panel = createPanel(world.deps);
  const { case: first } = await world.report();
  const closes = async (date: '2026-05-05' | '2026-05-19' = '2026-05-05') => {
    world.at(date, '09:00');
    return panel.postDue();
  };
  const opens = (reference: string) =>
    world.casework.see(world.people.panel, reference).then(
      () => true,
      () => false,
    );
  /** To the minute, since the clock goes on. */
  const closedAt = async () => (await panel.agendaNow(world.people.panel)).closedAt?.slice(0, 16);
  const another = (n: number, risk = false) =>
    world.report({
      pupil: { forename: `Wren${n}`, upn: null, upnUnknown: 'other' },
      ...(risk && { triage: atRisk }),
    });
  return { ...world, panel, first, closes, opens, another, closedAt };
}

const references = ({ sections }: Agenda) => [
  ...new Set(sections.flatMap(({ items }) => items.map(({ reference }) => reference))),
];
const item = ({ sections }: Agenda, reference: string) =>
  sections.flatMap(({ items }) => items).find((one) => one.reference === reference);

describe('an agenda is closed at its cut-off', () => {
  it('also where the panel has no channel, and once', async () => {
    const { panel, storage, closes, people, first, at, closedAt } = await aPanel();
    expect((await panel.agendaNow(people.panel)).closedAt).toBeNull();
    expect(await closes()).toBe(0);
    at('2026-05-05', '09:01');
    await panel.postDue();
    const [list, ...more] = await storage.panels.frozen('341', ['2026-05-07']);
    expect(more).toEqual([]);
    expect(list).toEqual({
      ...{ meeting: '2026-05-07', postAt: '2026-05-05T08:00:00.000Z', takenAt: list!.takenAt },
      items: [{ caseId: first.id, version: first.version, sections: ['new', 'overdue'] }],
    });
    expect([list!.takenAt.slice(0, 16), await closedAt()]).toEqual(['2026-05-05T08:00', '2026-05-05T08:00']);
  });

  it('and what comes after it waits for the next meeting, but for what is urgent', async () => {
    const { panel, people, closes, another, at, first, opens } = await aPanel();
    await closes();
    at('2026-05-06', '10:00');
    const { case: calm } = await another(1);
    const { case: urgent } = await another(2, true);
    const agenda = await panel.agendaNow(people.panel);
    expect(references(agenda).sort()).toEqual([first.reference, urgent.reference].sort());
    expect(item(agenda, urgent.reference)).toMatchObject({ late: true, highRisk: true });
    expect(item(agenda, first.reference)).toMatchObject({ late: false, changed: false });
    expect(await Promise.all([first, urgent, calm].map(({ reference }) => opens(reference)))).toEqual([
      true,
      true,
      false,
    ]);
    at('2026-05-08', '09:00');
    const next = await panel.agendaNow(people.panel);
    expect([next.meeting, next.closedAt]).toEqual(['2026-05-21', null]);
    expect(references(next).sort()).toEqual([first, urgent, calm].map(({ reference }) => reference).sort());
    expect(await Promise.all([first, urgent, calm].map(({ reference }) => opens(reference)))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('and the next one says how many more or fewer there are than stood on it', async () => {
    const { panel, people, closes, another, at, first, casework } = await aPanel();
    const second = await another(1);
    expect(await panel.agendaNow(people.panel)).toMatchObject({ openBefore: null });
    await closes();
    at('2026-05-06', '10:00');
    await casework.close(people.officer, first.reference, 'reported-in-error', 'Another child was meant.');
    for (const n of [2, 3]) await another(n);
    at('2026-05-08', '09:00');
    const next = await panel.agendaNow(people.panel);
    expect(next).toMatchObject({ meeting: '2026-05-21', openCases: 3, openBefore: 2 });
    const counts = Object.fromEntries(next.sections.map(({ id, items, before }) => [id, [items.length, before]]));
    expect(counts).toMatchObject({ new: [2, 2], overdue: [3, 2], closures: [1, 0] });
    expect(item(next, second.case.reference)).toMatchObject({ open: true });
  });

  it('and a case that was closed since still stands there, marked, and can be opened until the next one is over', async () => {
    const { panel, people, closes, casework, first, at, opens } = await aPanel();
    await closes();
    at('2026-05-06', '10:00');
    await casework.close(people.officer, first.reference, 'reported-in-error', 'Was on a visit.');
    expect(item(await panel.agendaNow(people.panel), first.reference)).toMatchObject({ changed: true, open: false });
    await closes('2026-05-19');
    at('2026-06-04', '23:00');
    expect(await opens(first.reference)).toBe(true);
    at('2026-06-05', '00:05');
    expect(await opens(first.reference)).toBe(false);
  });

  it.each([
    ['2026-05-06', '16:00'],
    ['2026-05-08', '10:00'],
  ] as const)(
    'and what came late and was urgent can be opened until the next one is over, whatever became of it on %s',
    async (day, time) => {
      const { closes, another, at, opens, casework, people } = await aPanel();
      await closes();
      at('2026-05-06', '10:00');
      const { case: urgent } = await another(2, true);
      const { case: calm } = await another(3);
      at(day, time);
      for (const { reference } of [urgent, calm])
        await casework.close(people.officer, reference, 'reported-in-error', 'Was on a visit.');
      expect(await opens(urgent.reference)).toBe(true);
      at('2026-05-18', '10:00');
      expect(await opens(urgent.reference)).toBe(true);
      await closes('2026-05-19');
      at('2026-06-05', '00:05');
      expect(await opens(urgent.reference)).toBe(false);
    },
  );

  it('anew where the meeting is moved to later, and the list of before is kept', async () => {
    const { panel, people, storage, closes, another, at, closedAt } = await aPanel();
    await closes();
    at('2026-05-06', '10:00');
    const moved: SaidOfMeeting = { kind: 'moved', to: '2026-05-13', time: null };
    await panel.change(people.officer, '2026-05-07', moved, 'No room is free');
    const { case: calm } = await another(1);
    const open = await panel.agendaNow(people.panel);
    expect([open.closedAt, references(open).includes(calm.reference)]).toEqual([null, true]);
    at('2026-05-11', '09:00');
    await panel.postDue();
    expect(await closedAt()).toBe('2026-05-11T08:00');
    expect((await storage.panels.frozen('341', ['2026-05-07'])).map(({ items }) => items.length)).toEqual([1, 2]);
  });

  it('and its figures by main reason stay as they were then, since one that moves with a case tells its reason', async () => {
    const { panel, people, closes, another, at, casework, first } = await aPanel();
    const cases = [first];
    for (let n = 1; n < 10; n += 1) cases.push((await another(n)).case);
    const health = ({ reference }: { readonly reference: string }) =>
      casework.returns.dfeReason(people.officer, reference, 'mental-health');
    for (const one of cases.slice(0, 4)) await health(one);
    const byReason = async () => (await panel.agendaNow(people.panel)).byReason.map(({ label }) => label);
    await closes();
    expect(await byReason()).toEqual([]);
    at('2026-05-06', '10:00');
    await health(cases[4]!);
    expect(item(await panel.agendaNow(people.panel), cases[4]!.reference)).toMatchObject({ changed: true });
    expect(await byReason()).toEqual([]);
    at('2026-05-08', '09:00');
    expect(await byReason()).toEqual(['Mental health', 'Unknown']);
  });

  it('and a case that was opened again since is new on the next one', async () => {
    const { panel, people, closes, at, casework, first } = await aPanel();
    await closes();
    at('2026-05-06', '10:00');
    await casework.close(people.officer, first.reference, 'reported-in-error', 'Was on a visit.');
    at('2026-05-12', '10:00');
    await casework.outcomes.reopen(people.officer, first.reference, 'It was this child.', null);
    const { meeting, sections } = await panel.agendaNow(people.panel);
    expect(meeting).toBe('2026-05-21');
    expect(sections.find(({ id }) => id === 'new')!.items.map(({ reference }) => reference)).toEqual([first.reference]);
  });

  it('and what came of the meeting agrees with its minutes on a child who died before it', async () => {
    const { panel, people, closes, another, at, casework, deps, first } = await aPanel();
    const { case: died } = await another(1);
    await closes();
    at('2026-05-06', '10:00');
    await casework.death.tell(people.lead, died.reference, { by: 'The police', known: 'Rang', on: '2026-05-06' });
    at('2026-05-08', '09:00');
    const seen = await panel.asSeenBy(people.officer, '2026-05-07', () => []);
    expect(seen!.agenda.outcome).toMatchObject({ listed: 1, undecided: 1 });
    const minutes = await createMinutes(deps).whole(people.officer, '2026-05-07', 'minutes-pdf');
    expect(minutes.cases.map(({ reference }) => reference)).toEqual([first.reference]);
  });

  it('late where the bot was down, as the cases stand by then', async () => {
    const { panel, people, another, at, closedAt } = await aPanel();
    at('2026-05-06', '12:00');
    const { case: calm } = await another(1);
    await panel.postDue();
    expect(await closedAt()).toBe('2026-05-06T11:00');
    expect(references(await panel.agendaNow(people.panel))).toContain(calm.reference);
  });
});
