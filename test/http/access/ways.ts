import type { Action } from '../../../src/domain/access/table';
import type { Person } from '../../../src/people/directory';
import type { AuditEntry } from '../../../src/records/audit/entry';
import { hashOf, newSecret, ticketEnds } from '../../../src/records/tickets';
import type { Client } from '../../support/client';
import { fetchedFrom } from '../handed-out';
import { pressed, said } from './asking';
import type { Ids, WorldOfCases } from './world';

/** One action over HTTP: where it is not about a case, and on a case. What comes back is what the person is told. */
export interface Way {
  readonly atAll?: (client: Client, world: WorldOfCases, person: Person) => Promise<string>;
  /** Further ways to the same that are not about a case, by name. */
  readonly also?: Readonly<Record<string, (client: Client, world: WorldOfCases, person: Person) => Promise<string>>>;
  readonly onCase?: (client: Client, ids: Ids, world: WorldOfCases) => Promise<string>;
  /** It does not take seeing the case: what was sent to somebody may be answered by them. */
  readonly unseen?: true;
  /** How it is told that they were let through; where it is left out, by the trail that refused nobody. */
  readonly through?: (came: Came) => boolean;
}

export interface Came {
  readonly action: Action;
  readonly text: string;
  readonly reference: string;
  readonly entries: readonly AuditEntry[];
}

/** It was refused because of who it is that asks; everything else is a question of how the case stands. */
export const isRefusal = ({ outcome, reason }: AuditEntry): boolean =>
  outcome === 'refused' && (reason === 'not-allowed' || reason === 'no-such-case');

type Typed = Readonly<Record<string, string>>;

const page = (page: string, reference: string, step: string, args: Typed, typed: Typed) => ({
  ...typed,
  ...{ verb: 'page', page, args: { case: reference, ...args }, step },
});

/** Opens a page of a case and goes on with it, with nothing filled in that could be recorded. */
const onPage = (id: string, args: Typed = {}, typed: Typed = {}): Way => ({
  onCase: async (client, { reference }) =>
    [
      await pressed(client, page(id, reference, '', args, {})),
      await pressed(client, page(id, reference, 'next', args, typed)),
    ].join('\n'),
});

/** Saves the draft of a check: whose the check is, nobody else writes on it. */
const onCheck = (item: string): Way => ({
  onCase: (client, { reference }) => pressed(client, page('check', reference, 'save', { item }, {})),
});

/** A list of cases: what may not be seen does not stand in it, and that is no refusal. */
const listing = (text: string): Way => ({
  ...says(text),
  onCase: (client) => said(client, text),
  through: ({ text, reference }) => text.includes(reference),
});

const says = (text: string): Way => ({ atAll: (client) => said(client, text) });

const FETCHED = 'What the link leads to is of this case.';

/** Has a paper made that every case has, and fetches it by its link. */
async function aPaper(client: Client, reference: string, { house }: WorldOfCases): Promise<string> {
  const data = { verb: 'make-paper', reference, kind: 'case-json' };
  const action = { type: 'Action.Execute', data };
  const { shown, messages, line } = await client.invoke('adaptiveCard/action', { action, trigger: 'manual' });
  const answer = shown ?? messages.at(-1);
  if (!answer?.text.includes('The link is yours')) return answer?.text ?? line;
  const { bytes } = await fetchedFrom(house, answer, 'Fetch the paper');
  return Buffer.from(bytes).toString('utf8').includes(reference)
    ? FETCHED
    : 'What the link leads to is of another case.';
}

const inChannel = (text: string): Way => ({
  atAll: (client) => said(client.in({ id: '19:some@thread.tacv2', conversationType: 'channel' }), text),
});

/** Each signs for their own side: whose side it was is told by the trail, which has no entry of the other one. */
const signing = (action: Action): Way => ({
  ...onPage('not-yet', {}, { reason: `Too early to ${action}` }),
  through: ({ entries }) => entries.some((one) => one.action === action && !isRefusal(one)),
});

async function nextUpload({ storage }: WorldOfCases['house']) {
  const [last] = await storage.one.latest('341', 1);
  return { kind: 'one-upload', number: String((last?.number ?? 0) + 1), everything: 'yes' } as const;
}

