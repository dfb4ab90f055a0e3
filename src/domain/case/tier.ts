import { addDays, earlierOf, laterOf, type LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import type { Reach, SchoolCalendar } from '../calendar/school-calendar';
import { nextSchoolDay, nthSchoolDay } from '../calendar/school-days';
import type { ChecklistItem, PolicyPack } from '../policy/pack';
import type { Tier } from '../policy/tier-policy';
import type { Run } from './assessment';
import type { Fact } from './fact';
import { isAtRisk } from './reading';
import { dayUnder } from './tier-days';

type TierFact = Extract<Fact, { kind: 'tier-set' }>;

/** How great the risk is now, and since when it is at least so great. */
export interface TierStanding {
  readonly tier: Tier;
  /** There is none less. */
  readonly bottom: boolean;
  /** The last answer; null where only the safeguarding questions say so. */
  readonly answer: TierFact | null;
  /** This tier and each below it, with the day since which the case has stood at least so high without a break. */
  readonly reached: readonly { readonly tier: Tier; readonly on: LocalDate }[];
}

/** Counted from below: 1 is the lowest tier, 0 is none. */
export function heightOf(id: string, { tiers: { levels, atRisk } }: PolicyPack): number {
  const at = levels.findIndex((tier) => tier.id === id);
  // A tier of other rules is not known here: it counts as a child at risk until somebody weighs the risk anew.
  return at >= 0 ? levels.length - at : levels.length - levels.findIndex((tier) => tier.id === atRisk);
}

/** The greater of what somebody said last and of what the safeguarding questions imply. Null while neither says anything. */
export function tierStanding(facts: readonly Fact[], policy: PolicyPack): TierStanding | null {
  const { levels, atRisk } = policy.tiers;
  const since: LocalDate[] = [];
  let said: TierFact | null = null;
  let implied = 0;
  for (const fact of facts) {
    if (fact.kind === 'tier-set') said = fact;
    if (fact.kind === 'triaged') implied = isAtRisk(fact.triage, policy) ? heightOf(atRisk, policy) : 0;
    const height = Math.max(implied, said ? heightOf(said.answer.tier, policy) : 0);
    since.splice(height);
    while (since.length < height) since.push(londonDate(fact.recordedAt));
  }
  const height = since.length;
  const tier = levels[levels.length - height];
  if (!tier) return null;
  const reached = since.map((on, at) => ({ tier: levels[levels.length - at - 1]!, on }));
  return { tier, bottom: height === 1, answer: said, reached };
}

/** The day since which the case has stood at the tier of a child who may be at risk, or above it; null while it does not. */
export const dangerSince = (standing: TierStanding | null, atRisk: string): LocalDate | null =>
  standing?.reached.find(({ tier }) => tier.id === atRisk)?.on ?? null;

/**
 * When a step is due, given its day without any tier. A tier pulls it forward, never into the past: at the earliest to
 * the school day on which the tier was reached, or the one after. A raise never takes back what a lower tier pulled.
 */
export function pulledForward(
  base: Reach,
  item: ChecklistItem,
  standing: TierStanding | null,
  run: Run,
  calendar: SchoolCalendar,
): Reach {
  const dates = (standing?.reached ?? []).flatMap(({ tier, on }) => {
    const day = dayUnder(tier, item);
    if (day === null || day === item.dueDay) return [];
    const pulled = nthSchoolDay(calendar, run.since, day);
    return pulled.known ? [laterOf(pulled.date, schoolDayFrom(on, calendar))] : [];
  });
  const earliest = dates.reduce<LocalDate | null>((a, b) => (a === null ? b : earlierOf(a, b)), null);
  if (earliest === null || (base.known && base.date <= earliest)) return base;
  return { known: true, date: earliest };
}

function schoolDayFrom(date: LocalDate, calendar: SchoolCalendar): LocalDate {
  const next = nextSchoolDay(calendar, addDays(date, -1));
  return next.known ? next.date : date;
}

/** A step with a day of its own under this tier may be begun on that day. */
export const mayBeginUnder = (standing: TierStanding | null, item: ChecklistItem, run: Run): boolean =>
  (standing?.reached ?? []).some(({ tier: { dueDays } }) => (dueDays[item.id] ?? Infinity) <= run.days);

/** Answers that say more, or less, than the answer before them. */
export const answersThat = (change: 'raise' | 'lower', facts: readonly Fact[], policy: PolicyPack): TierFact[] => {
  const answers = facts.filter((fact): fact is TierFact => fact.kind === 'tier-set');
  return answers.filter((fact, at) => {
    const height = heightOf(fact.answer.tier, policy);
    const before = at > 0 ? heightOf(answers[at - 1]!.answer.tier, policy) : 0;
    return change === 'raise' ? height > before : height < before;
  });
};
