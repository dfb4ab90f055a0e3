import { z } from 'zod';
import type { CaseView } from '../../../casework/casework';
import type { Owner } from '../../../casework/panel-work';
import type { LocalDate } from '../../../domain/calendar/date';
import { londonDate } from '../../../domain/calendar/london';
import { notMetYet, usualDay } from '../../../domain/case/decide/panel';
import { ROLES } from '../../../domain/access/roles';
import type { DecisionRule } from '../../../domain/policy/panel-policy';
import { policyPack } from '../../../domain/policy/policies';
import { Refusal } from '../../../errors';
import { capital } from '../../../letters';
import { panelDays } from '../../../panel/panel-days';
import { plain } from '../../rendering/escape-markdown';
import { shownCase } from '../../shown-case';
import type { PageArgs } from '../../turn';
import { notice } from '../../views/notice';
import { roleInWords } from '../../views/words';
import { saying, type PageDeps } from '../deps';
import { choice, date, lines, type Field } from '../fields';
import { formView, submits } from '../form';
import type { Page } from '../page';
import { requiredDate, requiredText, typedText } from '../typed';
import { UNCONFIRMED } from './unconfirmed';

const input = z.object({
  owner: requiredText(120, 'Say who does it.').transform(readOwner),
  due: requiredDate('Give the day by which it is to be done.'),
  reason: requiredText(500, 'Say why the panel decided it. The reason stays on the record.'),
  dissent: typedText(500),
  meeting: requiredDate('Give the day on which the panel met.'),
});
type Input = z.infer<typeof input>;

/** Who does what the panel decided, by when, why, and who saw it otherwise. */
export const panelDecisionDetails = (deps: PageDeps): Page<Input> => ({
  id: 'panel-decision-details',
  needs: 'record-panel-decision',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '', 'record-panel-decision');
    const rule = ruleIn(args, view);
    const opened = londonDate(view.case.openedAt);
    const { met, next } = await daysFor(view, opened, turn.today, deps);
    const { closure } = view.assessment;
    const last = closure ? londonDate(closure.by.recordedAt) : turn.today;
    const owners = await deps.casework.panel.owners(turn.person, view.case.reference, rule.id);
    return formView({
      title: 'The panel’s decision',
      step: view.case.reference,
      heading: plain(rule.title),
      intro: [plain(rule.citation)],
      notices: [
        ...(met.length === 0
          ? [notice('warning', 'There is no meeting to record this of yet.', notMetYet(opened, next))]
          : []),
        ...(rule.verified ? [] : [UNCONFIRMED]),
      ],
      fields: fieldsOf(rule, owners),
      values: shownAgain?.typed ?? {
        due: usualDay(rule, view.policy, view.calendar, turn.today),
        meeting: met.findLast((day) => day <= last) ?? next,
      },
      errors: shownAgain?.errors,
      buttons: [
        submits('Record the decision', 'panel-decision-details', args, 'next', 'positive'),
        submits('Back', 'panel-decision-details', args, 'back'),
      ],
    });
  },

  // Recorded in the meeting, in one go.
  saveDraft: async () => {},

  submit: (turn, args, { owner, ...said }) =>
    saying(async () => {
      const before = await deps.casework.see(turn.person, args.case ?? '', 'record-panel-decision');
      const decided = { decision: ruleIn(args, before).id, ...owner, ...said };
      const view = await deps.casework.panel.decide(turn.person, args.case ?? '', decided);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),

  back: (_turn, args) => ({ page: 'panel-decision', args }),
});

function ruleIn({ decision }: PageArgs, { policy }: CaseView): DecisionRule {
  const rule = policy.panel.decisions.list.find(({ id }) => id === decision);
  if (!rule) throw new Refusal('refused', 'Say first what the panel decided.');
  return rule;
}

const daysFor = (
  { authority }: CaseView,
  opened: LocalDate,
  today: LocalDate,
  { storage, policies = policyPack }: PageDeps,
) => panelDays(authority, opened, today, storage, policies);

const fieldsOf = (rule: DecisionRule, owners: readonly Owner[]): Field[] => [
  choice('owner', 'Who does it', [
    ...rule.owners.map((role) => ({ title: `${capital(roleInWords(role))}, whoever has the role`, value: role })),
    ...owners.map(({ role, person }) => ({
      title: `${person.name} (${roleInWords(role)})`,
      value: `${role} ${person.id}`,
    })),
  ]),
  date('due', 'To be done by'),
  lines('reason', 'Why', { limit: 500, hint: 'The authority’s own people read this, and nobody else.' }),
  lines('dissent', 'Who saw it otherwise, and why', { optional: true, limit: 500 }),
  date('meeting', 'The panel met on'),
];

/** A role, or a role and the person who was named in it. */
function readOwner(typed: string, context: z.RefinementCtx) {
  const [role, person = null] = typed.split(' ');
  const owner = ROLES.find((one) => one === role);
  if (owner) return { owner, person };
  context.addIssue({ code: 'custom', message: 'Choose one of those listed.' });
  return z.NEVER;
}
