import { addDays, laterOf, type Instant, type LocalDate } from '../calendar/date';
import { londonDate, londonInstant } from '../calendar/london';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { nextSchoolDay } from '../calendar/school-days';
import { OFFICE_DAYS } from '../calendar/office-days';
import { beginningWith } from '../checklist/after-leave';
import { itemState, type Applies } from '../checklist/item-state';
import { unknownCode } from '../policy/codes';
import { policyFor } from '../policy/policy-for';
import type { PolicyPack, Stage } from '../policy/pack';
import { assignedNow } from './assigned';
import type { Assessment, Counts, ItemState } from './assessment';
import { authorityOwes } from './authority-owes';
import { authorityCalendarGap, calendarGap } from './calendar-gap';
import { correctionsOf } from './corrections';
import { countDays } from './counts';
import { earliestDates } from './earliest-dates';
import { enquiriesOf } from './enquiries';
import { dfeCount, isOurs } from './dfe';
import type { Fact } from './fact';
import { followUpOwed } from './follow-up';
import { foundElsewhere, foundOn } from './found';
import { foundObligations } from './found-obligations';
import { takenBack } from './good-news';
import { inOrder } from './in-order';
import { asSearched, searchedSince } from './last-word';
import { standsOnRoll } from './name';
import { readDeath } from './death';
import { isInDanger } from './danger';
import { holdOn, holdsOf, quieted } from './hold';
import { lastMilestone, milestonesOf } from './milestones';
import { noticesDue } from './notices-due';
import { obligations } from './obligations';
import { countsOffRoll, offRollOf, referralToldAt, workingDaysSince, type OffRoll } from './off-roll';
import { NOTHING_COUNTED, quietened } from './quiet';
import { readNowhere } from './nowhere';
import { closureOf, decisionsOwed, panelDecisionsOf, ratificationsOf } from './panel-decisions';
import { isProvidedFor } from './provision';
import { answersOwed, questionsOf } from './questions';
import { ofThisChild, saidAt } from './moved';
import { isAtRisk, readFacts, withDayOne, type Reading } from './reading';
import { codeOn } from './register';
import { returnsOf, returnsOwed } from './returns';
import type { Enquiry } from './removal/enquiry';
import { floorsOf, followsLeave } from './removal/floors';
import { owedAfterDeath, removalOwed } from './removal/owed';
import { carriedOut } from './removal/removal-of';
import { removalState } from './removal/removal';
import { runToldAt } from './run-as-told';
import { tierStanding } from './tier';
import { tierOwed } from './tier-owed';
import { warnings } from './warnings';
import { beginsOnRoll } from './way';
import { lastInSchool, stepsOf, whereabouts } from './whereabouts';

/**
 * What a case comes to on a day, derived from its facts, the school's own calendar and the policy pack under which it
 * began. Pure: the same facts on the same day give the same answer, and nothing of it is stored.
 */
