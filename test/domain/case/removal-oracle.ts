import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import { londonDate } from '../../../src/domain/calendar/london';
import type { SchoolCalendar } from '../../../src/domain/calendar/school-calendar';
import { isSchoolDay } from '../../../src/domain/calendar/school-days';
import type { Fact } from '../../../src/domain/case/fact';
import type { PolicyPack } from '../../../src/domain/policy/pack';

type Of<K extends Fact['kind']> = Extract<Fact, { kind: K }>;

const inOrder = (given: readonly Fact[]) =>
  [...given].sort((a, b) => (`${a.recordedAt}${a.id}` < `${b.recordedAt}${b.id}` ? -1 : 1));
const those =
  (facts: readonly Fact[]) =>
  <K extends Fact['kind']>(kind: K) =>
    facts.filter((fact): fact is Of<K> => fact.kind === kind);

/** The register, day by day from the last one back, and the days missed without a break up to it. */
function registerOf(
  absence: Of<'absence-described'>['absence'],
  facts: readonly Fact[],
  calendar: SchoolCalendar,
  asOf: LocalDate,
) {
  const all = those(facts);
  const register: { on: LocalDate; away: boolean; present: boolean }[] = [];
  for (let on = absence.firstDayMissed; on <= asOf; on = addDays(on, 1)) {
    if (isSchoolDay(calendar, on) !== 'yes') continue;
    let code = absence.code;
    for (const { mark } of all('attendance')) if (mark.from <= on && (mark.to ?? on) >= on) code = mark.code;
    const visited = all('seen').some(({ sighting }) => sighting.where === 'at-school' && sighting.on === on);
    register.push({ on, away: ['G', 'N', 'O'].includes(code) && !visited, present: code === '/' });
  }
  const run: LocalDate[] = [];
  for (const { on, away } of register.reverse()) {
    if (!away) break;
    run.unshift(on);
  }
  return { register, run };
}

/**
 * The day after the last of the days of ground H or I, where the absence that goes on today goes on until then. Null
 * where none goes on, where for ground H the days do not follow a leave, or where the calendar ends before.
 */
export function dayAfterTheDaysOf(
  letter: 'h' | 'i',
  given: readonly Fact[],
  calendar: SchoolCalendar,
  asOf: LocalDate,
): LocalDate | null {
  const facts = inOrder(given);
  const absence = those(facts)('absence-described').at(-1)?.absence;
  const [since] = absence ? registerOf(absence, facts, calendar, asOf).run : [];
  if (!absence || !since || (letter === 'h' && !absence.leaveEnded)) return null;
  let days = letter === 'i' ? 20 : 10;
  for (let on = since; ; on = addDays(on, 1)) {
    const meets = isSchoolDay(calendar, on);
    if (meets === 'unknown') return null;
    if (meets === 'yes') days -= 1;
    if (days === 0) return addDays(on, 1);
  }
}

/** What agencies answer, under either pack, when they know more. */
const AGENCY_NEWS = ['located', 'new-information', 'here-is-the-child', 'something'];

/**
 * Why ground H or I may not be offered on a day, written out slowly from the words of the law and of ADR 0008, with no
 * line of the code under test but the calendar. An empty list: nothing speaks against it.
 */
