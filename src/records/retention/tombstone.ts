import type { Instant } from '../../domain/calendar/date';
import type { Case } from '../../domain/case/case';
import type { KeptBy } from '../../domain/retention/fate';
import type { AuditEntry, AuditNote } from '../audit/entry';
import { operatorNote } from '../audit/operator-note';
import type { KeptElsewhere } from './kept-elsewhere';
import type { Belongings } from './retention-store';

export const TOMBSTONE = 'retention-delete';

/**
 * What stays of a case that was deleted: its id and reference, which say nothing of the child, when, under which rule, how
 * much there was, on which other case how much of it stays, and, as the trail works it out, the digest of the facts as they
 * were.
 */
export const tombstoneOf = (
  theCase: Case,
  by: KeptBy,
  had: Belongings,
  at: Instant,
  keptIn: readonly KeptElsewhere[] = [],
): AuditNote => ({
  ...operatorNote(TOMBSTONE, theCase.authority, at),
  cases: [theCase.id],
  fields: [
    theCase.reference,
    ...KINDS.map((kind) => `${kind}.${had[kind]}`),
    ...keptIn.map(({ reference, facts }) => `${KEPT}.${facts}.${reference}`),
  ],
  reason: by,
  from: theCase.version,
  to: 0,
});

const KEPT = 'kept';
const KINDS = ['facts', 'drafts', 'papers', 'notices'] as const satisfies readonly (keyof Belongings)[];

const RULES: Readonly<Record<KeptBy, string>> = {
  'years-from-closing': 'the years since its closing were over',
  birthday: 'it had named a risk, and the birthday up to which it is kept was over',
};

/** `case WB-7K3M-2Q for good, since …: 12 facts, 0 drafts, 2 papers, 5 notices`. */
export function tombstoneInWords({ fields: [reference = '', ...had], reason, before }: AuditEntry): string {
  const parts = had.map((one) => one.split('.'));
  const much = parts.flatMap(([kind, count]) => (kind === KEPT ? [] : `${count} ${kind}`)).join(', ');
  const kept = parts.flatMap(([kind, count, where]) =>
    kind === KEPT ? `; ${count} facts of it stay on ${where}` : [],
  );
  const why = RULES[reason as KeptBy] ?? reason;
  return `case ${reference} for good, since ${why}: ${much}${kept.join('')}; digest of its facts ${before}`;
}
