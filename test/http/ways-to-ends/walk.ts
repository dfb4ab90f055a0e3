import { londonDate } from '../../../src/domain/calendar/london';
import { addDays } from '../../../src/domain/calendar/date';
import { beginsOnRoll, type Way } from '../../../src/domain/case/way';
import type { Client } from '../../support/client';
import { close } from '../case-pages';
import { aMainJobBot, PUPIL, type MainJobBot } from '../main-job-bot';
import { begin, BEGINNINGS } from './begin';

/** One case on its way from how it began to how it ends, with the people around it. */
export interface Walk {
  readonly house: MainJobBot;
  readonly way: Way;
  readonly onRoll: boolean;
  readonly reference: string;
  readonly lead: Client;
  readonly safeguarding: Client;
  readonly head: Client;
  readonly officer: Client;
  readonly caseworker: Client;
  /** The panel's channel, which never shows a child's name. */
  readonly channel: Client;
}

/** What a channel must never show. */
const OF_THE_CHILD = /Rowan|Ashdown|C341999926001|2016-03-09|9 March 2016|Example Row/;
export const CLOSED = { onRoll: 'A case has been closed', offRoll: 'The case of a child on no roll has been closed' };

/** Begins on Monday 27 April 2026. The panel's agenda goes to its channel from then on, and everybody can be written to. */
export async function setOut(way: Way, pages: 'chat' | 'dialog', dateOfBirth = PUPIL.dateOfBirth): Promise<Walk> {
  const house = await aMainJobBot(pages);
  const { people, as } = house;
  const caseworker = as(people.caseworker);
  await caseworker.say('hello');
  const channel = as(people.panel).in({ id: '19:panel@thread.tacv2', conversationType: 'channel' });
  await channel.say('<at>Whereabouts</at> post the agenda here');
  const reference = await begin(house, way, dateOfBirth);
  return {
    ...{ house, way, onRoll: beginsOnRoll(way), reference, caseworker, channel },
    ...{ lead: as(people.lead), safeguarding: as(people.safeguarding), head: as(people.head) },
    officer: as(people.officer),
  };
}

export const seen = ({ house, reference }: Walk) => house.casework.see(house.people.officer, reference);

export const kindsOf = async (walk: Walk): Promise<string[]> => (await seen(walk)).case.facts.map(({ kind }) => kind);

/** Closed by this person for this reason; whoever else works on the case is told, and nobody is written to again. */
export async function ends(walk: Walk, closer: Client, reason: string, recorded: readonly string[]): Promise<void> {
  const { house, reference, way, onRoll, officer, lead, caseworker } = walk;
  const { title } = (await seen(walk)).policy.closing.reasons.find(({ id }) => id === reason)!;
  const { after } = await close(closer, reference, reason);
  expect(after.text).toContain(`Closed: ${title.charAt(0).toLowerCase()}${title.slice(1)}`);
  await house.fallDue();
  const told = [officer, onRoll ? lead : caseworker].filter((client) => client !== closer);
  for (const client of told) expect(hasHeard(client, onRoll ? CLOSED.onRoll : CLOSED.offRoll)).toBe(true);

  const view = await seen(walk);
  expect(view.case.facts.map(({ kind }) => kind)).toEqual([...BEGINNINGS[way].facts, ...recorded, 'closed']);
  expect(view.assessment).toMatchObject({ open: false, obligations: [], next: null });
  await isQuiet(walk);
  await keepsTheName(walk);
}

export const hasHeard = (client: Client, what: string): boolean =>
  client.history().some(({ text }) => text.includes(what));

/** Two weeks on nobody has been reminded of a case that has ended. */
async function isQuiet({ house, lead, safeguarding, head, officer, caseworker }: Walk): Promise<void> {
  const said = () => [lead, safeguarding, head, officer, caseworker].map((client) => client.history().length);
  const before = said();
  await house.at(addDays(londonDate(house.bot.clock.now()), 14), '09:00');
  expect(said()).toEqual(before);
}

/** The channel has had its agendas and whatever was asked in it, and no child was named. */
async function keepsTheName({ house, reference, channel, officer }: Walk): Promise<void> {
  const inChannel = officer.in({ id: channel.conversationId, conversationType: 'channel' });
  await inChannel.say(`<at>Whereabouts</at> case ${reference}`);
  const calls = house.bot.connector.calls.filter(({ conversationId }) => conversationId.startsWith('19:'));
  expect(JSON.stringify(calls)).toContain(reference);
  for (const { activity } of calls) expect(JSON.stringify(activity)).not.toMatch(OF_THE_CHILD);
  // What a telephone shows on its locked screen is read by whoever stands beside it.
  for (const { activity } of house.bot.connector.calls) expect(String(activity['summary'])).not.toMatch(OF_THE_CHILD);
}
