import type { CaseView } from '../../casework/casework';
import { notThere } from '../../casework/told/not-there';
import { restsOnAPlace } from '../../domain/case/nowhere';
import { readFacts } from '../../domain/case/reading';
import type { AlertRule } from '../../domain/policy/pack';
import { locationSection } from './whereabouts';
import { notice, whoToCall, type Notice } from './notice';
import type { Section } from './section';
import { short } from './words';

/** A child on no roll who is not where it was said to be: that, and whom to call. */
export function nowhereNotices(view: CaseView): Notice[] {
  const { case: theCase, authority, policy } = view;
  const { nowhere } = view.assessment;
  if (!nowhere) return [];
  return [
    notice(
      'attention',
      'The child is on no roll, and not where they were said to be.',
      ...notThere(nowhere, theCase.facts, policy).map((line) => short(line, 300)),
      'If nobody has seen the child, call now.',
      ...whoToCall(authority.urgentContacts),
    ),
  ];
}

/** Where the child is said to be, to be read by whoever opens the case of a child on no roll again. */
export function saidToBe({ case: { facts }, policy }: CaseView): Section[] {
  const { located } = readFacts(facts);
  return located && restsOnAPlace(facts)
    ? [locationSection(located.located, policy, 'Where the child was said to be')]
    : [];
}

/** The alert that is set off when the child turns out not to be where it is said to be. */
export const alertOfLeaving =
  ({ case: { facts } }: CaseView) =>
  ({ kind }: AlertRule['trigger']): boolean =>
    kind === (restsOnAPlace(facts) ? 'nowhere' : 'missing-again');
