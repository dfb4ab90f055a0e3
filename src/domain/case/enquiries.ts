import type { LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import { workingDaysAfter } from '../calendar/working-days';
import type { EnquiryItem } from '../policy/enquiries-policy';
import type { PolicyPack } from '../policy/pack';
import type { Fact } from './fact';
import type { EnquiryFactBody } from './facts/enquiries';
import { beginsOnRoll, type Way } from './way';

export type EnquiryFact = Extract<Fact, { enquiry: string }> & EnquiryFactBody;

/** How it stands with one of the authority's own checks. */
export interface EnquiryState {
  readonly enquiry: EnquiryItem;
  readonly state: 'not-asked' | 'asked' | 'answered' | 'not-needed';
  /** The day of the request that stands. */
  readonly askedOn: LocalDate | null;
  /** How often the agency was reminded of it. */
  readonly chases: number;
  /** The day by which the agency agreed to answer; null where it agreed to none: then none is given. */
  readonly answerDue: LocalDate | null;
  /** Oldest first. */
  readonly facts: readonly EnquiryFact[];
}

/** The authority's own checks as a whole. */
export interface Enquiries {
  /** The school's notification, or the referral of a child on no roll: from then on the checks run. */
  readonly notifiedOn: LocalDate | null;
  readonly acknowledgedOn: LocalDate | null;
  /** The day of the first request. */
  readonly begunOn: LocalDate | null;
  readonly asked: number;
  readonly answered: number;
  readonly list: readonly EnquiryState[];
}

/** `sought`: the facts of the search that goes on, which begins anew when a pupil was back in between. */
export function enquiriesOf(
  sought: readonly Fact[],
  opened: { readonly way: Way; readonly on: LocalDate },
  policy: PolicyPack,
  bankHolidays: ReadonlySet<LocalDate>,
): Enquiries {
  const list = policy.enquiries.list.map((enquiry) => stateOf(enquiry, sought, bankHolidays));
  const acknowledged = sought.find(({ kind }) => kind === 'referral-acknowledged');
  const asked = list.filter(({ askedOn }) => askedOn !== null);
  return {
    notifiedOn: beginsOnRoll(opened.way) ? notifiedOn(sought, policy) : opened.on,
    acknowledgedOn: acknowledged ? londonDate(acknowledged.recordedAt) : null,
    begunOn: firstOf(asked.flatMap(({ facts }) => facts.flatMap(requestedOn))),
    asked: asked.length,
    answered: asked.filter(({ state }) => state === 'answered').length,
    list,
  };
}

function notifiedOn(sought: readonly Fact[], { enquiries, checklist }: PolicyPack): LocalDate | null {
  const item = checklist.find(({ id }) => id === enquiries.startedBy);
  const days = sought.flatMap((fact) =>
    fact.kind === 'check-recorded' && fact.item === item?.id && item.settles.includes(fact.check.outcome)
      ? [fact.check.on]
      : [],
  );
  return firstOf(days);
}

/** The last request stands, with what came after it. */
function stateOf(enquiry: EnquiryItem, sought: readonly Fact[], bankHolidays: ReadonlySet<LocalDate>): EnquiryState {
  const facts = sought.filter((fact): fact is EnquiryFact => 'enquiry' in fact && fact.enquiry === enquiry.id);
  const at = facts.findLastIndex(({ kind }) => kind === 'enquiry-requested');
  const since = at < 0 ? [] : facts.slice(at);
  const askedOn = since.flatMap(requestedOn)[0] ?? null;
  const answered = since.some(({ kind }) => kind === 'enquiry-answered');
  const chased = since.flatMap((fact) => (fact.kind === 'enquiry-chased' ? [fact.on] : []));
  const waits = askedOn !== null && !answered;
  const { agreedWorkingDays } = enquiry;
  return {
    enquiry,
    state: waits ? 'asked' : answered ? 'answered' : facts.length > 0 ? 'not-needed' : 'not-asked',
    askedOn,
    chases: chased.length,
    answerDue:
      waits && agreedWorkingDays !== null
        ? workingDaysAfter(chased.at(-1) ?? askedOn, agreedWorkingDays, bankHolidays)
        : null,
    facts,
  };
}

const requestedOn = (fact: EnquiryFact): LocalDate[] => (fact.kind === 'enquiry-requested' ? [fact.request.on] : []);

const firstOf = (days: readonly LocalDate[]): LocalDate | null => days.toSorted()[0] ?? null;
