import type { Fact } from '../domain/case/fact';
import { decidedBy } from '../domain/case/panel-notices';
import type { Case } from '../domain/case/case';
import type { Stores } from '../stores';
import { fold } from './fold';
import { isAtRest } from './endings';
import type { Delivery } from './outbox';

/**
 * What had to wait, be it for an outage or for a recipient who was not there, is told in one card for each case. What
 * somebody said has words of its own, and is told in them: on one card with what was said of the same kind, where a line
 * tells all of it, else on its own. To be called in the transaction that added to it.
 */
export async function foldMilestones(
  { outbox, steps }: Pick<Stores, 'outbox' | 'steps'>,
  { id, facts }: Case,
): Promise<void> {
  const waiting = await outbox.waitingOf(id);
  const asked = waiting.filter((alert) => !isAtRest(alert) && !(alert.possibleRepeat && alert.acknowledgedAt));
  const folds = [...Map.groupBy(asked, (alert) => togetherWith(alert, facts)).values()].flatMap(fold);
  if (folds.length === 0) return;
  const told = await toldToOthers(waiting, steps);
  await outbox.fold(folds.filter(({ lead }) => !told.has(lead)));
}

/** The same for what is due again about each of these cases. */
export async function foldAgain(
  stores: Pick<Stores, 'cases' | 'outbox' | 'steps'>,
  cases: readonly string[],
): Promise<void> {
  for (const id of cases) {
    const theCase = await stores.cases.byId(id);
    if (theCase) await foldMilestones(stores, theCase);
  }
}

/**
 * Those that were tried in vain and of which others have been told. They are not told again, and so would not be told of
 * what is put on its card now.
 */
async function toldToOthers(waiting: readonly Delivery[], steps: Stores['steps']): Promise<ReadonlySet<string>> {
  const tried = waiting.filter(({ state }) => state !== 'pending').map(({ id }) => id);
  return new Set((await steps.ofMany(tried)).map(({ noticeId }) => noticeId));
}

/** Facts that a line on a card tells. */
const TOLD_IN_A_LINE: readonly Fact['kind'][] = ['seen', 'attendance', 'located', 'tier-set', 'question-answered'];
const MILESTONES = '';

/**
 * Alerts of the same name may be told on one card. What comes again is called after the fact that put it off, and is as
 * old as before. Which decision of the panel is due stands on its own card alone.
 */
function togetherWith({ id, obligation, occurrence }: Delivery, facts: readonly Fact[]): string {
  const said = facts.find((fact) => fact.id === occurrence && fact.kind !== 'alert-snoozed');
  if (said) return TOLD_IN_A_LINE.includes(said.kind) ? obligation : id;
  const isDecided = facts.some((fact) => fact.id === decidedBy(occurrence) && fact.kind === 'panel-decided');
  return isDecided ? id : MILESTONES;
}
