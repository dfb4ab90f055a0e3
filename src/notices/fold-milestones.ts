import type { Fact } from '../domain/case/fact';
import type { Case } from '../domain/case/case';
import type { Stores } from '../stores';
import { fold } from './fold';
import type { Notice } from './outbox';

/**
 * What had to wait, be it for an outage or for a recipient who was not there, is told in one card for each case. But
 * what somebody said has words of its own, and is told in them. To be called in the transaction that added to it.
 */
export async function foldMilestones({ outbox }: Pick<Stores, 'outbox'>, { id, facts }: Case): Promise<void> {
  const waiting = await outbox.waitingOf(id);
  await outbox.fold(fold(waiting.filter((alert) => !isNews(alert, facts))));
}

/** What comes again is called after the fact that put it off, and is as old as before. */
const isNews = ({ occurrence }: Notice, facts: readonly Fact[]): boolean =>
  facts.some(({ id, kind }) => id === occurrence && kind !== 'alert-snoozed');
