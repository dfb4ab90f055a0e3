import type { Command, Verb } from '../actions';
import type { PageDeps } from '../pages/deps';
import type { Reply, Turn } from '../turn';
import { awaitedCard, onPage } from '../views/awaited';
import { privately } from './shown';

/** What agencies were asked, School to School and the Lost Pupil Database among them, and have not answered. */
export const awaitedCommand = (deps: PageDeps): Command => ({
  id: 'awaited',
  usage: 'answers awaited',
  helps: 'See which agencies have been asked on any open case and have not answered, and since when.',
  pattern: /^(?:answers? )?awaited(?: answers?)?$/i,
  needs: 'see-enquiries',
  run: (turn) => awaited(turn, 0, deps),
});

/** The same on the card itself, which then shows another page. */
export const awaitedVerb = (deps: PageDeps): Verb => ({
  id: 'awaited',
  needs: 'see-enquiries',
  replacesCard: true,
  run: (turn, { from = '' }) => awaited(turn, /^\d{1,6}$/.test(from) ? Number(from) : 0, deps),
});

async function awaited({ person }: Turn, wanted: number, { casework: { enquiries } }: PageDeps): Promise<Reply> {
  const list = await enquiries.awaited(person);
  const from = wanted < list.length ? wanted : 0; // it may have grown shorter since its page was turned
  enquiries.shown(person, onPage(list, from));
  return privately(awaitedCard(list, from), 'The answers awaited');
}
