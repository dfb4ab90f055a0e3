import { earlierOf, inWords, type LocalDate } from '../../calendar/date';
import { londonDate } from '../../calendar/london';
import type { Reach, SchoolCalendar } from '../../calendar/school-calendar';
import { nthSchoolDay } from '../../calendar/school-days';
import type { PolicyPack } from '../../policy/pack';
import type { Found, ItemState } from '../assessment';
import type { Correction } from '../corrections';
import type { Fact } from '../fact';
import { SIDES, type Conclusion, type Side } from '../facts/removal';
import { saidAt } from '../moved';
import type { FactOf } from '../reading';
import type { Floor, Floors } from './floors';
import { reopens } from './reopens';
import { saidFound } from './said-found';

export type Signed = FactOf<'conclusion-signed'>;

/** How one side stands to the joint enquiry. */
export interface SideState {
  /** Its signature, where one stands. */
  readonly signed: Signed | null;
  /** Why the last signature stands no more; null where none has fallen. */
  readonly fell: string | null;
  /** The fact that made it fall; null where none did. */
  readonly fellBy: Fact | null;
  /** It has said something, yes or not yet, since the other side last signed. */
  readonly answered: boolean;
}

/** The joint enquiry of school and authority: nobody signs for the other, and silence is no answer. */
export interface Enquiry {
  /** The first day on which it may be signed; null while no absence is counted. */
  readonly opensOn: Reach | null;
  /** Why nobody may sign today; null where they may. */
  readonly closedTo: string | null;
  readonly sides: Readonly<Record<Side, SideState>>;
  /** Why nobody may conclude this, whatever has been asked; null where nothing says otherwise. */
  readonly barred: Readonly<Record<Conclusion, string | null>>;
  /** What both have signed. */
  readonly concluded: Conclusion | null;
  /** Both have signed, and not the same. */
  readonly apart: boolean;
}

export interface EnquiryGiven {
  readonly facts: readonly Fact[];
  readonly corrections: readonly Correction[];
  /** Those of the search that goes on. */
  readonly sought: readonly Fact[];
  readonly reportComplete: boolean;
  readonly floors: Floors;
  readonly checklist: readonly ItemState[];
  readonly found: Found | null;
  readonly calendar: SchoolCalendar;
  readonly policy: PolicyPack;
  readonly asOf: LocalDate;
}

const FOUND_NOWHERE =
  'Nobody has recorded where the child is. Say on the case that the child has been found, and where; or choose the other conclusion.';
const SEEN_OR_FOUND =
  'The child has been seen or found since this absence began. Say on the case that the child is missing again, or choose the other conclusion.';

export function enquiryOf(given: EnquiryGiven): Enquiry {
  const { floors, sought, found, policy } = given;
  const opensOn = earliest([floors.groundI, floors.groundH]);
  const sides = { school: sideState('school', opensOn, given), authority: sideState('authority', opensOn, given) };
  const both = SIDES.map((side) => sides[side].signed);
  const closedTo = whyNotYet(opensOn, given);
  const barred = {
    'not-found': found ? SEEN_OR_FOUND : saidFound(sought, policy),
    'found-not-returning': found?.how === 'located' ? null : FOUND_NOWHERE,
  };
  return {
    opensOn,
    closedTo,
    barred,
    sides,
    // What could not be signed today does not stand today either: without a review there is nothing to conclude.
    concluded: closedTo ? null : concludedBy(both, barred),
    apart: both.every((signed) => signed !== null) && both[0]!.signature.conclusion !== both[1]!.signature.conclusion,
  };
}

/** What both have signed on or after the last of the days that this ground needs; null where they have not. */
export function concludedFor(floor: Floor | null, { sides, concluded }: Enquiry): Conclusion | null {
  const { last } = floor ?? {};
  if (!concluded || !last?.known) return null;
  return SIDES.every((side) => londonDate(sides[side].signed!.recordedAt) >= last.date) ? concluded : null;
}

