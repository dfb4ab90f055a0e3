import { isSettled } from '../domain/checklist/item-state';
import type { Assessment } from '../domain/case/assessment';
import { isGoodNews } from '../domain/case/good-news';
import { owedBy } from '../domain/case/panel-decisions';
import { decidedBy, isOfPanel } from '../domain/case/panel-notices';
import type { AlertRule, PolicyPack } from '../domain/policy/pack';
import { isSameAlert, type Notice } from './outbox';

interface Standing {
  readonly policy: PolicyPack;
  readonly assessment: Assessment;
}

/** Whether there is nothing left to ask for. Of a closed case only its end is told. */
export function isOvertaken(alert: Notice, standing: Standing): boolean {
  const rule = standing.policy.alerts.find(({ id }) => id === alert.obligation);
  if (!rule) return false;
  if (!standing.assessment.open) return rule.trigger.kind !== 'closed';
  if (isTakenBack(rule, alert, standing.assessment)) return true;
  const { notices, died } = standing.assessment;
  const due = notices.find((one) => isSameAlert(one, alert));
  if (due && isDueLater(rule, due, alert)) return true;
  const stands = due !== undefined;
  if (died) return !stands;
  return !stands && isDone(rule, alert, standing);
}

/** A step whose day was put back, as by a lesser risk, is not overdue: it is told anew should it come to be so. */
const isDueLater = ({ trigger }: AlertRule, due: Pick<Notice, 'dueAt'>, alert: Pick<Notice, 'dueAt'>): boolean =>
  trigger.kind === 'overdue' && due.dueAt > alert.dueAt;

/** Good news after which somebody has said the opposite: told now, it would be a false all-clear. */
export const isTakenBack = (
  rule: AlertRule,
  { occurrence }: Pick<Notice, 'occurrence'>,
  { takenBack }: Pick<Assessment, 'takenBack'>,
): boolean => isGoodNews(rule) && takenBack.includes(occurrence);

/** News of the child (a risk, a return) is told whatever was done since, unless it is no longer so. */
function isDone(
  { trigger, unlessSettled }: AlertRule,
  { occurrence }: Notice,
  { assessment: { checklist, obligations } }: Standing,
): boolean {
  // A case that was handed on, questions that were answered: only what stands now is told.
  if (trigger.kind === 'assigned' || trigger.kind === 'question-asked') return true;
  // The child is said to be somewhere again, or its name was entered.
  if (trigger.kind === 'nowhere' || trigger.kind === 'death-told' || trigger.kind === 'death-withdrawn') return true;
  // Done or withdrawn, whoever was reminded of it how often.
  if (isOfPanel(trigger)) return !obligations.some(({ id }) => id === owedBy(decidedBy(occurrence)));
  if (['at-risk', 'risk-withdrawn', 'found', 'register-corrected', 'referred-again'].includes(trigger.kind))
    return false;
  const asked = unlessSettled ?? (trigger.kind === 'overdue' ? trigger.item : null);
  const state = checklist.find(({ item }) => item.id === asked);
  if (state) return state.state !== 'not-needed' && isSettled(state);
  // What is owed and is no item of the checklist (the rest of the report, the outcome) leaves the list when it is done.
  return trigger.kind === 'overdue' && !obligations.some(({ id }) => id === trigger.item);
}
