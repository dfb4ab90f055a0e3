import type { CaseView } from '../../casework/casework';
import { plain } from '../rendering/escape-markdown';
import { notice, type Notice } from './notice';

type Weighed = Pick<CaseView, 'assessment'>;

/** `Risk: Amber`, said in a word so that nobody has to see its colour; '' while nobody has weighed it, and once closed. */
export const tierInWords = ({ assessment: { open, tier } }: Weighed): string =>
  open && tier ? `Risk: ${plain(tier.tier.title)}` : '';

/** For a list: that the child may be at risk, and how great the risk is where it is more than the least. */
export const riskInWords = (view: Weighed): string =>
  [
    view.assessment.inDanger ? 'At risk' : '',
    view.assessment.tier && !view.assessment.tier.bottom ? tierInWords(view) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');

/** What the tier means for the steps, in its own band. What only the safeguarding questions say has a band already. */
export function tierNotice({ assessment: { open, tier } }: Weighed): Notice[] {
  if (!open || !tier?.answer) return [];
  return [notice(tier.tier.style, `Risk: ${plain(tier.tier.title)}`, plain(tier.tier.means))];
}
