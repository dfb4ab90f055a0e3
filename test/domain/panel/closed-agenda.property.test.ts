import fc from 'fast-check';
import { BANK_HOLIDAYS } from '../../../src/domain/calendar/bank-holidays';
import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import { londonInstant } from '../../../src/domain/calendar/london';
import { assess } from '../../../src/domain/case/assess';
import type { FactBody } from '../../../src/domain/case/fact';
import { agenda } from '../../../src/domain/panel/agenda';
import { frozenItems, type AgendaCase } from '../../../src/domain/panel/agenda-case';
import { meetingAfter, meetingBefore, meetingOn, type Cycle } from '../../../src/domain/panel/cycle';
import type { FrozenAgenda } from '../../../src/domain/panel/frozen';
import { policyPack } from '../../../src/domain/policy/policies';
import { anAbsence, aPupil, atRisk, History, noRisk } from '../../builders/case';
import { liverpool } from '../calendar/liverpool';

const policy = policyPack('liverpool');
const cycle: Cycle = { anchor: '2026-04-23', rules: policy.panel, bankHolidays: BANK_HOLIDAYS.days };
const meeting = meetingOn(cycle, '2026-05-21');
const [previous, next] = [meetingBefore(cycle, meeting), meetingAfter(cycle, meeting)];
/** The agenda is closed on the 19th, and looked at on the day of the meeting. */
const CLOSES: LocalDate = '2026-05-19';
const MEETS: LocalDate = '2026-05-21';
const CLOSES_AT = londonInstant(CLOSES, '09:00');

const CLOSED: FactBody = { kind: 'closed', reason: 'other-school', note: '' };
const RISK: FactBody = { kind: 'triaged', triage: atRisk };
const CALM: FactBody = { kind: 'tier-set', answer: { tier: policy.tiers.levels.at(-1)!.id, reason: 'B', asked: 'A' } };

interface Story {
  readonly begins: LocalDate;
  readonly risk: boolean;
  readonly before: readonly FactBody[];
  /** Between the cut-off and the meeting. */
  readonly since: readonly FactBody[];
}

const words = fc.constantFrom(CLOSED, RISK, CALM);
const stories = fc.array(
  fc.record<Story>({
    // Some are opened after the agenda was closed.
    begins: fc.integer({ min: 0, max: 50 }).map((n) => addDays('2026-04-01', n)),
    risk: fc.boolean(),
    before: fc.array(words, { maxLength: 1 }),
    since: fc.array(words, { maxLength: 2 }),
  }),
  { maxLength: 10 },
);

function asOf(day: LocalDate, story: Story, n: number): AgendaCase[] {
  const isLater = story.begins >= CLOSES;
  if (day === CLOSES && isLater) return [];
  const history = new History().at(
    story.begins,
    '10:00',
    { kind: 'opened', way: 'missing' },
    { kind: 'triaged', triage: story.risk ? atRisk : noRisk },
    { kind: 'pupil-described', pupil: aPupil() },
    { kind: 'absence-described', absence: anAbsence({ firstDayMissed: story.begins, lastAttended: story.begins }) },
  );
  const open = { closed: null as LocalDate | null };
  const add = (on: LocalDate, bodies: readonly FactBody[]) =>
    bodies.forEach((body) => {
      if (open.closed) return;
      history.at(on, '11:00', body);
      if (body.kind === 'closed') open.closed = on;
    });
  if (!isLater) add('2026-05-18', story.before);
  if (day === MEETS) add(isLater ? story.begins : '2026-05-20', story.since);
  const assessment = assess(history.facts, liverpool, policy, day);
  return [
    {
      ...{ id: `case ${n}`, version: history.facts.length, reference: `WB-${n}` },
      ...{ openedAt: londonInstant(story.begins, '10:00'), assessment },
      closedAt: open.closed && londonInstant(open.closed, '11:00'),
    },
  ];
}

const listsOf = ({ sections }: ReturnType<typeof agenda>) =>
  Object.fromEntries(sections.map(({ id, items }) => [id, items]));

const lateOn = ({ sections }: ReturnType<typeof agenda>): string[] =>
  sections.flatMap(({ items }) => items.filter(({ late }) => late).map(({ reference }) => reference));

