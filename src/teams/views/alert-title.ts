import type { CaseView } from '../../casework/casework';
import type { Notice } from '../../notices/outbox';
import { plain } from '../rendering/escape-markdown';
import { alertRule } from '../../casework/rules-then';

/** What a notice is called where it stands in a list. */
export function alertTitle({ kind, obligation }: Pick<Notice, 'kind' | 'obligation'>, view: CaseView | null): string {
  if (kind === 'agenda') return 'The panel’s agenda';
  if (kind === 'summary') return 'What a month came to';
  if (kind === 'digest') return 'What there was while they were away';
  const rule = view && alertRule(obligation, view);
  return rule ? plain(rule.title) : 'An alert';
}