/** The link was this person's while they had the role. */
async function linkOfBefore(_client: Client, { house }: WorldOfCases, person: Person): Promise<string> {
  const { kind, number } = await nextUpload(house);
  const order = { kind, number: Number(number), everything: true };
  const secret = newSecret();
  const expiresAt = ticketEnds(house.clock.now());
  await house.storage.handouts.issue({ hash: hashOf(secret), personId: person.id, order, expiresAt });
  return (await fetch(`${house.bot.url}/papers/${secret}`, { method: 'POST' })).text();
}

/** An action without a way over HTTP does not compile: what nobody can be seen to be refused is not known to be. */
export const WAYS: Readonly<Record<Action, Way>> = {
  'see-case': { onCase: (client, { reference }) => said(client, `case ${reference}`) },
  search: {
    ...says('find Nobody'),
    onCase: (client, { reference }) => said(client, `find ${reference}`),
    // What may not be seen is not found, and that is no refusal.
    through: ({ text, reference }) => text.includes(reference),
  },
  'link-siblings': onPage('siblings'),
  'link-procedure': onPage('beside'),
  'join-cases': { ...says('duplicates'), ...onPage('join') },
  report: { ...says('report'), ...onPage('correct-pupil') },
  refer: { ...says('refer'), ...onPage('follow-up') },
  triage: onPage('risk'),
  'set-tier': onPage('tier'),
  'record-check': onCheck('S04'),
  'record-ews-check': onCheck('E02'),
  'record-authority-check': onCheck('A01'),
  'mark-attendance': onPage('attendance'),
  'record-sighting': onPage('seen'),
  acknowledge: {
    onCase: (client, { others }) => pressed(client, { verb: 'acknowledge', delivery: others }),
    unseen: true,
  },
  'acknowledge-own': {
    onCase: (client, { own }) => pressed(client, { verb: 'acknowledge', delivery: own }),
    unseen: true,
  },
  snooze: {
    onCase: (client, { own, reference }) => pressed(client, page('snooze', reference, '', { delivery: own }, {})),
  },
  'be-away': says('away'),
  'see-deliveries': {
    ...says('deliveries'),
    onCase: (client, { reference }) => pressed(client, { verb: 'case-deliveries', reference }),
  },
  'record-enquiry': onPage('enquiry-not-needed', { enquiry: 'police' }),
  'see-enquiries': {
    onCase: (client, { reference }) => pressed(client, page('enquiry', reference, '', { enquiry: 'police' }, {})),
  },
  assign: onPage('assign'),
  hold: onPage('hold'),
  'ask-school': onPage('ask-school'),
  'answer-school': onPage('answer-question'),
  close: onPage('close'),
  'make-papers': {
    onCase: async (client, { reference }, world) => {
      const listed = await pressed(client, { verb: 'show-papers', reference });
      return `${listed}\n${await aPaper(client, reference, world)}`;
    },
    through: ({ text }) => text.includes(FETCHED),
  },
  'move-policy': { ...says('rules'), ...onPage('move-policy') },
  'record-location': onPage('found-where', { where: 'in-area' }),
  'tell-death': onPage('death'),
  reopen: onPage('reopen'),
  'sign-for-school': signing('sign-for-school'),
  'sign-for-authority': signing('sign-for-authority'),
  'see-grounds': onPage('removal-ground'),
  'decide-removal': onPage('removal-decide', { ground: 'i' }),
  'record-removal': onPage('delete-name'),
  'record-return': onPage('record-return'),
  'set-dfe-reason': onPage('dfe-reason'),
  'see-agenda': says('agenda'),
  'see-minutes': says('minutes'),
  'see-register': listing('register'),
  'see-census': says('census'),
  'see-census-children': {
    atAll: (client) => pressed(client, { verb: 'census-children', on: '2026-04-27', figure: 'total all', from: '0' }),
  },
  'see-summary': says('summary'),
  'upload-to-one': {
    ...says('one upload'),
    also: {
      'the next file': async (client, { house }) => pressed(client, { verb: 'handout', ...(await nextUpload(house)) }),
      'an earlier file': (client) => said(client, 'one upload 1'),
      'a link of before': linkOfBefore,
    },
  },
  'post-agenda': inChannel('post the agenda here'),
  'change-meeting': {
    atAll: (client) =>
      pressed(client, { verb: 'page', page: 'meeting-cancel', args: { meeting: '2026-05-07' }, step: 'next' }),
  },
  'record-panel-decision': onPage('panel-decision'),
  'do-panel-decision': onPage('panel-decision-done'),
  'post-alerts': inChannel('post alerts here'),
  'move-clock': { atAll: (_client, world, person) => said(world.atTheClock(person), 'clock') },
};
