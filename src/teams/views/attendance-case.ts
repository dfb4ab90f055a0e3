import type { PolicyPack } from '../../domain/policy/pack';
import { plain } from '../rendering/escape-markdown';
import type { CardSpec } from '../turn';
import { does, opens } from './buttons';
import { statementCard } from './statement';

/** The school knows where the child is: nobody has to search, and it is said what happens to the case instead. */
export const attendanceCaseCard = (reference: string, { attendanceCase }: PolicyPack): CardSpec =>
  statementCard({
    title: 'Recorded: this is an attendance matter',
    lines: [
      `You know where the child is, so nobody has to search. Case ${reference} stays open, and its days are counted on, until it is closed.`,
      plain(attendanceCase.says),
      'If you lose touch with the family, go on with the checklist.',
    ],
    small: `Closing a case removes nobody from roll. Why: ${plain(attendanceCase.citation)}`,
    buttons: [
      opens('Where the child is', 'found', { case: reference, where: 'in-area' }),
      opens('The child was seen', 'seen', { case: reference }),
      opens('Close the case', 'close', { case: reference }),
      does('Checklist', 'show-checklist', { reference }),
    ],
    summary: `Case ${reference}: an attendance matter`,
  });
