import type { CaseView } from '../../src/casework/casework';
import type { AlertRule } from '../../src/domain/policy/pack';
import type { Person } from '../../src/people/directory';
import type { CardSpec } from '../../src/teams/turn';
import { alertView } from '../../src/teams/views/alert';
import { aDelivery } from '../builders/delivery';

/** The last alert of this kind that has fallen due on the case, as its recipient gets it. */
export function anAlert(view: CaseView, recipient: Person, is: (rule: AlertRule) => boolean): CardSpec {
  const notice = view.assessment.notices.findLast(({ rule }) => is(rule));
  if (!notice) throw new Error(`no such alert on ${view.case.reference}`);
  const { rule, occurrence, dueAt } = notice;
  const sent = { obligation: rule.id, occurrence, urgent: rule.urgent, recipient: recipient.id };
  return alertView(view, aDelivery(sent, dueAt), { recipient });
}
