import { londonDate } from '../../../src/domain/calendar/london';
import { addDays } from '../../../src/domain/calendar/date';
import { beginsOnRoll, type Way } from '../../../src/domain/case/way';
import { isSchoolRole, type Role } from '../../../src/domain/access/roles';
import type { PolicyPack } from '../../../src/domain/policy/pack';
import type { Client } from '../../support/client';
import { entriesOfFacts } from '../../support/trail';
import { endedAlertOf, reasonOf, type Reason } from '../../builders/ends-of-a-pack';
import { close } from '../case-pages';
import { aMainJobBot, PUPIL, type MainJobBot } from '../main-job-bot';
import { begin, BEGINNINGS } from './begin';

/** One case on its way from how it began to how it ends, with the people around it. */
export interface Walk {
  readonly house: MainJobBot;
  readonly way: Way;
  readonly onRoll: boolean;
  readonly reference: string;
  readonly policy: PolicyPack;
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

/** Begins on Monday 27 April 2026. The panel's agenda goes to its channel from then on, and everybody can be written to. */
export async function setOut(
  pack: string,
  way: Way,
  pages: 'chat' | 'dialog',
  dateOfBirth = PUPIL.dateOfBirth,
): Promise<Walk> {
  const house = await aMainJobBot(pages, pack);
  const { people, as } = house;
  const caseworker = as(people.caseworker);
  await caseworker.say('hello');
  const channel = as(people.panel).in({ id: '19:panel@thread.tacv2', conversationType: 'channel' });
  await channel.say('<at>Whereabouts</at> post the agenda here');
  const reference = await begin(house, way, dateOfBirth);
  return {
    ...{ house, policy: house.policy, way, onRoll: beginsOnRoll(way), reference, caseworker, channel },
    ...{ lead: as(people.lead), safeguarding: as(people.safeguarding), head: as(people.head) },
    officer: as(people.officer),
  };
}

export const seen = ({ house, reference }: Walk) => house.casework.see(house.people.officer, reference);

export const kindsOf = async (walk: Walk): Promise<string[]> => (await seen(walk)).case.facts.map(({ kind }) => kind);

const ROLES: Readonly<Partial<Record<Role, 'lead' | 'safeguarding' | 'head' | 'officer' | 'caseworker'>>> = {
  'attendance-lead': 'lead',
  'safeguarding-lead': 'safeguarding',
  'head-teacher': 'head',
  'tracking-officer': 'officer',
  caseworker: 'caseworker',
};

/** The people of these roles who can be seen here, in the order of the list. */
export const inRoles = (walk: Walk, roles: readonly Role[]): Client[] =>
  roles.flatMap((role) => {
    const who = ROLES[role];
    return who ? [walk[who]] : [];
  });

/** Whoever closes for this reason: the school where there is one that may, else the authority. */
export function closerOf(walk: Walk, reason: Reason): Client {
  const may = inRoles(walk, reasonOf(walk.policy, reason).by);
  const asked = walk.onRoll ? [walk.lead, walk.officer] : [walk.officer, walk.caseworker];
  return asked.find((client) => may.includes(client))!;
}

/** Closed for this reason; whoever else the policy has told of it is told, and nobody is written to again. */
export async function ends(walk: Walk, meant: Reason, recorded: readonly string[]): Promise<void> {
  const { house, reference, way, onRoll, policy } = walk;
  const { id, title } = reasonOf(policy, meant);
  const closer = closerOf(walk, meant);
  const { after } = await close(closer, reference, id);
  expect(after.text).toContain(`Closed: ${title.charAt(0).toLowerCase()}${title.slice(1)}`);
  await house.fallDue();
  const alert = endedAlertOf(policy, way);
  const ofTheCase = onRoll ? alert.to : alert.to.filter((role) => !isSchoolRole(role));
  for (const client of inRoles(walk, ofTheCase).filter((one) => one !== closer))
    expect(hasHeard(client, alert.title)).toBe(true);

  const view = await seen(walk);
  expect(view.case.facts.map(({ kind }) => kind)).toEqual([...BEGINNINGS[way].facts, ...recorded, 'closed']);
  expect(view.assessment).toMatchObject({ open: false, obligations: [], next: null });
  await isQuiet(walk);
  await keepsTheName(walk);
  await isOnTheTrail(walk);
}

/** Each fact came by an entry of whoever recorded it. */
async function isOnTheTrail(walk: Walk): Promise<void> {
  const theCase = (await seen(walk)).case;
  const entries = await entriesOfFacts(walk.house.storage, theCase);
  expect(entries.map((entry) => entry?.person)).toEqual(theCase.facts.map(({ recordedBy }) => recordedBy));
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
