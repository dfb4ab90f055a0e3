import type { OnRegisterWithin } from '../casework/register-index';
import type { DateRange, LocalDate } from '../domain/calendar/date';
import { childrenOf, countOf, type Census, type Counted } from '../domain/census/counted';
import {
  childrenWithin,
  countWithin,
  daysCounted,
  firstCounted,
  type CountedAtSomeTime,
  type CountedCase,
} from '../domain/census/school-year';
import type { Policies } from '../domain/policy/policies';
import type { Stores } from '../stores';
import { eachPart } from './each-part';
import { knownAlone } from './register-lines';

interface Given {
  readonly storage: Stores;
  readonly policies: Policies;
}

/** The count of a day. Of the cases that the index knows to be missing from a school's roll none is read. */
export async function countedOn(authority: string, on: LocalDate, given: Given): Promise<Census> {
  const index = await given.storage.cases.onRegister(authority, on);
  const mayCount = index.filter(({ stood }) => stood?.reason !== 'missing').map(({ caseId }) => caseId);
  const counted: Counted[] = [];
  const unread = await eachPart(mayCount, given.storage, (cases, calendarOf) => {
    const read = cases.map((one) => ({ id: one.id, came: countOf(one, calendarOf(one), given.policies, on) }));
    counted.push(...read.flatMap(({ came }) => (typeof came === 'string' ? [] : [came])));
    return read.filter(({ came }) => came === 'unread').map(({ id }) => id);
  });
  return { on, children: childrenOf(counted), unread };
}

export interface CountedInPeriod {
  readonly within: DateRange;
  /** Who was counted on some day of it, each once; who was first stands first. */
  readonly children: readonly CountedAtSomeTime[];
  readonly unread: readonly string[];
}

/** Read is only what the index does not know yet, and what may be of one child. `knownOn`: see `countedWithin`. */
export async function countedInPeriod(
  authority: string,
  within: DateRange,
  knownOn: LocalDate,
  given: Given,
): Promise<CountedInPeriod> {
  const index = await given.storage.cases.onRegisterWithin(authority, within, knownOn);
  const isAlone = knownAlone(index);
  const isKnown = (one: OnRegisterWithin) => one.spans !== null && isAlone(one);
  const known = index.filter(isKnown);
  const alone = known.flatMap(({ caseId, reference, spans, dateOfBirth, inError }): CountedAtSomeTime[] => {
    const days = inError ? null : daysCounted(spans ?? [], dateOfBirth, within);
    return days ? [{ caseId, reference, also: [], days }] : [];
  });
  const toRead = index.filter((one) => !isKnown(one)).map(({ caseId }) => caseId);
  const read: CountedCase[] = [];
  const unread = await eachPart(toRead, given.storage, (cases, calendarOf) => {
    const { policies } = given;
    const came = cases.map((one) => ({
      id: one.id,
      came: countWithin(one, calendarOf(one), policies, within, knownOn),
    }));
    read.push(...came.flatMap((one) => (typeof one.came === 'string' ? [] : [one.came])));
    return came.filter((one) => one.came === 'unread').map(({ id }) => id);
  });
  return { within, children: [...alone, ...childrenWithin(read)].toSorted(firstCounted), unread };
}
