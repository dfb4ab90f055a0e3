import { createAlarmCalls } from '../../src/alarm-call';
import { createCasework } from '../../src/casework/create-casework';
import type { LocalDate } from '../../src/domain/calendar/date';
import { londonInstant, type LocalTime } from '../../src/domain/calendar/london';
import { policyPack, type Policies } from '../../src/domain/policy/policies';
import { createReach } from '../../src/graph/create-reach';
import { createLog } from '../../src/log';
import { memoryStorage } from '../../src/memory-storage';
import { MovingClock } from '../../src/moving-clock';
import { askEachMorning } from '../../src/notices/asking-again';
import { createChain } from '../../src/notices/chain/create-chain';
import { createDeliverer } from '../../src/notices/deliver';
import { createQuiet } from '../../src/notices/quiet';
import { createReaching } from '../../src/notices/reaching';
import { createSweeper } from '../../src/notices/sweep';
import { createPanel } from '../../src/panel/create-panel';
import { createRegister } from '../../src/panel/create-register';
import { createSummaries } from '../../src/panel/create-summary';
import { createCensus } from '../../src/panel/create-census';
import { createMinutes } from '../../src/panel/create-minutes';
import { eitherOf } from '../../src/paper-counter';
import { createPapers } from '../../src/records/create-papers';
import { createOneUploads } from '../../src/records/one/create-one-uploads';
import { createHandouts } from '../../src/records/handouts/create-handouts';
import { agendaCard } from '../../src/teams/agenda-card';
import { alertCard } from '../../src/teams/alert-card';
import { digestCard } from '../../src/teams/digest-card';
import { tellSummaries } from '../../src/panel/tell-summary';
import { summaryNotice } from '../../src/teams/summary-notice';
import { createNoticeSender } from '../../src/teams/notice-sender';
import { createRepertoire } from '../../src/teams/repertoire';
import { shortAlertCard } from '../../src/teams/short-card';
import { unreachedCard } from '../../src/teams/unreached-card';
import { servedBy, type Serves } from '../../src/tenants';
import type { Person } from '../../src/people/directory';
import { MONDAY, startTestBot } from '../support/bot';
import { buttonOn, buttonsOn } from '../support/cards';
import type { Client, Clicked, Shown } from '../support/client';

export type Typed = Readonly<Record<string, string>>;

/**
 * The bot with everything of the main job. Nothing falls due by itself: `at` moves the clock and sends what is due.
 * @param called what Teams calls this bot; null where it has no name of its own.
 */
export async function aMainJobBot(
  pages: 'dialog' | 'chat',
  policy = 'liverpool',
  policies: Policies = policyPack,
  env: Readonly<Record<string, string>> = {},
  called: string | null = null,
) {
  const storage = memoryStorage();
  const clock = new MovingClock(MONDAY);
  const lines: string[] = [];
  const log = createLog('info', { write: (line: string) => void lines.push(line) });
  const deps = { storage, policies, clock, log };
  const casework = createCasework(deps);
  const forPages = { casework, storage, clock, policies };
  const panel = createPanel(deps);
  const register = createRegister(deps);
  const serves: Serves = (tenant) => servedBy(bot.config)(tenant);
  const papers = createPapers({ ...deps, serves });
  const census = createCensus(deps);
  const minutes = createMinutes(deps);
  const summaries = createSummaries(deps);
  const oneUploads = createOneUploads(deps);
  const handouts = createHandouts({ ...deps, register, census, minutes, summaries, oneUploads, serves });
  const address = () => 'https://papers.example';
  const repertoire = createRepertoire({
    ...{ ...forPages, panel, register, census, minutes, summaries, oneUploads },
    ...{ papers, handouts, address },
  });
  const bot = await startTestBot({
    ...repertoire,
    ...{ storage, clock, env: { PAGES: pages, ...env }, policy, counter: eitherOf(papers, handouts) },
  });
  const sender = createNoticeSender({
    connector: bot.bot.paced,
    render: bot.bot.render,
    cardOf: {
      ...{
        alert: alertCard(forPages),
        agenda: agendaCard({ panel, storage, bot: called }),
        unreached: unreachedCard(forPages),
      },
      digest: digestCard(forPages),
      summary: summaryNotice({ summaries, storage }),
    },
    shortAlert: shortAlertCard(forPages),
    outbox: storage.outbox,
    log,
  });
  const reach = createReach(bot.config, log);
  const alarms = createAlarmCalls(bot.config.alarmUrl, log);
  const alarm = alarms.call;
  const installs = bot.config.graph !== null;
  const quiet = createQuiet(deps);
  const chain = createChain({ ...deps, steady: bot.steady, bot: called, reach, installs, alarm, quiet, serves });
  const reaching = createReaching({ ...deps, reach, chain, alarm, home: null, serves });
  const { deliver } = createDeliverer({
    ...{ storage, sender, reaching, clock, log },
    ...{ quiet, steady: bot.steady },
  });
  const { sweep } = createSweeper({ ...deps, alarm });
  const fallDue = async () => {
    await sweep();
    await panel.postDue();
    await register.reckon();
    await askEachMorning({ storage, quiet, clock, bot: called, installs });
    // As the running bot does it: what sends is awake by itself, and who is told instead is looked for again.
    for (let times = 0; times < 2; times += 1) {
      await chain.catchUp();
      await deliver();
    }
    await alarms.idle();
  };
  const people = bot.people;
  const as = (person: Person): Client => bot.as(person);
  // Whoever has never written to the bot cannot be written to.
  for (const person of [people.lead, people.safeguarding, people.head, people.officer]) await as(person).say('hello');
  return {
    ...{ bot, casework, panel, storage, people, as, fallDue, sweep, clock, lines, policy: policies(policy) },
    ...repertoire,
    tellMonth: () => tellSummaries(clock.now(), deps),
    async at(date: LocalDate, time: LocalTime) {
      clock.moveTo(londonInstant(date, time));
      await fallDue();
    },
  };
}
export type MainJobBot = Awaited<ReturnType<typeof aMainJobBot>>;

