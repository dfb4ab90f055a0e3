import type { Instant } from '../../src/domain/calendar/date';
import { createDeliverer } from '../../src/notices/deliver';
import type { NoticeSender, SendOutcome } from '../../src/notices/notice-sender';
import { NO_QUIET, type Quiet } from '../../src/notices/quiet';
import { NO_REACH, type Installed } from '../../src/notices/reach';
import { createReaching, type Home } from '../../src/notices/reaching';
import { EVERY_TENANT } from '../../src/tenants';
import { atRisk } from '../builders/case';
import { aWorld } from '../casework/world';
import { JumpingClock } from '../support/steady-clock';

const GONE: SendOutcome = {
  ...{ kind: 'unreachable', error: '404 ConversationNotFound', barrier: 'gone' },
  answer: { status: 404, code: 'ConversationNotFound', requestId: null },
};
const SENT: SendOutcome = {
  kind: 'sent',
  receipt: { conversationId: 'chat', serviceUrl: 'http://127.0.0.1', activityId: 'a' },
};

/**
 * One alert to the officer, whose chat answers as told; `edits`: what it answers to edits; `installs`: what Microsoft Graph
 * says; `heldTimes`: how often it is held back for a minute first; `metBot`: the bot whom they have met; `home`: the bot
 * that runs.
 */
async function aTry(
  answers: SendOutcome[],
  {
    met = true,
    edits = [] as SendOutcome[],
    installs = [] as Installed[],
    heldTimes = 0,
    metBot = 'b',
    home = null as Home | null,
  } = {},
) {
  const world = await aWorld();
  const { officer, lead } = world.people;
  const steady = new JumpingClock();
  const taken: { id: string; why: string }[] = [];
  const asked: string[] = [];
  const edited: number[] = [];
  const sender: NoticeSender = {
    ready: async () => null,
    correct: async ({ recipient }) => ({
      kind: 'ready',
      write: async () => {
        if (recipient !== officer.id) return SENT;
        edited.push(steady.now());
        return edits.shift() ?? SENT;
      },
    }),
    prepare: async (_delivery, { conversationId }) => ({
      kind: 'ready',
      write: async () => {
        asked.push(conversationId);
        return answers.shift() ?? SENT;
      },
    }),
  };
  const address = { serviceUrl: 'http://127.0.0.1', botId: metBot, channelId: 'msteams', greeted: true, userId: 'u' };
  const { tenantId } = officer;
  const known = met ? officer : lead;
  await world.storage.references.save({ ...address, tenantId, recipient: known.id, conversationId: 'chat' });
  const reaching = createReaching({
    ...world.deps,
    reach: {
      ...NO_REACH,
      install: async (who) => (who.entraId === officer.entraId && installs.shift()) || NO_REACH.install(who),
    },
    chain: { take: async (id, why) => void taken.push({ id, why }) },
    home,
    serves: EVERY_TENANT,
  });
  let toHold = heldTimes;
  const inAMinute = new Date(Date.parse(world.clock.now()) + 60_000).toISOString() as Instant;
  const holds = (recipient: string) => recipient === officer.id && (toHold -= 1) >= 0;
  const quiet: Quiet = { ...NO_QUIET, until: async ({ recipient }) => (holds(recipient) ? inAMinute : null) };
  const { deliver } = createDeliverer({ ...world.deps, steady, sender, reaching, quiet, random: () => 0.5 });
  const { reference } = (await world.report({ triage: atRisk })).case;
  const caseId = (await world.storage.cases.byReference(officer.authority, reference))!.id;
  await deliver();
  const notice = async () =>
    (await world.storage.outbox.ofCase(caseId)).find(({ recipient }) => recipient === officer.id)!;
  return {
    ...{ asked, edited, notice },
    /** Why others were told of the officer's alert, each time. */
    taken: async () => {
      const { id } = await notice();
      return taken.filter((one) => one.id === id).map(({ why }) => why);
    },
    async blocks() {
      const place = { tenantId, conversationId: 'chat' };
      await world.storage.references.mark(place, { state: 'blocked', why: '403', at: world.clock.now() });
    },
    /** Something is put on record, and the cards that stand are edited. */
    async moves() {
      await world.storage.outbox.caseMoved(caseId, officer.authority, world.clock.now());
      await deliver();
    },
    /** The same, with the clock that people read. */
    async passes(minutes: number) {
      world.clock.moveTo(new Date(Date.parse(world.clock.now()) + minutes * 60_000).toISOString() as Instant);
      await this.later(minutes);
    },
    reference: async () => world.storage.references.of(officer.id),
    async later(minutes: number) {
      const now = new Date(steady.now() + minutes * 60_000).toISOString();
      steady.moveTo(now);
      await deliver();
    },
  };
}

