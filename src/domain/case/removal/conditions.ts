import { inWords, type LocalDate } from '../../calendar/date';
import { londonDate } from '../../calendar/london';
import type { Reach, SchoolCalendar } from '../../calendar/school-calendar';
import { closuresWithin, nextSchoolDay } from '../../calendar/school-days';
import type { DerivedBy } from '../../policy/removal-policy';
import type { PolicyPack } from '../../policy/pack';
import { compulsorySchoolAge } from '../../pupil/school-age';
import type { Found, ItemState } from '../assessment';
import type { Correction } from '../corrections';
import { isAfter } from '../in-order';
import type { FactOf, Reading } from '../reading';
import { isNotified, openChecks } from './checks';
import { concludedFor, isRecordedSince, type Enquiry } from './enquiry';
import { dayAfter, followsLeave, type Floor, type Floors } from './floors';
import { hasCome, type ToldDay } from './told-day';

/** `failed`: cannot be met as things are. `missing`: somebody has something to do first. */
export interface Finding {
  readonly state: 'met' | 'failed' | 'missing';
  readonly says: string;
}

export interface Known {
  readonly told: Reading;
  readonly corrections: readonly Correction[];
  readonly floors: Floors;
  readonly enquiry: Enquiry;
  readonly found: Found | null;
  /** Where the child was found, as long as that holds. */
  readonly located: FactOf<'located'> | null;
  readonly checklist: readonly ItemState[];
  readonly calendar: SchoolCalendar;
  readonly policy: PolicyPack;
  readonly asOf: LocalDate;
}

const met = (says: string): Finding => ({ state: 'met', says });
const missing = (says: string): Finding => ({ state: 'missing', says });
const failed = (says: string): Finding => ({ state: 'failed', says });

const BACK = 'The pupil is back in school. As long as the register says so, the name stays.';

type Finder = (known: Known, floor: Floor | null, day: ToldDay | null) => Finding;

/** Each condition that is worked out. `floor`: the days of the ground that is looked at; `day`: the day it waits for. */
export const FINDERS: Readonly<Record<DerivedBy, Finder>> = {
  'twenty-school-days': ({ asOf, told, enquiry: { opensOn } }, floor) =>
    floor
      ? wholeDays(floor, told, asOf)
      : failed(opensOn ? 'The run is broken by another code.' : 'No absence coded G, N or O is counted at the moment.'),

  'leave-was-granted': ({ told: { absence }, checklist, policy }) => {
    if (!absence?.leaveEnded)
      return failed('No leave of absence is recorded. If there was one, correct the absence and give its last day.');
    if (!followsLeave(absence)) return failed('The pupil was in school after the leave of absence.');
    return asAnswered(checklist, policy.jointEnquiry.items.leave, policy.jointEnquiry.settledWith.leave);
  },

  'ten-school-days-after-leave': ({ asOf, told }, floor) => {
    if (floor) return wholeDays(floor, told, asOf);
    return failed(
      told.absence?.leaveEnded
        ? 'The days after the leave are not all recorded as missed. Check the first day missed and the codes.'
        : 'No leave of absence is recorded.',
    );
  },

  'codes-audit': ({ checklist, corrections, policy: { jointEnquiry } }, floor) => {
    const { codes } = jointEnquiry.items;
    const audited = checklist.find(({ item }) => item.id === codes)?.facts.at(-1);
    const later = corrections.find(({ fact }) => audited && isAfter(fact, audited));
    return later
      ? missing(
          `Days on the register were told anew on ${inWords(londonDate(later.fact.recordedAt))}, after the codes were last looked at. Look at every code again and record the check.`,
        )
      : answeredSince(checklist, codes, jointEnquiry.settledWith.codes, floor && dayAfter(floor.last));
  },

  'no-sickness': ({ checklist, policy: { jointEnquiry } }, floor) =>
    answeredSince(checklist, jointEnquiry.items.sickness, jointEnquiry.settledWith.sickness, floor && floor.last),

  'joint-enquiry': ({ enquiry }, floor) => {
    if (concludedFor(floor, enquiry)) return met('School and authority have both signed the same conclusion.');
    return missing(whatIsUnsigned(enquiry));
  },

  'authority-notified': ({ checklist }) => {
    const item = checklist.find((state) => state.item.fulfils === 'ten-day-return')?.item;
    return isNotified(checklist)
      ? met('The authority was notified.')
      : missing(`The authority has not been notified. Record on the checklist: “${item?.title ?? ''}”.`);
  },

  'checks-settled': ({ checklist, found, policy }) => {
    const open = openChecks(checklist, found, policy).map(({ item }) => `“${item.title}”`);
    return open.length === 0
      ? met('Every check was made, or skipped with a reason.')
      : missing(`Make these checks, or say why one is skipped: ${open.join(', ')}.`);
  },

  'not-in-school': ({ found, policy }) => {
    if (found?.how === 'returned') return failed(BACK);
    const isBack = found?.how === 'located' && found.where === 'back-at-school';
    const place = policy.found.places.find(({ id }) => id === 'back-at-school');
    return isBack
      ? failed(`Found: ${place?.title ?? ''}. ${place?.says ?? ''}`)
      : met('Nobody has said that the pupil is back.');
  },

  'not-located-here': ({ found, policy }) => {
    if (found?.how === 'returned') return failed(BACK);
    const place = found?.how === 'located' ? policy.found.places.find(({ id }) => id === found.where) : undefined;
    return place?.keepsName
      ? failed(`Found: ${place.title}. ${place.says}`)
      : met('Nobody has found the child where the name stays.');
  },

  'no-unplanned-closure': ({ calendar, asOf, enquiry }, floor) => {
    if (!floor) return missing('No absence is counted at the moment.');
    const accepted = enquiry.sides.authority.signed?.signature.closuresAccepted ?? [];
    const open = closuresIn(floor, calendar, asOf).filter((from) => !accepted.includes(from));
    return open.length === 0
      ? met('Nothing stands against the run.')
      : missing(
          `The school was closed on ${open.map(inWords).join(', ')}. A count does not decide whether the run goes on: ask the authority, which answers when it signs.`,
        );
  },

  'told-day': ({ asOf }, _floor, day) => hasCome(day, asOf),

  'over-school-age': ({ told: { pupil }, calendar, asOf }) => {
    if (!pupil?.dateOfBirth) return missing('Record the date of birth.');
    const { to } = compulsorySchoolAge(pupil.dateOfBirth);
    const meets = nextSchoolDay(calendar, asOf);
    if (!meets.known) return missing('The school’s calendar does not say when the school next meets.');
    return meets.date > to
      ? met(`Over compulsory school age after ${inWords(to)}.`)
      : failed(`The pupil is of compulsory school age until ${inWords(to)}.`);
  },
};

