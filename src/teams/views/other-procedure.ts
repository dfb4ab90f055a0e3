import type { PolicyPack } from '../../domain/policy/pack';
import type { Authority } from '../../people/directory';
import type { CardSpec } from '../turn';
import { does } from './buttons';
import { statementCard } from './statement';
import { notice, whoToCall } from './notice';
import { plain } from '../rendering/escape-markdown';

const WHERE_BOTH_APPLY =
  'Is the child missing from education as well? Then begin here after all: choose how, and say on the case, under “More”, that this procedure runs beside it.';

/** Somebody came with a matter that is handled elsewhere: say kindly where, and whom to call. */
export const otherProcedureCard = (
  procedure: PolicyPack['otherProcedures'][number],
  authority: Authority,
  begins: 'report' | 'refer' = 'report',
): CardSpec =>
  statementCard({
    title: plain(procedure.title),
    lines: [plain(procedure.says), WHERE_BOTH_APPLY],
    notices: [notice('emphasis', 'If the child may be in danger, call now.', ...whoToCall(authority.urgentContacts))],
    small: `Why: ${plain(procedure.citation)}`,
    buttons: [
      begins === 'report'
        ? does('Report a pupil who cannot be found', 'say', { text: 'report' })
        : does('A child on no school’s roll', 'say', { text: 'refer' }),
    ],
    summary: procedure.title,
  });