export function reasonsAgainst(
  letter: 'h' | 'i',
  given: readonly Fact[],
  calendar: SchoolCalendar,
  policy: PolicyPack,
  asOf: LocalDate,
): string[] {
  const facts = inOrder(given);
  const all = those(facts);
  const day = (fact: Fact) => londonDate(fact.recordedAt);
  const against: string[] = [];
  const described = all('absence-described').at(-1);
  if (!described) return ['no absence is described'];
  if (all('closed').length > 0) against.push('closed');
  if (all('name-deleted').length > 0 && all('removal-decided').length > 0) against.push('deleted, or decided upon');

  const { absence } = described;
  const { register, run } = registerOf(absence, facts, calendar, asOf);
  const needed = letter === 'i' ? 20 : 10;
  const last = run[needed - 1];
  if (!last) return [...against, `only ${run.length} school days`];
  if (asOf <= last) against.push('the last of the days is not over');
  const since = run[0]!;
  const wasTold =
    day(described) > last ||
    all('attendance').some((fact) => day(fact) > last && (fact.mark.to === null || fact.mark.to >= last));
  if (!wasTold) against.push('nobody has confirmed the last day once it was over');

  const lastPresent = register.find(({ present }) => present)?.on ?? '';
  const search = facts.filter((fact) => day(fact) > lastPresent);
  const lastOn = (item: string) =>
    search.findLast((fact) => (fact.kind === 'check-recorded' || fact.kind === 'check-skipped') && fact.item === item);
  if (letter === 'h') {
    const ended = absence.leaveEnded;
    if (!ended) return [...against, 'no leave'];
    for (let on = addDays(ended, 1); on < since; on = addDays(on, 1))
      if (isSchoolDay(calendar, on) !== 'no') against.push('a day after the leave is not counted');
    if (absence.lastAttended && absence.lastAttended > ended) against.push('attended after the leave');
    const granted = lastOn(policy.jointEnquiry.items.leave);
    if (granted?.kind !== 'check-recorded' || granted.check.outcome !== policy.jointEnquiry.settledWith.leave)
      against.push('leave was not granted');
  }

  // What was checked, since the last of the days.
  const { items, settledWith, reopenedBy } = policy.jointEnquiry;
  const holds = (item: string, outcome: string, isSince: (on: LocalDate) => boolean) => {
    const fact = lastOn(item);
    return fact?.kind === 'check-recorded' && fact.check.outcome === outcome && isSince(day(fact));
  };
  if (!holds(items.sickness, settledWith.sickness, (on) => on >= last)) against.push('sickness');
  if (letter === 'i' && !holds(items.codes, settledWith.codes, (on) => on > last)) against.push('codes');
  const review = lastOn(items.review);
  if (review?.kind !== 'check-recorded' || day(review) < since || !settledWith.review.includes(review.check.outcome))
    against.push('no review');

  // What the policy asks first, and the notification, which nobody skips.
  const place = search.findLast((fact) => fact.kind === 'located');
  const ended = place ? policy.found.endsChecks : [];
  for (const item of policy.checklist) {
    const asked =
      policy.jointEnquiry.checks.includes(item.id) && item.ways.includes('missing') && !ended.includes(item.id);
    const applies = item.when === 'always' || (item.when === 'reason-unknown' && absence.code === 'N');
    const fact = lastOn(item.id);
    const done = fact?.kind === 'check-recorded' && item.settles.includes(fact.check.outcome);
    if (item.fulfils ? !done : asked && applies && !done && fact?.kind !== 'check-skipped')
      against.push(`open: ${item.id}`);
  }

  // Days that somebody had spoken of as anything but G, N or O, and that somebody tells as missing later.
  const toldAnew = facts.filter((fact, at) => {
    if (fact.kind !== 'attendance' || !['G', 'N', 'O', 'U'].includes(fact.mark.code)) return false;
    const until = (one: Of<'attendance'>) => one.mark.to ?? (one.mark.from > day(one) ? one.mark.from : day(one));
    for (let on = fact.mark.from; on <= until(fact); on = addDays(on, 1)) {
      if (isSchoolDay(calendar, on) !== 'yes') continue;
      let said: string | null = null;
      for (const one of facts.slice(0, at)) {
        if (one.kind === 'attendance' && one.mark.from <= on && on <= until(one)) said = one.mark.code;
      }
      if (said !== null && !['G', 'N', 'O'].includes(said) && said !== fact.mark.code) return true;
    }
    return false;
  });
  const isLater = (a: Fact, b: Fact | undefined) => b !== undefined && facts.indexOf(a) > facts.indexOf(b);
  for (const fact of toldAnew)
    if (letter === 'i' && isLater(fact, lastOn(items.codes))) against.push('days told anew since the audit');

  // Two people, one conclusion, and no news since.
  const words = (['school', 'authority'] as const).map((side) =>
    facts.findLast(
      (fact) =>
        (fact.kind === 'conclusion-signed' && fact.signature.side === side) ||
        (fact.kind === 'conclusion-withdrawn' && fact.side === side),
    ),
  );
  const [school, authority] = words;
  if (school?.kind !== 'conclusion-signed' || authority?.kind !== 'conclusion-signed') return [...against, 'unsigned'];
  if (school.recordedBy === authority.recordedBy) against.push('one person signed twice');
  if (school.signature.conclusion !== authority.signature.conclusion) against.push('apart');
  for (const signed of [school, authority]) {
    if (day(signed) < last) against.push('signed too early');
    if (toldAnew.some((fact) => isLater(fact, signed))) against.push('days told anew since it was signed');
    for (const fact of facts.slice(facts.indexOf(signed) + 1)) {
      if (['seen', 'located', 'absence-described', 'joined', 'parted'].includes(fact.kind)) against.push(fact.kind);
      if (fact.kind === 'attendance' && !['G', 'N', 'O'].includes(fact.mark.code)) against.push('another code');
      if (fact.kind === 'enquiry-answered' && AGENCY_NEWS.includes(fact.answer.outcome))
        against.push('an agency knows something');
      if (fact.kind === 'check-recorded' && reopenedBy.includes(fact.check.outcome)) against.push('news');
    }
  }
  // Where the child was found, unless a day in school came after it.
  const located = all('located').at(-1)?.located ?? null;
  const back = register.some(({ on, present }) => located && present && on > located.on);
  const stands = back ? null : located;
  if (stands?.where === 'in-area') against.push('lives here');
  if ((stands === null) !== (school.signature.conclusion === 'not-found')) against.push('found, or not found?');
  if (school.signature.conclusion === 'not-found') {
    const seen = all('seen').at(-1);
    const again = all('attendance').some(
      (fact) => seen && fact.recordedAt > seen.recordedAt && ['G', 'N', 'O', 'U'].includes(fact.mark.code),
    );
    if (seen && seen.sighting.on >= since && !again) against.push('seen, and not missing again');
    // A find that was neither told on the case nor taken back, since the child was last in school.
    search.forEach((fact, at) => {
      const later = search.slice(at + 1);
      const told = later.some(({ kind }) => kind === 'seen' || kind === 'located' || kind === 'location-withdrawn');
      const leads = (outcome: string) => policy.outcomes.some(({ id, leadsTo }) => id === outcome && leadsTo !== null);
      if (fact.kind === 'check-recorded' && leads(fact.check.outcome))
        if (!told && !later.some((other) => other.kind === 'check-recorded' && other.item === fact.item))
          against.push('a check says that the child was found');
      if (fact.kind === 'enquiry-answered' && ['located', 'here-is-the-child'].includes(fact.answer.outcome))
        if (!told && !later.some((other) => other.kind === 'enquiry-answered' && other.enquiry === fact.enquiry))
          against.push('an agency says that the child was found');
    });
  }
  if (letter === 'i')
    for (const { kind, from, to } of calendar.closures)
      if (kind === 'closure' && to >= since && from <= asOf && !authority.signature.closuresAccepted.includes(from))
        against.push('closed school');

  const born = all('pupil-described').at(-1)?.pupil.dateOfBirth;
  if (!born) against.push('no date of birth');
  else if (addDays(asOf, -365 * 5) < born || Number(asOf.slice(0, 4)) - Number(born.slice(0, 4)) > 17)
    against.push('not of school age');
  return against;
}

