import type { Casework, CaseView } from '../casework/casework';
import { isSettled } from '../domain/checklist/item-state';
import type { AlertRule } from '../domain/policy/pack';
import { askingOnce, askingTogether } from '../notices/asking-together';
import { OVERTAKEN, type Delivery } from '../notices/outbox';
import type { Directory } from '../people/directory';
import type { PageDeps } from './pages/deps';
import type { CardSpec } from './turn';
import { alertView } from './views/alert';

export interface AlertReads {
  readonly casework: Pick<Casework, 'forDelivery'>;
  readonly storage: { readonly directory: Pick<Directory, 'person'> };
}

/** The same for a crowd: what many alerts ask for at about the same time is read once. */
export const readingTogether = ({
  casework,
  storage: { directory },
}: Pick<PageDeps, 'casework' | 'storage'>): AlertReads => ({
  casework: { forDelivery: askingOnce((caseId) => casework.forDelivery(caseId)) },
  storage: {
    directory: {
      person: askingTogether(
        (ids) => directory.peopleHere(ids),
        ({ id }) => id,
      ),
    },
  },
});

/**
 * What an alert says at the moment of sending, to the person it goes to; null when its case is no longer there, and
 * `overtaken` when there is nothing left to ask for: it waited for its turn, and somebody has acted in between.
 */
export const alertCard =
  ({ casework, storage }: AlertReads) =>
  async (delivery: Delivery): Promise<CardSpec | typeof OVERTAKEN | null> => {
    const view = delivery.caseId ? await casework.forDelivery(delivery.caseId) : null;
    if (!view) return null;
    if (isOvertaken(delivery, view)) return OVERTAKEN;
    const recipient = await storage.directory.person(delivery.recipient);
    const by = delivery.acknowledgedBy ? await storage.directory.person(delivery.acknowledgedBy) : null;
    return alertView(view, delivery, { recipient, acknowledgedBy: by?.name });
  };

/** Of a closed case only its end is told. */
function isOvertaken({ obligation, occurrence }: Delivery, view: CaseView): boolean {
  const rule = view.policy.alerts.find(({ id }) => id === obligation);
  if (!rule) return false;
  if (!view.assessment.open) return rule.trigger.kind !== 'closed';
  const stands = view.assessment.notices.some((due) => due.obligation === obligation && due.occurrence === occurrence);
  return !stands && isDone(rule, view);
}

/** News of the child (a risk, a return) is told whatever was done since. */
function isDone({ trigger, unlessSettled }: AlertRule, { assessment: { checklist, obligations } }: CaseView): boolean {
  // A case that was handed on, questions that were answered: only what stands now is told.
  if (trigger.kind === 'assigned' || trigger.kind === 'question-asked') return true;
  if (['at-risk', 'risk-withdrawn', 'found', 'register-corrected', 'referred-again'].includes(trigger.kind))
    return false;
  const asked = unlessSettled ?? (trigger.kind === 'overdue' ? trigger.item : null);
  const state = checklist.find(({ item }) => item.id === asked);
  if (state) return state.state !== 'not-needed' && isSettled(state);
  // What is owed and is no item of the checklist (the rest of the report, the outcome) leaves the list when it is done.
  return trigger.kind === 'overdue' && !obligations.some(({ id }) => id === trigger.item);
}
