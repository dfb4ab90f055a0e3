import type { CardSpec } from '../turn';
import { does, opens } from './buttons';
import { statementCard } from './statement';

/** The school knows where the child is: nobody has to search, and it is said what happens to the case instead. */
export const attendanceCaseCard = (reference: string): CardSpec =>
  statementCard({
    title: 'Recorded: this is an attendance matter',
    lines: [
      `You know where the child is, so nobody has to search. Case ${reference} stays open, and its days are counted on, until it is closed.`,
      'What follows: take it up under your attendance procedures and ask the Education Welfare Service for support. When somebody has seen the child, record that too. Then close the case and say where the child is.',
      'If you lose touch with the family, go on with the checklist.',
    ],
    small: 'Closing a case removes nobody from roll.',
    buttons: [
      opens('The child was seen', 'seen', { case: reference }),
      opens('Close the case', 'close', { case: reference }),
      does('Checklist', 'show-checklist', { reference }),
    ],
    summary: `Case ${reference}: an attendance matter`,
  });
