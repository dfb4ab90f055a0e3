import type { Verb } from '../actions';
import { privately } from '../commands/shown';
import type { PageDeps } from '../pages/deps';
import { shownCase } from '../shown-case';
import type { Reply, Turn } from '../turn';
import { enquiriesCard } from '../views/enquiries';

/** Buttons of the authority's own work. */
export const officerVerbs = (deps: PageDeps): Verb[] => [
  {
    id: 'show-enquiries',
    needs: 'see-case',
    replacesCard: false,
    run: (turn, data) => showEnquiries(turn, data, deps),
  },
  // The same on the card itself, which then shows another part of the list.
  { id: 'enquiries', needs: 'see-case', replacesCard: true, run: (turn, data) => showEnquiries(turn, data, deps) },
  {
    id: 'acknowledge-referral',
    needs: 'record-enquiry',
    replacesCard: true,
    records: true,
    run: async (turn, { reference = '' }) => {
      const view = await deps.casework.enquiries.acknowledge(turn.person, reference);
      return privately(await shownCase(view, turn, deps), `Case ${view.case.reference}`);
    },
  },
];

type Data = Parameters<Verb['run']>[1];

async function showEnquiries(turn: Turn, { reference = '', from }: Data, deps: PageDeps): Promise<Reply> {
  const view = await deps.casework.see(turn.person, reference);
  const start = /^\d{1,3}$/.test(from ?? '') ? Number(from) : 0;
  const { length } = view.assessment.enquiries.list;
  return privately(enquiriesCard(view, turn.person, start < length ? start : 0), 'The authority’s checks');
}