/** First days of the unplanned closures since the run of this ground began. */
export const closuresIn = ({ run }: Floor, calendar: SchoolCalendar, asOf: LocalDate): LocalDate[] =>
  closuresWithin(calendar, { from: run.since, to: asOf })
    .filter(({ kind }) => kind === 'closure')
    .map(({ from }) => from);

/** Over, and confirmed on a later day: a code that was carried forward, or marked while the day went on, proves no absence. */
function wholeDays({ run, last }: Floor, { wholeTo }: Reading, asOf: LocalDate): Finding {
  if (!last.known)
    return missing(
      'The school’s calendar does not reach far enough to count. Ask the administrator for the term dates.',
    );
  const from = dayAfter(last);
  if (from.known && asOf < from.date)
    return missing(`Not before ${inWords(from.date)}: the last of the days ends first.`);
  return wholeTo === null || wholeTo < last.date
    ? missing(
        `The last of the days was ${inWords(last.date)}, and nobody has said on a later day how the register stands. Say on the case whether the pupil is still missing.`,
      )
    : met(`Counted from ${inWords(run.since)}; the last of the days was ${inWords(last.date)}.`);
}

function answeredSince(checklist: readonly ItemState[], id: string, outcome: string, since: Reach | null): Finding {
  const state = checklist.find(({ item }) => item.id === id);
  const last = state?.facts.at(-1);
  const title = `“${state?.item.title ?? id}”`;
  if (!since?.known) return missing('The school days have not run yet.');
  if (!state || !isRecordedSince(state, since.date) || last?.kind !== 'check-recorded')
    return missing(`Record the check ${title}, on ${inWords(since.date)} or later.`);
  return last.check.outcome === outcome
    ? met(`Recorded on the checklist: ${title}.`)
    : failed(`The check ${title} says otherwise. As long as it does, the name stays.`);
}

/** What the checklist says of something that is so or is not, on whichever day it was recorded. */
function asAnswered(checklist: readonly ItemState[], id: string, outcome: string): Finding {
  const state = checklist.find(({ item }) => item.id === id);
  const last = state?.facts.at(-1);
  const title = `“${state?.item.title ?? id}”`;
  if (last?.kind !== 'check-recorded') return missing(`Record the check ${title}.`);
  return last.check.outcome === outcome
    ? met(`Recorded on the checklist: ${title}.`)
    : failed(`The check ${title} says otherwise. As long as it does, the name stays.`);
}

function whatIsUnsigned({ closedTo, barred, sides, apart }: Enquiry): string {
  if (closedTo) return closedTo;
  if (apart) return 'School and authority have signed different conclusions. Talk to one another and sign again.';
  const { school, authority } = sides;
  const bar = school.signed && authority.signed && !apart ? barred[school.signed.signature.conclusion] : null;
  if (bar) return bar;
  const waits = (['school', 'authority'] as const).filter((side) => !sides[side].signed);
  if (waits.length === 2) return 'Neither school nor authority has signed a conclusion.';
  if (waits.length === 1)
    return `The ${waits[0]} has not signed. Silence is no agreement, and nothing goes on without it.`;
  return 'The signatures do not conclude the enquiry: the child has been seen, one person signed twice, or they are older than the days of this ground. Sign again.';
}
