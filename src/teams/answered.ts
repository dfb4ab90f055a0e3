import type { CaseView } from '../casework/casework';
import { standingCard } from './alert-card';
import { isId } from './ids';
import type { PageDeps } from './pages/deps';
import { shownCase } from './shown-case';
import type { PageResult } from './pages/page';
import type { CardSpec, PageArgs, Turn } from './turn';

/**
 * What stands in place of a question once it is answered. An answer given on an alert acknowledges it: nobody is asked
 * to press twice. Otherwise the case is shown as it stands now.
 */
export async function answered(
  view: CaseView,
  turn: Turn,
  delivery: string | undefined,
  deps: PageDeps,
): Promise<CardSpec> {
  // What was answered is on record: a button with another case's alert, or none that is known, must not deny that.
  const alert = isId(delivery) ? await deps.storage.outbox.byId(delivery) : null;
  return alert?.caseId === view.case.id ? acknowledged(turn, alert.id, deps) : shownCase(view, turn, deps);
}

/** The answer is on record since it came before; the alert that it answers may be waiting for that still. */
export async function answeredBefore(
  turn: Turn,
  { case: reference = '', delivery }: PageArgs,
  deps: PageDeps,
): Promise<PageResult | null> {
  if (!isId(delivery)) return null;
  const view = await deps.casework.see(turn.person, reference);
  return { kind: 'done', card: await answered(view, turn, delivery, deps) };
}

export async function acknowledged(turn: Turn, deliveryId: string, deps: PageDeps): Promise<CardSpec> {
  const { view, delivery } = await deps.casework.acknowledge(turn.person, deliveryId);
  // Where else it stands, it is edited by way of the outbox.
  return standingCard(delivery, view, deps.storage, { reader: turn.person });
}
