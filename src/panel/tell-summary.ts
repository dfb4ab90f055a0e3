import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Policies } from '../domain/policy/policies';
import { LocalDateSchema, type DateRange, type Instant, type LocalDate } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import { endOf } from '../domain/case/as-it-stood';
import { lastSummaryDue, type SummaryDue } from '../domain/summary/due';
import type { Delivery, Notice } from '../notices/outbox';
import { holdersOf } from '../notices/recipients';
import type { Authority } from '../people/directory';
import type { Stores } from '../stores';

/** `obligation` of word of what a month came to; its `occurrence` is the first day of that month. */
const OF_A_MONTH = 'summary-of-month';

/** What went to each of those who are told of a month, or is to go. Of none before it is due. */
export const deliveriesOfMonth = (authority: string, { from }: DateRange, { outbox }: Stores): Promise<Delivery[]> =>
  outbox.ofAuthority(authority, { obligation: OF_A_MONTH, occurrence: from });

interface Deps {
  readonly storage: Stores;
  readonly policies: Policies;
  readonly log: Logger;
}

/**
 * Has those whom the rules name told of the last month, each once: a summary is known by its month and its reader, so that
 * this may be called as often as anybody likes, by several instances at once. Returns how many are told now.
 */
export async function tellSummaries(now: Instant, deps: Deps): Promise<number> {
  let told = 0;
  for (const authority of await deps.storage.directory.authorities()) {
    try {
      told += await tellOf(authority, now, deps);
    } catch (error) {
      // One authority's trouble must not keep another's director from being told.
      const [{ code }, trouble] = [authority, error instanceof Error ? error.name : 'unknown'];
      deps.log.error({ authority: code, code: trouble }, 'nobody was told of the month');
    }
  }
  return told;
}

async function tellOf({ code, policy }: Authority, now: Instant, { storage, policies }: Deps): Promise<number> {
  const { summary } = policies.inForce(policy, londonDate(now));
  const readers = await holdersOf(summary.to, { authority: code, school: null }, storage.directory);
  const due = lastSummaryDue(now, summary);
  if (readers.length === 0 || !(await isOnRecord(code, due.month, storage))) return 0;
  return storage.outbox.add(readers.map(({ id }) => noticeTo(id, code, due)));
}

/** Of a month before the first case there is nothing to tell: nobody recorded anything in it. */
async function isOnRecord(authority: string, { to }: DateRange, { cases }: Stores): Promise<boolean> {
  const first = await cases.firstOpened(authority);
  return first !== null && first < endOf(to);
}

const noticeTo = (recipient: string, authority: string, { month, dueAt }: SummaryDue): Notice => ({
  ...{ id: randomUUID(), kind: 'summary', authority, caseId: null, urgent: false },
  ...{ obligation: OF_A_MONTH, occurrence: month.from, recipient, dueAt },
});

/** The first day of the month that a notice tells of; null when it is about something else. */
export function monthOfNotice({
  obligation,
  occurrence,
}: Pick<Delivery, 'obligation' | 'occurrence'>): LocalDate | null {
  return obligation === OF_A_MONTH ? (LocalDateSchema.safeParse(occurrence).data ?? null) : null;
}