/** Presses a button as the client would: in a dialog, in one that it opens, or on a card in the chat. */
export async function press(client: Client, on: Shown, title: string, typed: Typed = {}): Promise<Shown> {
  const clicked = await pressed(client, on, title, typed);
  const shown = clicked.shown ?? clicked.messages.at(-1);
  if (!shown) throw new Error(`'${title}' showed nothing but: ${clicked.line}`);
  return shown;
}

function pressed(client: Client, on: Shown, title: string, typed: Typed): Promise<Clicked> {
  if (buttonOn(on.card, title)['type'] === 'Action.Execute') return client.click(on, title, typed);
  return on.id === null ? client.submitDialog(on, title, typed) : client.openDialog(on, title);
}

/** The last thing that the bot said. */
export async function say(client: Client, text: string): Promise<Shown> {
  const shown = (await client.say(text)).at(-1);
  if (!shown) throw new Error(`'${text}' was not answered`);
  return shown;
}

/** Every check has a button of its own; they are told apart by the item that they open. */
export async function openItem(client: Client, reference: string, item: string, stage?: string): Promise<Shown> {
  const now = await say(client, `checklist ${reference}`);
  const list = stage ? await press(client, now, stage) : now;
  const button = buttonsOn(list.card).find(({ data }) => data.args?.item === item)!;
  return press(client, { ...list, card: button }, button['title'] as string);
}

export const TRIAGE = { forename: 'Rowan', surname: 'Ashdown', situation: 'missing', risks: 'none' };

export const PUPIL = {
  ...{ dateOfBirth: '2016-03-09', sex: 'female', yearGroup: '5', upn: 'C341999926001' },
  ...{ lastKnownAddress: '9 Example Row, Liverpool L99 9ZZ', parents: 'Jo Ashdown, 0151 496 0101' },
  emergencyContacts: 'Kit Ashdown, 0151 496 0102',
};

export const ABSENCE = { lastAttended: '2026-04-24', firstDayMissed: '2026-04-27', code: 'N' };

/** From the word `report` to the case, without a mistake. */
export async function reportPupil(client: Client, triage: Typed = TRIAGE): Promise<{ card: Shown; reference: string }> {
  const first = await say(client, 'report');
  const pupil = await press(client, first, 'Continue', triage);
  const absence = await press(client, pupil, 'Continue', PUPIL);
  const check = await press(client, absence, 'Continue', ABSENCE);
  const card = await press(client, check, 'Report the pupil');
  return { card, reference: referenceOn(card) };
}

export function referenceOn({ text }: Shown): string {
  const found = /WB-[0-9A-Z]{4}-[0-9A-Z]{2}/.exec(text);
  if (!found) throw new Error(`no reference on: ${text}`);
  return found[0];
}
