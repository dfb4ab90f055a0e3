import fc from 'fast-check';
import { assess } from '../../../src/domain/case/assess';
import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import { decideHold } from '../../../src/domain/case/decide/officer';
import type { NoticeDue } from '../../../src/domain/case/assessment';
import type { FactBody } from '../../../src/domain/case/fact';
import { maySnooze } from '../../../src/domain/case/snooze';
import type { Way } from '../../../src/domain/case/way';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { aPupil, History, noRisk, reported } from '../../builders/case';
import { aRemovalDecision } from '../../builders/removal';
import { liverpool } from '../calendar/liverpool';

const FIRST: LocalDate = '2026-04-27';
const FAR = 40;

const began: Readonly<Record<'missing' | 'not-on-roll', () => History>> = {
  missing: () => reported(),
  'not-on-roll': () =>
    new History().at(
      FIRST,
      '08:40',
      { kind: 'opened', way: 'not-on-roll' },
      { kind: 'triaged', triage: noRisk },
      { kind: 'pupil-described', pupil: aPupil() },
    ),
};

/** Told by the last words on place and name, and by nothing that the domain derives. */
function isNowhere(way: Way, bodies: readonly FactBody[]): boolean {
  const last = (...kinds: FactBody['kind'][]) => bodies.findLastIndex(({ kind }) => kinds.includes(kind));
  const name = last('name-deleted', 'name-entered');
  const onRoll = (upTo: number) => {
    const said = bodies.slice(0, upTo).findLast(({ kind }) => kind === 'name-deleted' || kind === 'name-entered');
    return way === 'missing' && said?.kind !== 'name-deleted';
  };
  const lefts = bodies.flatMap(({ kind }, at) => {
    if (kind !== 'location-withdrawn' && kind !== 'reopened') return [];
    const before = bodies
      .slice(0, at)
      .findLast((one) => ['located', 'location-withdrawn', 'reopened'].includes(one.kind));
    return before?.kind === 'located' && !onRoll(at) ? [at] : [];
  });
  const left = lefts.at(-1);
  if (left === undefined || onRoll(bodies.length)) return false;
  return last('located') < left && !(name > left && bodies[name]!.kind === 'name-deleted');
}

describe.each(policyPackIds())('a child who is nowhere, by the rules of %s', (id) => {
  const policy = policyPack(id);
  const located: FactBody = {
    kind: 'located',
    located: { where: 'other-authority', on: FIRST, by: 'An aunt', from: 'authority', details: {}, note: '' },
  };
  const withdrawn: FactBody = { kind: 'location-withdrawn', reason: 'Never came' };
  const words = fc.constantFrom<FactBody>(
    located,
    withdrawn,
    { kind: 'removal-decided', decision: aRemovalDecision({ ground: 'g', offRollOn: FIRST }) },
    { kind: 'name-deleted', on: FIRST },
    { kind: 'name-entered', on: FIRST },
    { kind: 'closed', reason: 'moved', note: 'There' },
    { kind: 'reopened', reason: 'Never came' },
    { kind: 'held', until: addDays(FIRST, FAR), reason: 'Waiting' },
    { kind: 'followed-up', on: FIRST, note: 'No news' },
  );
  const some = (maxLength: number) => fc.array(words, { maxLength });
  /** Any words in any order; and, so that many are nowhere, any around a child who is said to be somewhere and is not. */
  const histories = fc.oneof(
    some(10),
    fc
      .tuple(some(3), some(3))
      .map(([between, after]) => [
        { kind: 'name-deleted', on: FIRST } as const,
        located,
        ...between,
        withdrawn,
        ...after,
      ]),
  );
  const said = (way: 'missing' | 'not-on-roll', bodies: readonly FactBody[]) => {
    const history = began[way]();
    bodies.forEach((body, at) => void history.at(addDays(FIRST, at), '12:00', body));
    return history.facts;
  };
  const reminder = policy.alerts.find(({ trigger }) => trigger.kind === 'overdue' && trigger.item === 'follow-up')!;
  const alert = { obligation: reminder.id, occurrence: 'the first', rule: reminder };
  const named = ({ rule, occurrence, dueAt }: NoticeDue) => `${rule.id} ${occurrence} ${dueAt}`;

  test('is never on hold, and no reminder is put off, whatever was said and in whatever order', () => {
    let seen = 0;
    fc.assert(
      fc.property(
        fc.constantFrom('missing' as const, 'not-on-roll' as const),
        histories,
        fc.nat(FAR - 12),
        (way, bodies, later) => {
          const asOf = addDays(FIRST, bodies.length + later);
          const facts = said(way, bodies);
          const now = assess(facts, liverpool, policy, asOf);
          expect(now.nowhere !== null).toBe(now.open && isNowhere(way, bodies));
          if (!now.nowhere) return;
          seen += 1;
          expect(now.hold).toBeNull();
          expect(decideHold(now, addDays(asOf, 3), 'Waiting', policy, asOf)).toMatchObject({ kind: 'refused' });
          expect(maySnooze(facts, alert, reminder, now, policy)).toBe(false);
          const since = now.nowhere.said.recordedAt;
          const told = (known: typeof facts) =>
            assess(known, liverpool, policy, asOf)
              .notices.filter(({ dueAt }) => dueAt > since)
              .map(named);
          // What an earlier hold put off comes besides, on the day on which it ended.
          expect(told(facts)).toEqual(expect.arrayContaining(told(facts.filter(({ kind }) => kind !== 'held'))));
        },
      ),
      { numRuns: 300 },
    );
    expect(seen).toBeGreaterThan(3);
  });
});
