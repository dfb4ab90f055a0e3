import { daysBetween, laterOf, type LocalDate } from '../calendar/date';
import type { PolicyPack } from '../policy/pack';
import { compulsorySchoolAge, schoolAgeOn } from '../pupil/school-age';
import type { Fact } from './fact';
import { readFacts } from './reading';
import type { Way } from './way';

/** How the DfE's termly return counts this child. */
export interface DfeCount {
  /** False: the return counts this child with another authority, and nothing of it is asked here. */
  readonly ours: boolean;
  /**
   * On no roll, and on which side of compulsory school age: missing education in nobody's count, and looked for as a
   * person. Null where the child is of age, on a roll, or of an age that nobody knows.
   */
  readonly notOfAge: 'not-yet' | 'past' | null;
  /** Id and words of the main reason; `suggested` until somebody has chosen it. */
  readonly reason: { readonly id: string; readonly label: string; readonly suggested: boolean } | null;
  /** Since when the child is missing education in law: off every roll and of age. Null while on one, or where nobody knows. */
  readonly since: LocalDate | null;
  /** How long, in the DfE's bands; null while the name stands on a school's roll, and for a child who is not ours. */
  readonly band: string | null;
  /**
   * Of a pupil on a roll: how long nobody has seen the child at school, in the same bands. The DfE counts it once the
   * name is off the register; until then it says where the case stands. Null where `band` speaks, and once closed.
   */
  readonly awayBand: string | null;
}

interface Given {
  readonly facts: readonly Fact[];
  readonly onRoll: boolean;
  /** The day on which the name was deleted, or from which a child on no roll is out of education. */
  readonly since: LocalDate | null;
  /** First day of the safeguarding clock; null where it does not run. */
  readonly awaySince: LocalDate | null;
  /** Nobody looks for a child who has died, and no day counts on. */
  readonly died: boolean;
  readonly policy: PolicyPack;
  readonly asOf: LocalDate;
}

/** In law only a child of compulsory school age who is on no register is missing education (Education Act 1996 s436A). */
export function dfeCount({ facts, onRoll, since, awaySince, died, policy, asOf }: Given): DfeCount {
  const { way, pupil } = readFacts(facts);
  if (!isOurs(way, policy))
    return { ours: false, notOfAge: null, reason: null, since: null, band: null, awayBand: null };
  const notOfAge = onRoll ? null : outsideSchoolAge(pupil?.dateOfBirth ?? null, asOf);
  const counts = !onRoll && !notOfAge && !died;
  const sinceOfAge = since && laterOf(since, firstDayOfAge(pupil?.dateOfBirth) ?? since);
  const reason = reasonOf(facts, policy);
  return {
    ours: true,
    notOfAge,
    reason: died || notOfAge ? chosenOnly(reason) : reason,
    since: counts ? sinceOfAge : null,
    band: counts ? bandOf(sinceOfAge && daysBetween(sinceOfAge, asOf), policy) : null,
    awayBand: onRoll && awaySince && !died ? bandOf(daysBetween(awaySince, asOf), policy) : null,
  };
}

function outsideSchoolAge(dateOfBirth: LocalDate | null, day: LocalDate): DfeCount['notOfAge'] {
  const age = dateOfBirth ? schoolAgeOn(dateOfBirth, day) : 'of-age';
  return age === 'of-age' ? null : age;
}

const firstDayOfAge = (dateOfBirth: LocalDate | null | undefined): LocalDate | null =>
  dateOfBirth ? compulsorySchoolAge(dateOfBirth).from : null;

/** Another authority's child, say, is looked for and counted there. */
export const isOurs = (way: Way, { ways }: Pick<PolicyPack, 'ways'>): boolean =>
  ways.find(({ id }) => id === way)?.onRegister ?? true;

/** `days`: whole days between the first one and today; null: not known. */
export function bandOf(days: number | null, { dfe }: PolicyPack): string {
  if (days === null || days < 0) return dfe.unknownBand;
  return dfe.bands.find(({ underDays }) => underDays === null || days < underDays)?.label ?? dfe.unknownBand;
}

/** Of a child who has died, or whom nobody counts, nothing is proposed. */
const chosenOnly = (reason: DfeCount['reason']): DfeCount['reason'] => (reason?.suggested ? null : reason);

function reasonOf(facts: readonly Fact[], { dfe }: PolicyPack): DfeCount['reason'] {
  const { way, located } = readFacts(facts);
  const chosen = facts.findLast((fact) => fact.kind === 'dfe-reason')?.reason;
  const place = located && dfe.suggested.places[located.located.where];
  const id = chosen ?? place ?? dfe.suggested.ways[way];
  const reason = dfe.reasons.find((one) => one.id === id);
  return reason ? { ...reason, suggested: chosen === undefined } : null;
}
