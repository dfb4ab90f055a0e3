import type { Case } from '../domain/case/case';
import type { CalendarOf } from '../domain/register/register';
import type { Stores } from '../stores';
import { calendarsOf } from './calendars';

/** Cases that are read before others have their turn: to assess one takes its time. */
const AT_A_TIME = 25;

/** Returns the ids of what is not there or cannot be read, with those that `work` returns. `goesOn`: asked before each part. */
export async function eachPart(
  ids: readonly string[],
  stores: Stores,
  work: (cases: readonly Case[], calendarOf: CalendarOf) => readonly string[],
  goesOn: () => boolean = () => true,
): Promise<string[]> {
  const unread: string[] = [];
  for (let from = 0; from < ids.length && goesOn(); from += AT_A_TIME) {
    const part = ids.slice(from, from + AT_A_TIME);
    const cases = await stores.cases.byIds(part);
    const there = new Set(cases.map(({ id }) => id));
    unread.push(...part.filter((id) => !there.has(id)), ...work(cases, await calendarsOf(cases, stores.directory)));
  }
  return unread;
}
