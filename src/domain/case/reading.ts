import { addDays, earlierOf, laterOf, type Instant, type LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import { unknownCode } from '../policy/codes';
import type { PolicyPack } from '../policy/pack';
import type { Pupil } from '../pupil/pupil';
import type { OutOfEducation, Referral } from './facts/ways';
import { asSaid, ofThisChild } from './moved';
import { isParting } from './parting';
import { daysOffRegister, standingDeletion, type OffRegister } from './name';
import type { Way } from './way';
import type { Absence, Fact, FactKind, Triage } from './fact';

export type FactOf<K extends FactKind> = Extract<Fact, { kind: K }>;

/** The facts sorted by what they speak of; the last of a kind stands. */
export interface Reading {
  readonly way: Way;
  /** As it was said; on another day the year group may be the next (`pupilOn`). */
  readonly pupil: Pupil | null;
  /** When that was recorded. */
  readonly described: Instant | null;
  readonly absence: Absence | null;
  readonly triage: Triage | null;
  readonly referral: Referral | null;
  /** What others told of the child when there was a case already, oldest first. */
  readonly furtherReferrals: readonly FactOf<'referral-received'>[];
  readonly out: OutOfEducation | null;
  readonly closed: FactOf<'closed'> | null;
  readonly triages: readonly FactOf<'triaged'>[];
  readonly marks: readonly FactOf<'attendance'>[];
  readonly sightings: readonly FactOf<'seen'>[];
  /** Where the child was found, unless somebody has said since that it is not so or that the search begins again. */
  readonly located: FactOf<'located'> | null;
  /** What was done about it, oldest first. */
  readonly followUps: readonly FactOf<'location-step'>[];
  readonly reopenings: readonly FactOf<'reopened'>[];
  /**
   * The words after which nobody knows where the child is, as they were said: that it is missing, missing again or not
   * where it was said to be, or that the case goes on. A parting says nothing of the child.
   */
  readonly searchedAnew: readonly Fact[];
  /** The name was deleted from the register, and not entered there again. */
  readonly nameDeleted: boolean;
  readonly offRegister: readonly OffRegister[];
  /** Other cases of the same child that have ended in this one. */
  readonly joined: readonly FactOf<'joined'>[];
  /** Up to here somebody has said how the register stands. */
  readonly confirmedTo: LocalDate | null;
  /** Up to here it was said on a later day: a day of which somebody spoke while it went on is not whole yet. */
  readonly wholeTo: LocalDate | null;
}

export function readFacts(recorded: readonly Fact[]): Reading {
  const facts = ofThisChild(recorded);
  const all = <K extends FactKind>(kind: K) => facts.filter((fact): fact is FactOf<K> => fact.kind === kind);
  const last = <K extends FactKind>(kind: K) => all(kind).at(-1) ?? null;
  const pupil = last('pupil-described');
  const described = last('absence-described');
  const marks = all('attendance');
  const words = described ? [{ fact: described, to: toldOn(described) }, ...marks.map(confirmation)] : [];
  const said = asSaid(facts.filter((fact) => !isParting(fact, facts)));
  const found = lastStanding(said, 'located', ['opened', 'location-withdrawn', 'reopened']);
  return {
    way: last('way-told')?.way ?? all('opened')[0]?.way ?? 'missing',
    pupil: pupil?.pupil ?? null,
    described: pupil?.recordedAt ?? null,
    absence: described?.absence ?? null,
    triage: last('triaged')?.triage ?? null,
    referral: all('referral-received').findLast(({ further }) => !further)?.referral ?? null,
    furtherReferrals: all('referral-received').filter(({ further }) => further),
    out: last('out-of-education')?.out ?? null,
    closed: lastStanding(facts, 'closed', ['reopened']),
    triages: all('triaged'),
    marks,
    sightings: asSaid(all('seen')),
    located: found,
    followUps: found ? said.slice(said.indexOf(found)).filter((fact) => fact.kind === 'location-step') : [],
    reopenings: all('reopened'),
    searchedAnew: said.filter(beginsSearch),
    nameDeleted: standingDeletion(facts) !== null,
    offRegister: daysOffRegister(facts),
    joined: joinedNow(all('joined'), all('parted')),
    confirmedTo: latestOf(words.map(({ to }) => to)),
    wholeTo: latestOf(words.map(({ fact, to }) => earlierOf(to, addDays(toldOn(fact), -1)))),
  };
}

const beginsSearch = (fact: Fact): boolean =>
  ['opened', 'location-withdrawn', 'reopened'].includes(fact.kind) ||
  (fact.kind === 'triaged' && fact.again !== undefined);

/** The last fact of a kind, unless one that takes it back was said after it. */
function lastStanding<K extends FactKind>(
  facts: readonly Fact[],
  kind: K,
  takenBackBy: readonly FactKind[],
): FactOf<K> | null {
  const at = facts.findLastIndex((fact) => fact.kind === kind);
  const takenBack = facts.findLastIndex((fact) => takenBackBy.includes(fact.kind)) > at;
  return at < 0 || takenBack ? null : (facts[at] as FactOf<K>);
}

/**
 * An urgent report opens the case before the absence is described. Until it is, Day 1 is taken to be the day of the
 * report and the code the one for a reason not yet known, so that an unfinished report is chased like any other.
 */
export function withDayOne(reading: Reading, facts: readonly Fact[], policy: PolicyPack): Reading {
  const opened = facts[0];
  if (reading.absence || !opened) return reading;
  const firstDayMissed = toldOn(opened);
  const absence = { lastAttended: null, firstDayMissed, code: unknownCode(policy), leaveEnded: null, note: '' };
  return { ...reading, absence, confirmedTo: firstDayMissed };
}

/**
 * Urgent when a question was answered with yes, or a group was named that the policy calls urgent. A group that the
 * policy does not know was named under other rules: a change of rules takes no risk back.
 */
export const isAtRisk = (triage: Triage | null, policy: PolicyPack): boolean =>
  triage !== null && (triage.yes.length > 0 || triage.groups.some((group) => isUrgent(group, policy)));

const isUrgent = (group: string, { triage }: PolicyPack): boolean =>
  triage.urgentGroups.includes(group) || !triage.groups.some(({ id }) => id === group);

const toldOn = (fact: Fact): LocalDate => londonDate(fact.recordedAt);

/** A mark with an end speaks up to that day; one without speaks up to the day on which it was made. */
const confirmation = (fact: FactOf<'attendance'>): { fact: Fact; to: LocalDate } => ({
  fact,
  to: fact.mark.to ?? laterOf(fact.mark.from, toldOn(fact)),
});

const latestOf = (dates: readonly LocalDate[]): LocalDate | null => dates.toSorted().at(-1) ?? null;

/** Those that nobody has parted again since. */
const joinedNow = (joined: readonly FactOf<'joined'>[], parted: readonly FactOf<'parted'>[]): FactOf<'joined'>[] =>
  joined.filter(
    (fact) => !parted.some(({ caseId, recordedAt }) => caseId === fact.caseId && recordedAt >= fact.recordedAt),
  );
