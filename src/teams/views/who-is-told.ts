import type { CaseView } from '../../casework/casework';
import type { Role } from '../../domain/access/roles';
import type { AlertRule } from '../../domain/policy/pack';
import { policyFor } from '../../domain/policy/policy-for';
import { allOf, roleInWords } from './words';

type Trigger = AlertRule['trigger'];

/** Who hears of it under the rules of this case, as its alerts say: nobody else is promised to anybody. */
export const rolesTold = ({ policy, assessment }: CaseView, is: (trigger: Trigger) => boolean): Role[] => [
  ...new Set(policyFor(policy, assessment.way).alerts.flatMap(({ trigger, to }) => (is(trigger) ? to : []))),
];

/** `the attendance lead and the head teacher`; nothing where nobody is told. */
export const whoIsTold = (view: CaseView, is: (trigger: Trigger) => boolean): string =>
  allOf(rolesTold(view, is).map((role) => `the ${roleInWords(role)}`));

/** `, and the caseworker is told`, to end a sentence with. */
export function andTold(view: CaseView, is: (trigger: Trigger) => boolean): string {
  const who = whoIsTold(view, is);
  return who === '' ? '' : `, and ${who} ${rolesTold(view, is).length === 1 ? 'is' : 'are'} told`;
}
