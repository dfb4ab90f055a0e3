import type { CardSpec } from '../turn';
import type { Button } from './buttons';
import type { Notice } from './notice';

interface Statement {
  readonly title: string;
  /** Safe to show. */
  readonly lines: readonly string[];
  readonly notices?: readonly Notice[];
  readonly small?: string;
  readonly buttons?: readonly Button[];
  readonly summary: string;
}

/** A few plain sentences, with buttons where something can be done. */
export const statementCard = ({
  summary,
  notices = [],
  small = '',
  buttons = [],
  ...statement
}: Statement): CardSpec => ({
  template: 'statement',
  summary,
  model: { ...statement, notices, small, buttons },
});
