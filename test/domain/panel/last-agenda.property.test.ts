import fc from 'fast-check';
import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import { londonInstant } from '../../../src/domain/calendar/london';
import type { Case } from '../../../src/domain/case/case';
import type { FactBody } from '../../../src/domain/case/fact';
import type { SectionId } from '../../../src/domain/panel/frozen';
import { lastAgenda } from '../../../src/domain/panel/last-agenda';
import { policyPack } from '../../../src/domain/policy/policies';
import { History, noRisk } from '../../builders/case';

const policy = policyPack('liverpool');
const CLOSES: LocalDate = '2026-05-19';
const takenAt = londonInstant(CLOSES, '09:00');
const dayFrom = (first: LocalDate) => fc.integer({ min: 0, max: 40 }).map((n) => addDays(first, n));
const CLOSED: FactBody = { kind: 'closed', reason: 'other-school', note: '' };
const REOPENED: FactBody = { kind: 'reopened', reason: 'missing-again' };

/** Opened on a day, and closed and opened again in turn on the days that follow. */
const stories = fc.record({
  way: fc.constantFrom('missing', 'other-authority'),
  begins: dayFrom('2026-04-25'),
  turns: fc.array(fc.integer({ min: 0, max: 15 }), { maxLength: 3 }),
});
type Story = typeof stories extends fc.Arbitrary<infer T> ? T : never;

function caseOf({ way, begins, turns }: Story, n: number): Case {
  const history = new History().at(
    begins,
    '08:00',
    { kind: 'opened', way },
    {
      kind: 'triaged',
      triage: noRisk,
    },
  );
  let day = begins;
  turns.forEach((days, turn) => {
    day = addDays(day, days);
    history.at(day, '12:00', turn % 2 === 0 ? CLOSED : REOPENED);
  });
  return {
    ...theCase,
    id: `case ${n}`,
    reference: `WB-${n}`,
    openedAt: history.facts[0]!.recordedAt,
    facts: history.facts,
    version: history.facts.length,
  };
}
const theCase = { authority: '341', school: '999001', policy: 'liverpool' } as unknown as Case;

/** Said in days, without looking at a fact. */
function stoodOpen({ begins, turns }: Story): boolean {
  if (begins > CLOSES) return false;
  let [day, open] = [begins, true];
  for (const days of turns) {
    day = addDays(day, days);
    if (day < CLOSES) open = !open;
  }
  return open;
}

const isCounted = ({ way }: Story): boolean => policy.ways.find(({ id }) => id === way)?.onRegister ?? true;

it('of the agenda before is told how many cases were open when it was closed, whatever was recorded since', () => {
  fc.assert(
    fc.property(fc.array(stories, { maxLength: 12 }), (all) => {
      const { openCases } = lastAgenda(
        { meeting: '2026-05-21', postAt: takenAt, takenAt, items: [] },
        all.map(caseOf),
        () => policy,
      );
      expect(openCases).toBe(all.filter((story) => stoodOpen(story) && isCounted(story)).length);
    }),
  );
});

it('and how many stood in each section', () => {
  const ids = fc.subarray<SectionId>(['new', 'overdue', 'high-risk', 'closures']);
  fc.assert(
    fc.property(fc.array(ids, { maxLength: 12 }), (lists) => {
      const items = lists.map((sections, n) => ({ caseId: `case ${n}`, version: 1, sections }));
      const { sections } = lastAgenda({ meeting: '2026-05-21', postAt: takenAt, takenAt, items }, [], () => policy);
      for (const id of ['new', 'overdue', 'high-risk', 'closures'] as const)
        expect(sections.get(id) ?? 0).toBe(lists.filter((list) => list.includes(id)).length);
    }),
  );
});
