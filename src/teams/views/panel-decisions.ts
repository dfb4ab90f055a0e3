import type { CaseView } from '../../casework/casework';
import { may } from '../../domain/access/table';
import { inWords, type LocalDate } from '../../domain/calendar/date';
import type { Role } from '../../domain/access/roles';
import { DUPLICATE } from '../../domain/case/closing';
import { isOurs } from '../../domain/case/dfe';
import { carriedForward } from '../../domain/case/panel-decisions';
import { decidedBy, isOfPanel } from '../../domain/case/panel-notices';
import type { FactOf } from '../../domain/case/reading';
import { firstOccurrence } from '../../domain/case/snooze';
import type { AlertRule } from '../../domain/policy/pack';
import type { Delivery } from '../../notices/outbox';
import type { Person } from '../../people/directory';
import { opens, type Button } from './buttons';
import type { Deed } from './more';
import { notice, type Notice } from './notice';
import { roleInWords, short } from './words';

type Decided = FactOf<'panel-decided'>;

/** In a list: what, whose, and by when. Safe where everybody reads who sees the case: nothing of it was typed. */
export const carriedInWords = ({ title, owner, due }: Pick<Decided, 'title' | 'owner' | 'due'>): string =>
  `${short(title, 100)} · ${roleInWords(owner)} · by ${inWords(due)}`;

/** On the case: what the panel decided and nobody has done yet. */
export function carriedNotices({ assessment: { decisions, open, asOf } }: CaseView): Notice[] {
  const carried = open ? carriedForward(decisions) : [];
  if (carried.length === 0) return [];
  const isLate = carried.some(({ decided }) => decided.due < asOf);
  return [
    notice(
      isLate ? 'warning' : 'accent',
      carried.length === 1 ? 'The panel has decided' : `The panel has decided ${carried.length} things`,
      ...carried.map(({ decided }) => carriedInWords(decided)),
    ),
  ];
}

export const PANEL_DEEDS: readonly Deed[] = [
  {
    group: 'outcome',
    says: ({ assessment: { closure } }) =>
      closure
        ? 'Record that the panel agrees to how the case ended, or what it decided before that.'
        : 'Record what the panel decided: who does it, by when and why. It is carried forward until it is done.',
    button: (view, person) =>
      view.assessment.closure?.by.reason !== DUPLICATE &&
      isOurs(view.assessment.way, view.policy) &&
      may(person, 'record-panel-decision', view.case)
        ? opens('The panel has decided', 'panel-decision', { case: view.case.reference })
        : null,
  },
  {
    group: 'outcome',
    says: 'What the panel decided is done: say what was done, and when.',
    button: (view, person) =>
      hasCarried(view) && may(person, 'do-panel-decision', view.case)
        ? opens('A decision is done', 'panel-decision-done', { case: view.case.reference })
        : null,
  },
  {
    group: 'outcome',
    says: 'The panel has decided otherwise, or a decision was recorded in error: withdraw it.',
    button: (view, person) =>
      hasCarried(view) && may(person, 'record-panel-decision', view.case)
        ? opens('Withdraw a decision', 'panel-decision-withdrawn', { case: view.case.reference })
        : null,
  },
];

const hasCarried = ({ assessment: { open, decisions } }: CaseView): boolean =>
  open && carriedForward(decisions).length > 0;

/** The decision that an alert is about; null where it is about none. */
export function decisionOf(
  rule: AlertRule,
  view: CaseView,
  { occurrence }: Pick<Delivery, 'occurrence'>,
): Decided | null {
  if (!isOfPanel(rule.trigger)) return null;
  const id = decidedBy(firstOccurrence(view.case.facts, occurrence));
  return view.assessment.decisions.find(({ decided }) => decided.id === id)?.decided ?? null;
}

/** The day on which it is due. */
export const decisionDueIn = (rule: AlertRule, view: CaseView, delivery: Delivery): LocalDate | null =>
  decisionOf(rule, view, delivery)?.due ?? null;

/** Whom an alert is for: of a decision whoever owns it, of anything else the roles of the rule. */
export const rolesOf = (rule: AlertRule, view: CaseView, delivery: Delivery): readonly Role[] => {
  const decided = decisionOf(rule, view, delivery);
  return decided ? [decided.owner] : rule.to;
};

/** Says on the alert itself that it is done. */
export function saysDone(
  rule: AlertRule | undefined,
  view: CaseView,
  delivery: Delivery,
  recipient: Person | null,
): Button[] {
  const decided = rule && decisionOf(rule, view, delivery);
  return decided && recipient !== null && may(recipient, 'do-panel-decision', view.case)
    ? [
        opens(
          'It is done',
          'panel-decision-done',
          { case: view.case.reference, delivery: delivery.id, decided: decided.id },
          'positive',
        ),
      ]
    : [];
}