test('a conversation that is not found is only marked at first, then others are told, and it is tried ever more seldom', async () => {
  const tried = await aTry([GONE, GONE, GONE]);
  expect([tried.asked.length, await tried.taken()]).toEqual([1, []]);
  expect(await tried.reference()).toMatchObject({ state: 'gone', why: '404 ConversationNotFound' });
  await tried.later(2);
  expect([tried.asked.length, await tried.taken()]).toEqual([2, ['404 ConversationNotFound']]);
  await tried.later(14);
  expect(tried.asked).toHaveLength(2);
  await tried.later(46);
  expect(tried.asked).toHaveLength(3);
  await tried.later(59);
  expect(tried.asked).toHaveLength(3);
  await tried.later(2);
  expect(await tried.notice()).toMatchObject({ state: 'sent' });
  expect(await tried.reference()).toMatchObject({ state: 'reachable', why: null });
});

test('who was never met is found through the neighbour’s service address, once Microsoft Graph helps', async () => {
  const busy: Installed = { kind: 'later', afterSeconds: 30, error: '429' };
  const tried = await aTry([], { met: false, installs: [busy, { kind: 'installed', conversationId: 'new-chat' }] });
  expect(tried.asked).toEqual([]);
  expect(await tried.notice()).toMatchObject({ state: 'retry', lastError: 'graph 429' });
  await tried.later(1);
  expect(tried.asked).toEqual(['new-chat']);
  expect(await tried.reference()).toMatchObject({
    conversationId: 'new-chat',
    serviceUrl: 'http://127.0.0.1',
    botId: 'b',
  });
  expect(await tried.taken()).toEqual([]);
});

describe('since another bot was registered', () => {
  const [BEFORE, NOW] = ['a', 'b'].map((digit) => `28:${digit.repeat(8)}-1111-4111-8111-${digit.repeat(12)}`);
  const home = { serviceUrl: 'http://127.0.0.1/global', botId: NOW!, channelId: 'msteams' };
  const installed = (): Installed => ({ kind: 'installed', conversationId: 'new-chat' });

  test('nothing is written where the one before could be, and whoever met that is told of as never met', async () => {
    const tried = await aTry([], { metBot: BEFORE!, home });
    expect(tried.asked).toEqual([]);
    expect(await tried.notice()).toMatchObject({ state: 'unreachable', lastError: 'never-seen' });
    expect(await tried.taken()).toEqual(['never-seen']);
  });

  test.each([true, false])(
    'the chat that Microsoft Graph makes is kept as of the new one, met before: %s',
    async (met) => {
      const tried = await aTry([], { met, metBot: BEFORE!, home, installs: [installed()] });
      expect(tried.asked).toEqual(['new-chat']);
      expect(await tried.reference()).toMatchObject({ botId: NOW, serviceUrl: home.serviceUrl });
    },
  );

  test('the one that runs is known however its id is written', async () => {
    const tried = await aTry([], { metBot: NOW!, home: { ...home, botId: NOW!.toUpperCase() } });
    expect(tried.asked).toEqual(['chat']);
  });
});