export function assess(
  given: readonly Fact[],
  schoolCalendar: SchoolCalendar,
  pack: PolicyPack,
  asOf: LocalDate,
): Assessment {
  const facts = ofThisChild(inOrder(given));
  const told = readFacts(facts);
  const policy = policyFor(pack, told.way);
  const beganOnRoll = beginsOnRoll(told.way);
  const calendar = beganOnRoll ? schoolCalendar : OFFICE_DAYS;
  const register = beganOnRoll ? withDayOne(told, facts, policy) : told;
  const reading = asSearched(register, policy);
  const open = !reading.closed;
  const { deleted } = carriedOut(facts);
  const offRoll = open ? offRollOf(told, facts, schoolCalendar, asOf) : null;
  const counts = offRoll
    ? countsOffRoll(offRoll, schoolCalendar, asOf)
    : countsOf(reading, register, { open, deleted: deleted !== null }, calendar, policy, asOf);
  const run = offRoll?.run ?? counts.tenDayReturn;
  const death = readDeath(facts, policy);
  const died = open ? death.standing : null;
  const found = died
    ? null
    : beganOnRoll
      ? foundOn(reading, run, calendar, policy, asOf)
      : foundElsewhere(reading, calendar, policy, asOf);
  const milestones = run ? milestonesOf(run, calendar, policy) : [];
  const inDanger = isInDanger(facts, policy);
  const nowhere = readNowhere(facts);
  // Nobody waits for a school day to be missed where the child is known to be missing, and in danger.
  const isAwaited = !run && beganOnRoll && open && !found && !died && saysMissing(codeOn(reading, asOf), policy);
  const missingFrom = isAwaited ? searchedSince(reading) : null;
  const applies = appliesTo(reading, inDanger, offRoll, policy);
  const sought = sinceLastPresent(facts, reading, calendar, policy, asOf);
  const tier = tierStanding(facts, policy);
  const checks = policy.checklist
    .map((item) => beginningWith(item, followsLeave(told.absence)))
    .map((item) => itemState(item, policy, sought, { run, missingFrom }, applies, tier, calendar, asOf));
  const reportComplete = isComplete(told);
  const opened = facts[0] ? londonDate(facts[0].recordedAt) : asOf;
  const onRoll = standsOnRoll(told.way, facts);
  const floors = floorsOf(told, counts, calendar, policy, asOf);
  const located = open ? whereabouts(reading, calendar, policy, asOf) : null;
  const about = { told, sought, floors, found, located, died, reportComplete, onRoll, open, calendar, policy, asOf };
  const removal = removalState({
    ...about,
    facts,
    corrections: correctionsOf(facts, calendar, policy),
    checklist: checks,
  });
  const checklist = checks.map((state) => settledByBoth(state, removal.enquiry));
  const isDeleted = deleted !== null;
  const steps = located ? stepsOf(located, reading, policy) : [];
  const afterFound = located ? foundObligations(located, steps, calendar, asOf) : [];
  const standing = {
    beganOnRoll,
    reportComplete,
    opened,
    absent: run !== null,
    found,
    isDeleted,
    isNowhere: nowhere.now !== null,
    afterFound,
    toldOn: lastToldOn(reading, asOf),
  };
  const enquiries = enquiriesOf(sought, { way: reading.way, on: opened }, policy, calendar.bankHolidays);
  const questions = questionsOf(facts);
  const decisions = panelDecisionsOf(facts, policy);
  // A deletion undoes no duty that stood before it: the run is the one that the register had up to then.
  const runForReturn =
    open && deleted ? countDays(reading, calendar, policy, addDays(deleted.on, -1)).tenDayReturn : counts.tenDayReturn;
  const forReturns = { facts, reading, run: runForReturn, checklist, carried: removal.carried };
  const aboutReturns = { ...forReturns, calendar, policy, asOf };
  const returns = returnsOf(aboutReturns);
  const since = deleted?.on ?? offRoll?.out?.since ?? null;
  // Where a child on no roll is known to be, or another authority looks for it, nobody here weighs the risk again.
  const isWeighed = onRoll || (located === null && isOurs(told.way, policy));
  const sinceDeletion = deleted && workingDaysSince(deleted.on, asOf);
  const stillMissing = !offRoll && run && !found ? lastMilestone(run, milestones, checklist, policy, asOf) : null;
  const besides = [
    ...(beganOnRoll ? returnsOwed(returns, aboutReturns) : []),
    ...removalOwed(removal, { policy, calendar, asOf }),
    ...(found ? [] : authorityOwes(enquiries, told.way, policy, calendar.bankHolidays, asOf)),
    ...(offRoll || (isDeleted && located === null)
      ? followUpOwed(facts, { from: null, nowhere: nowhere.now }, policy, asOf)
      : []),
    ...(stillMissing ? followUpOwed(facts, { from: stillMissing, nowhere: null }, policy, asOf) : []),
    ...answersOwed(questions, policy, asOf),
    ...decisionsOwed(decisions, policy, asOf),
    ...(isWeighed ? tierOwed(sought, { run: sinceDeletion ?? run, onRoll }, policy, calendar, asOf) : []),
  ];
  const holds = holdsOf(facts, policy);
  const asked = located ? checklist.filter(({ item }) => !policy.found.endsChecks.includes(item.id)) : checklist;
  const ending = died && owedAfterDeath(died, onRoll, removal, { policy, calendar, asOf });
  const owed = open ? (ending ?? obligations(asked, standing, besides, policy, calendar, asOf)) : [];
  const gap = offRoll
    ? authorityCalendarGap(offRoll, schoolCalendar, asOf)
    : calendarGap(reading, milestones, calendar, asOf);
  const firstTold = offRoll ? referralToldAt(facts, offRoll) : run && runToldAt(facts, run, calendar, policy, asOf);
  const toldAt = run && toldAnew(firstTold, reading, death.endedBy);
  const back = takenBack({ facts, reading, calendar, policy });
  const assessment: Assessment = {
    asOf,
    open,
    way: reading.way,
    onRoll,
    offRoll,
    reportComplete,
    atRisk: isAtRisk(reading.triage, policy),
    inDanger,
    day: beganOnRoll ? (run?.days ?? null) : null,
    tier,
    stage: run ? stageOn(run.days, policy) : null,
    counts,
    returns,
    dfe: dfeCount({
      facts,
      onRoll,
      since,
      awaySince: counts.safeguarding?.since ?? null,
      died: died !== null,
      policy,
      asOf,
    }),
    milestones,
    checklist,
    obligations: owed,
    next: owed.find((obligation) => obligation.state !== 'settled') ?? null,
    found,
    died: null,
    nowhere: open ? nowhere.now : null,
    provided: !onRoll && isProvidedFor(steps, policy),
    earliest: open ? earliestDates(floors, policy) : [],
    removal,
    notices: quieted(
      noticesDue({
        ...{ facts, reading, run, checklist, owed, removal, questions, decisions, gap, toldAt, calendar, policy, asOf },
        ...{ death, inDanger, found, nowhere, takenBack: back },
      }),
      ...([holds, calendar, policy] as const),
    ),
    takenBack: back,
    lookAgainAt: open && !run && !deleted ? nextMorning(calendar, policy, asOf) : null,
    enquiries,
    assigned: assignedNow(facts),
    hold: open ? holdOn(holds, asOf) : null,
    questions,
    decisions,
    ratifications: ratificationsOf(facts),
    closure: closureOf(facts, reading.closed),
    warnings: open ? warnings({ reportComplete, run, gap, death, found, calendar, asOf }) : [],
  };
  return died ? quietened(assessment, died) : assessment;
}