/** Two signatures of one person are one, a child who has been seen is not "not found", and one who is nowhere is not found. */
function concludedBy([school, authority]: (Signed | null)[], barred: Enquiry['barred']): Conclusion | null {
  if (!school || !authority || school.recordedBy === authority.recordedBy) return null;
  const { conclusion } = school.signature;
  return conclusion !== authority.signature.conclusion || barred[conclusion] ? null : conclusion;
}

const isWordOf = (side: Side, fact: Fact): boolean =>
  (fact.kind === 'conclusion-signed' && fact.signature.side === side) ||
  (fact.kind === 'conclusion-withdrawn' && fact.side === side);

function sideState(side: Side, opensOn: Reach | null, given: EnquiryGiven): SideState {
  const { facts } = given;
  const at = facts.findLastIndex((fact) => isWordOf(side, fact));
  const word = facts[at];
  const othersAt = facts.findLastIndex((fact) => fact.kind === 'conclusion-signed' && fact.signature.side !== side);
  const answered = at > othersAt;
  if (word?.kind !== 'conclusion-signed') return { signed: null, fell: null, fellBy: null, answered };
  const fellBy = facts.slice(at + 1).find((fact) => reopens(fact, given) !== null) ?? null;
  const fell = whyFallen(word, fellBy && reopens(fellBy, given), opensOn);
  return { signed: fell ? null : word, fell, fellBy, answered: answered && !fell };
}

function whyFallen(word: Signed, news: string | null, opensOn: Reach | null): string | null {
  if (news) return `${news} after it was given.`;
  if (!opensOn) return 'The absence for which it was given does not go on.';
  if (!opensOn.known || londonDate(word.recordedAt) < opensOn.date)
    return 'It was given before the absence that is counted now had lasted long enough.';
  return null;
}

function whyNotYet(opensOn: Reach | null, given: EnquiryGiven): string | null {
  const { reportComplete, checklist, policy, asOf } = given;
  if (!reportComplete) return 'Finish the report first: the school days are counted from it.';
  if (!opensOn) return 'No absence is counted at the moment, so there is nothing to conclude.';
  if (!opensOn.known)
    return 'The school’s calendar does not reach far enough. Ask the administrator for the term dates.';
  if (asOf < opensOn.date)
    return `The enquiry may be concluded from ${inWords(opensOn.date)} on, when the school days that the law asks for have run.`;
  const review = checklist.find(({ item }) => item.id === policy.jointEnquiry.items.review);
  const from = review ? earlierReach(reviewFrom(review, given), opensOn.date) : opensOn.date;
  if (!review || !isRecordedSince(review, from))
    return `Record the review first: “${review?.item.title ?? ''}”. It has to be recorded on ${inWords(from)} or later.`;
  const last = review.facts.at(-1);
  return last?.kind === 'check-recorded' && policy.jointEnquiry.settledWith.review.includes(last.check.outcome)
    ? null
    : `By the review the search goes on: “${review.item.title}”. Record it again when everything that was agreed there has been asked.`;
}

/** The review of this absence: where the policy holds it before the days have run, from that day on. */
function reviewFrom({ item }: ItemState, { floors, calendar }: EnquiryGiven): Reach | null {
  const since = (floors.groundH ?? floors.groundI)?.run.since;
  return since ? nthSchoolDay(calendar, since, item.fromDay) : null;
}

const earlierReach = (reach: Reach | null, day: LocalDate): LocalDate =>
  reach?.known ? earlierOf(reach.date, day) : day;

/** Done, and said on this day or later: what was checked before the days had run says nothing of all of them. */
export function isRecordedSince({ state, facts }: ItemState, day: LocalDate): boolean {
  const last = facts.at(-1);
  return state === 'done' && last?.kind === 'check-recorded' && londonDate(saidAt(last)) >= day;
}

function earliest(floors: readonly (Floor | null)[]): Reach | null {
  const reached = floors.flatMap((floor) => (floor ? [floor.last] : []));
  const known = reached.flatMap((last) => (last.known ? [last.date] : []));
  const first = known.sort()[0];
  return first ? { known: true, date: first } : (reached[0] ?? null);
}