/** The other school has not entered the name yet, or the day of the notice has not passed. */
export const BEFORE_ITS_DAY = 'before its day';
/** The last Friday in June of the school year in which the child turns sixteen has not come. */
export const STILL_OF_SCHOOL_AGE = 'of school age';

/** Grounds that nobody uses for a child who is known to be here, in the words of the policy: the name stays. */
const NOT_FOR_A_CHILD_WHO_IS_HERE = [...'abcfgjm'];

/**
 * Why any other ground may not be offered on a day: the child is here, or back in class; was not found where the ground
 * says; or the day on which the other register or the notice speaks has not come. What only a person can say is not
 * looked at: it is asked at the decision.
 */
export function reasonsToWait(letter: string, given: readonly Fact[], policy: PolicyPack, asOf: LocalDate): string[] {
  const facts = inOrder(given);
  let standing: Of<'located'> | null = null;
  let closed = false;
  let present = false;
  let hasLeft = false;
  let since = '';
  let spoken = '';
  for (const fact of facts) {
    if (fact.kind === 'located') standing = fact;
    if (fact.kind === 'location-withdrawn' || fact.kind === 'reopened') standing = null;
    if (fact.kind === 'closed') closed = true;
    if (fact.kind === 'reopened') closed = false;
    if (fact.kind === 'attendance') {
      present = fact.mark.code === '/';
      since = fact.mark.from;
    }
    // The search goes on: who was in class before that is looked for.
    const goesOn = fact.kind === 'location-withdrawn' || fact.kind === 'reopened';
    if (goesOn && since <= londonDate(fact.recordedAt)) present = false;
    // Somewhere else, on a day after the last of which the school has spoken.
    if (fact.kind === 'attendance')
      spoken = fact.mark.from > londonDate(fact.recordedAt) ? fact.mark.from : londonDate(fact.recordedAt);
    if (fact.kind === 'located') hasLeft = fact.located.where !== 'back-at-school' && fact.located.on > spoken;
    else if (fact.kind === 'attendance' || !standing) hasLeft = false;
    // Whoever was said to be back, and is missing again later, is nowhere.
    const isBack = standing?.located.where === 'back-at-school' && standing.recordedAt < fact.recordedAt;
    if (fact.kind === 'attendance' && !present && isBack) standing = null;
  }
  const inClass = present && !hasLeft;
  if (closed) return ['closed'];
  if (letter === 'l') return [STILL_OF_SCHOOL_AGE];
  if (letter === 'b') {
    const { dateOfBirth, yearGroup } = those(facts)('pupil-described').at(-1)!.pupil;
    // At the end of nursery a child is four, or five where the start was put off: in no year but reception, and not six
    // before the school year began.
    if (![null, 'R'].includes(yearGroup)) return ['in a later year'];
    const began = Number(asOf.slice(0, 4)) - (asOf.slice(5) < '09-01' ? 1 : 0);
    if (dateOfBirth! <= `${began - 6}-08-31`) return ['too old for reception'];
  }
  const where = standing?.located.where;
  const isHere = inClass || where === 'in-area' || where === 'back-at-school';
  if (isHere && NOT_FOR_A_CHILD_WHO_IS_HERE.includes(letter)) return ['the child is here'];
  // Whoever has ceased to be a pupil, died or been excluded has, wherever the child lives; but not while in class.
  if ('kno'.includes(letter)) return inClass || where === 'back-at-school' ? ['the child is in school'] : [];
  if (letter === 'g') return where === 'other-authority' || where === 'abroad' ? [] : ['not found out of reach'];
  if (letter !== 'a' && letter !== 'f') return [];
  if (where !== (letter === 'a' ? 'other-school' : 'home-education')) return ['not found there'];
  const { details } = standing!.located;
  const day = details[letter === 'a' ? 'registered-on' : 'from-date' in details ? 'from-date' : 'taught-from'];
  if (!day) return ['no day is told'];
  if (letter === 'a') return asOf < day ? [BEFORE_ITS_DAY] : [];
  if (details['told-how'] !== 'written' && details['letter'] !== 'read') return ['the notice was only said'];
  return asOf <= day ? [BEFORE_ITS_DAY] : [];
}