/** Of a child on no roll only what somebody knows can be told; what is missing is asked for. */
const isComplete = ({ way, pupil, absence, referral, out }: Reading): boolean =>
  beginsOnRoll(way)
    ? pupil?.dateOfBirth != null && absence !== null
    : referral !== null && (out !== null || way === 'other-authority');

/** What one person typed concludes nothing: this item is settled by two signatures, and by nothing else. */
function settledByBoth(state: ItemState, { concluded }: Enquiry): ItemState {
  if (!state.item.settledBy.includes('joint-conclusion') || state.state === 'not-needed') return state;
  if (concluded) return { ...state, state: 'done' };
  return state.state === 'done' || state.state === 'skipped' ? { ...state, state: 'due' } : state;
}

const saysMissing = (code: string | null, { clocks }: PolicyPack): boolean =>
  code !== null && clocks.tenDayReturn.codes.includes(code);

/** Once the name is deleted the school's clocks stop, and the safeguarding clock runs on. */
function countsOf(
  reading: Reading,
  register: Reading,
  { open, deleted }: { readonly open: boolean; readonly deleted: boolean },
  calendar: SchoolCalendar,
  policy: PolicyPack,
  asOf: LocalDate,
): Counts {
  if (!open) return NOTHING_COUNTED;
  const { groundI } = countDays(register, calendar, policy, asOf);
  const counts = { ...countDays(reading, calendar, policy, asOf), groundI };
  return deleted ? { ...NOTHING_COUNTED, safeguarding: counts.safeguarding } : counts;
}

/** The last day on which somebody said how the register stands, or that the pupil was seen. */
const lastToldOn = ({ marks, sightings, located, followUps, reopenings, confirmedTo }: Reading, asOf: LocalDate) =>
  [...marks, ...sightings, ...(located ? [located] : []), ...followUps, ...reopenings]
    .map(({ recordedAt }) => londonDate(recordedAt))
    .reduce(laterOf, confirmedTo ?? asOf);

const stageOn = (day: number, policy: PolicyPack): Stage | null =>
  policy.stages.find((stage) => stage.fromDay <= day && day <= (stage.toDay ?? Infinity)) ?? null;

/** What fell due while the case was closed, or the child was taken to have died, is history: it is told where it stands. */
const toldAnew = (toldAt: Instant | null, { reopenings }: Reading, alive: Fact | null): Instant | null =>
  [toldAt, reopenings.at(-1)?.recordedAt ?? null, alive?.recordedAt ?? null].reduce((a, b) =>
    a && b && a > b ? a : (b ?? a),
  );

/**
 * What was checked counts until the pupil is back in school, or on the register again after a deletion: a code in
 * between breaks a count, not the search, and neither does one of presence that was told before the pupil moved on.
 */
function sinceLastPresent(
  facts: readonly Fact[],
  reading: Reading,
  calendar: SchoolCalendar,
  policy: PolicyPack,
  asOf: LocalDate,
): readonly Fact[] {
  const ends = [lastInSchool(reading, calendar, policy, asOf), reading.offRegister.at(-1)?.to];
  const before = ends
    .filter((day) => day != null)
    .toSorted()
    .at(-1);
  if (!before) return facts;
  const from = londonInstant(addDays(before, 1), '00:00');
  return facts.filter((fact) => saidAt(fact) >= from);
}

/** A week ahead where the calendar cannot say which day is the next school day. */
function nextMorning(calendar: SchoolCalendar, policy: PolicyPack, asOf: LocalDate): Instant {
  const next = nextSchoolDay(calendar, asOf);
  return londonInstant(next.known ? next.date : addDays(asOf, 7), policy.alertTime);
}

function appliesTo(reading: Reading, inDanger: boolean, offRoll: OffRoll | null, policy: PolicyPack): Applies {
  const codes = [reading.absence?.code, ...reading.marks.map(({ mark }) => mark.code)];
  return {
    always: true,
    'at-risk': inDanger,
    'leave-of-absence': reading.absence?.leaveEnded != null,
    'reason-unknown': codes.includes(unknownCode(policy)),
    'information-missing': (offRoll?.missing.length ?? 0) > 0,
    appeal: reading.out?.waitingFor === 'appeal',
  };
}