describe('an agenda that was closed', () => {
  const looked = stories.map((all) => {
    const on = (day: LocalDate) => all.flatMap((story, n) => asOf(day, story, n));
    const [then, now] = [on(CLOSES), on(MEETS)];
    const around = { meeting, previous, next, policy };
    const read = agenda({ ...around, cases: then, asOf: CLOSES });
    const items = frozenItems(then, policy, previous);
    const frozen: FrozenAgenda = { meeting: meeting.planned, postAt: meeting.postAt, takenAt: CLOSES_AT, items };
    // One that is urgent no more, and was for a while: whoever asks for the agenda says which.
    const cameLate = new Set(now.filter(({ version }) => version % 2 === 0).map(({ id }) => id));
    const at = { ...around, cases: now, asOf: MEETS, frozen };
    return { then, now, read, cameLate, held: agenda(at), heldWith: agenda({ ...at, cameLate }) };
  });

  it('is the list that people have read, section by section and in its order, whatever was recorded since', () => {
    fc.assert(
      fc.property(looked, ({ read, held }) => {
        const [before, at] = [listsOf(read), listsOf(held)];
        for (const { id, items } of held.sections) {
          const kept = items.filter(({ late }) => !late).map(({ reference }) => reference);
          expect([id, kept]).toEqual([id, (before[id] ?? []).map(({ reference }) => reference)]);
          if (id !== 'high-risk') expect(items.filter(({ late }) => late)).toEqual([]);
        }
        for (const { id, items } of read.sections) if (items.length > 0) expect(at[id]).toBeDefined();
      }),
    );
  });

  it('says of an item that it was changed where a fact was added since, and of no other', () => {
    fc.assert(
      fc.property(looked, ({ then, now, held }) => {
        const grew = new Set(
          then
            .filter(({ id, version }) => now.find((one) => one.id === id)!.version > version)
            .map(({ reference }) => reference),
        );
        for (const { items } of held.sections)
          for (const { reference, late, changed } of items) expect(changed).toBe(!late && grew.has(reference));
      }),
    );
  });

  it('is added to by what may be in danger and did not stand there as such, first of its section, and by nothing else', () => {
    fc.assert(
      fc.property(looked, ({ now, read, held }) => {
        const stood = new Set((listsOf(read)['high-risk'] ?? []).map(({ reference }) => reference));
        const urgent = now.filter(({ assessment, closedAt }) => assessment.inDanger && closedAt === null);
        const expected = urgent.map(({ reference }) => reference).filter((reference) => !stood.has(reference));
        const items = listsOf(held)['high-risk'] ?? [];
        const late = items.slice(0, expected.length);
        expect(late.map(({ reference }) => reference).sort()).toEqual(expected.sort());
        expect(late.every((one) => one.late)).toBe(true);
        expect(items.slice(expected.length).some((one) => one.late)).toBe(false);
      }),
    );
  });

  it('keeps what came late where it came to, also once it is urgent no more', () => {
    fc.assert(
      fc.property(looked, ({ now, read, held, heldWith, cameLate }) => {
        const stood = new Set((listsOf(read)['high-risk'] ?? []).map(({ reference }) => reference));
        const urgent = new Set(lateOn(held));
        const expected = now
          .filter(({ id, reference }) => !stood.has(reference) && (urgent.has(reference) || cameLate.has(id)))
          .map(({ reference }) => reference);
        expect(lateOn(heldWith).sort()).toEqual(expected.sort());
      }),
    );
  });

  it('counts the open cases as they are by then', () => {
    fc.assert(
      fc.property(looked, ({ now, held }) => {
        expect(held.openCases).toBe(now.filter(({ closedAt }) => closedAt === null).length);
        expect(held.closedAt).toBe(CLOSES_AT);
      }),
    );
  });
});

it('a child who has died since is looked for no more, and stands there no more', () => {
  const story: Story = { begins: '2026-04-27', risk: true, before: [], since: [] };
  const [then] = asOf(CLOSES, story, 1);
  const items = frozenItems([then!], policy, previous);
  const frozen: FrozenAgenda = { meeting: meeting.planned, postAt: meeting.postAt, takenAt: CLOSES_AT, items };
  expect(items[0]!.sections).toContain('high-risk');
  const died = { ...then!, assessment: { ...then!.assessment, died: { on: MEETS } as never } };
  const { sections } = agenda({ meeting, previous, next, policy, cases: [died], asOf: MEETS, frozen });
  expect(sections.flatMap(({ items: all }) => all)).toEqual([]);
});
