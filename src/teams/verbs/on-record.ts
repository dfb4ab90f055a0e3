import type { Verb } from '../actions';
import { myCases, privately } from '../commands/shown';
import type { PageDeps } from '../pages/deps';
import { historyFor, namesOn } from '../shown-case';
import type { Reply, Turn } from '../turn';
import { detailsCard } from '../views/details';
import { timelineCard } from '../views/earlier';
import { wishOf } from '../views/list-choices';

type Data = Parameters<Verb['run']>[1];

/** Buttons that show what is on record, a page at a time where there is much of it. */
export const onRecord = (deps: PageDeps): Verb[] => [
  {
    id: 'show-details',
    needs: 'see-case',
    replacesCard: false,
    run: async (turn, { reference = '' }) => {
      const view = await deps.casework.see(turn.person, reference);
      return privately(detailsCard(view, turn.person, await namesOn(view, deps)), 'The details');
    },
  },
  { id: 'show-timeline', needs: 'see-case', replacesCard: false, run: (turn, data) => showTimeline(turn, data, deps) },
  // The same on the card itself, which then shows another page.
  { id: 'timeline', needs: 'see-case', replacesCard: true, run: (turn, data) => showTimeline(turn, data, deps) },
  {
    id: 'my-cases',
    needs: 'see-case',
    replacesCard: true,
    run: async (turn, data) => {
      const cases = await deps.casework.mine(turn.person);
      return privately(myCases(cases, turn, deps, wishOf(data), numberOf(data.from)), 'Your open cases');
    },
  },
];

async function showTimeline(turn: Turn, { reference = '', from }: Data, deps: PageDeps): Promise<Reply> {
  const view = await deps.casework.see(turn.person, reference);
  const history = await historyFor(view, turn, deps);
  const names = await namesOn(view, deps, history.facts);
  const card = timelineCard(view, names, startOf(from, history.facts.length), history);
  return privately(card, 'What has been recorded');
}

/** Where a page begins; the first one for anything that is no place in the list, which may have grown shorter. */
function startOf(from: string | undefined, length: number): number {
  const start = numberOf(from);
  return start < length ? start : 0;
}

const numberOf = (text: string | undefined): number => (/^\d{1,6}$/.test(text ?? '') ? Number(text) : 0);