test('others are told while a service does not help for long', async () => {
  const busy = Array.from({ length: 9 }, (): Installed => ({ kind: 'later', afterSeconds: 30, error: '503' }));
  const tried = await aTry([], { met: false, installs: busy });
  for (let minutes = 0; minutes < 3; minutes += 1) await tried.later(1);
  expect(await tried.taken()).toEqual(['graph 503']);
});

test('an alert that was held back for long has asked no service yet, and nobody else is told too soon', async () => {
  const busy = Array.from({ length: 9 }, (): Installed => ({ kind: 'later', afterSeconds: 30, error: '503' }));
  const tried = await aTry([], { met: false, installs: busy, heldTimes: 7 });
  for (let minutes = 0; minutes < 7; minutes += 1) await tried.later(1);
  const told = [await tried.taken()];
  for (let more = 0; more < 3; more += 1) {
    await tried.later(1);
    told.push(await tried.taken());
  }
  expect(told).toEqual([[], [], [], ['graph 503']]);
  expect(await tried.notice()).toMatchObject({ asked: 4 });
});

test('an urgent alert asks a service that does not help once a minute, for as long as it takes', async () => {
  const busy = Array.from({ length: 20 }, (): Installed => ({ kind: 'later', afterSeconds: null, error: '503' }));
  const tried = await aTry([], { met: false, installs: busy });
  for (let minutes = 0; minutes < 12; minutes += 1) await tried.later(1);
  const { notBefore, lastError } = await tried.notice();
  await tried.later(1);
  const next = await tried.notice();
  expect([lastError, next.lastError]).toEqual(['graph 503', 'graph 503']);
  expect(Date.parse(next.notBefore) - Date.parse(notBefore)).toBe(60_000);
});

test('without any way to a person nothing is written, and others are told at once', async () => {
  const tried = await aTry([], { met: false });
  expect([tried.asked, await tried.taken()]).toEqual([[], ['never-seen']]);
  expect(await tried.notice()).toMatchObject({ state: 'unreachable' });
});

test('who has blocked the bot is not taken to be reached because Teams takes the edit of an older card', async () => {
  const tried = await aTry([SENT]);
  expect(await tried.notice()).toMatchObject({ state: 'sent' });
  await tried.blocks();
  await tried.moves();
  expect(await tried.reference()).toMatchObject({ state: 'blocked', why: '403' });
});

test('an edit whose conversation is not found is tried again, ever more seldom, until the card says what is so', async () => {
  const tried = await aTry([SENT], { edits: [GONE, GONE, GONE, GONE, GONE] });
  await tried.moves();
  for (let minutes = 0; minutes < 40; minutes += 1) await tried.passes(1);
  const waits = tried.edited.slice(1).map((at, before) => (at - tried.edited[before]!) / 60_000);
  expect(waits).toHaveLength(5);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect([waits[0], waits.at(-1)! >= 8]).toEqual([1, true]);
  expect(await tried.taken()).toEqual([]);
});

test('an edit that was refused for days is tried at once when the case moves again, and soon after that', async () => {
  const tried = await aTry([SENT], { edits: Array.from({ length: 9 }, () => GONE) });
  await tried.moves();
  for (let day = 0; day < 4; day += 1) await tried.passes(24 * 60);
  const before = tried.edited.length;
  await tried.moves();
  expect(tried.edited).toHaveLength(before + 1);
  await tried.passes(2);
  expect(tried.edited).toHaveLength(before + 2);
});

test('an edit of a card that stands nowhere any more is not tried for ever, but again when the case moves', async () => {
  const tried = await aTry([SENT], { edits: Array.from({ length: 99 }, () => GONE) });
  await tried.moves();
  for (let day = 0; day < 20; day += 1) await tried.passes(24 * 60);
  const before = tried.edited.length;
  expect(before).toBeGreaterThan(7);
  for (let day = 0; day < 9; day += 1) await tried.passes(24 * 60);
  expect(tried.edited).toHaveLength(before);
  await tried.moves();
  expect(tried.edited).toHaveLength(before + 1);
});
