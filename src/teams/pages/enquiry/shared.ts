import type { Action } from '../../../domain/access/table';
import { Refusal } from '../../../errors';
import type { CaseView } from '../../../casework/casework';
import type { EnquiryState } from '../../../domain/case/enquiries';
import type { PageArgs, Turn } from '../../turn';
import { enquiriesCard } from '../../views/enquiries';
import { short } from '../../views/words';
import type { PageDeps } from '../deps';
import type { PageResult } from '../page';

/** The check that the page is about. What was disclosed is for those alone who may see it. */
export async function enquiryOf(
  turn: Turn,
  args: PageArgs,
  deps: PageDeps,
  action: Action = 'see-enquiries',
): Promise<{ view: CaseView; state: EnquiryState; here: PageArgs }> {
  const view = await deps.casework.see(turn.person, args.case ?? '', action);
  const state = view.assessment.enquiries.list.find(({ enquiry }) => enquiry.id === args.enquiry);
  if (!state) throw new Refusal('no-such-item', 'That check is not among the authority’s checks.');
  return { view, state, here: { case: view.case.reference, enquiry: state.enquiry.id } };
}

export const stepOf = ({ case: { reference } }: CaseView, { enquiry }: EnquiryState): string =>
  `${reference} · ${short(enquiry.title, 60)}`;

export const backToList = (view: CaseView, turn: Turn): PageResult => ({
  kind: 'done',
  card: enquiriesCard(view, turn.person),
});
