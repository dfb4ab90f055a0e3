import { createAlarmCalls } from './alarm-call';
import { createCasework } from './casework/create-casework';
import type { Clock } from './clock';
import type { Config } from './config';
import type { Policies } from './domain/policy/policies';
import type { Log } from './log';
import { countedSender } from './metrics/counted-sender';
import { createMetrics, type Metrics } from './metrics/metrics';
import type { FiguresNow } from './metrics/queue';
import { createCalendars } from './graph/create-calendars';
import { createGroupReader } from './graph/create-groups';
import { createReach } from './graph/create-reach';
import { MovingClock, rememberClock } from './moving-clock';
import { askEachMorning } from './notices/asking-again';
import { newsEverywhere } from './notices/delivery-record';
import { createDeliverer, type Deliverer } from './notices/deliver';
import { believed, createClockWatch, MOVED_ON_PURPOSE } from './notices/clock-watch';
import { CALLS_KEPT_MS } from './notices/pace/rule';
import { instantOf, type SteadyClock } from './notices/steady-clock';
import { createChain } from './notices/chain/create-chain';
import { createQuiet } from './notices/quiet';
import { createReaching } from './notices/reaching';
import { createSweeper } from './notices/sweep';
import { createRolesFromGroups, withoutGroups } from './people/groups/reading';
import { createPanelCalendars, NO_CALENDARS } from './panel/calendar/create-panel-calendars';
import { createMinutes } from './panel/create-minutes';
import { createPanel } from './panel/create-panel';
import { createRegister } from './panel/create-register';
import { createSummaries } from './panel/create-summary';
import { tellSummaries } from './panel/tell-summary';
import { anchorTrails } from './records/audit/anchoring';
import { eitherOf } from './paper-counter';
import { createPapers } from './records/create-papers';
import { createOneUploads } from './records/one/create-one-uploads';
import { createHandouts } from './records/handouts/create-handouts';
import { createCensus } from './panel/create-census';
import type { Endpoints } from './server';
import type { Storage } from './stores';
import { agendaCard } from './teams/agenda-card';
import { alertCard, readingTogether } from './teams/alert-card';
import { digestCard } from './teams/digest-card';
import { summaryNotice } from './teams/summary-notice';
import { createBot, type BotDeps } from './teams/bot';
import { clockCommand } from './teams/commands/clock';
import { createNoticeSender } from './teams/notice-sender';
import { createRepertoire } from './teams/repertoire';
import { botIdOf, teamsHome } from './teams/home';
import { shortAlertCard } from './teams/short-card';
import { unreachedCard } from './teams/unreached-card';
import { servedBy } from './tenants';

export type Beside = Pick<BotDeps, 'identityProvider' | 'invokeLimitMs'>;

export interface Given {
  readonly config: Config;
  readonly log: Log;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly steady: SteadyClock;
  /** Where browsers reach the bot, known once it listens. */
  readonly address: () => string;
  readonly policies: Policies;
  /** Other than in production: for benches and tests. */
  readonly beside?: Beside;
}

/** What the server and the jobs call. */
export interface Whereabouts {
  readonly receive: Endpoints['receive'];
  readonly isOfTeams: Endpoints['isOfTeams'];
  readonly papers: Endpoints['papers'];
  /** Turns what has fallen due into notices: on the cases, and for the panel. */
  sweep(): Promise<void>;
  /** Sends what waits in the outbox. */
  readonly deliverer: Deliverer;
  /** Waits for what people asked for and is still being worked out, and for alarms. */
  idle(): Promise<void>;
  /** False: nothing is told by itself, since it would be told by a wrong clock. */
  clockIsRight(): boolean;
  readonly metrics: Metrics;
  /** How much waits in the outbox, and for how many answers. */
  readonly figuresNow: FiguresNow;
}

/** Services and bot above the stores: everything but the database, the server and the jobs. */
export function assemble(given: Given): Whereabouts {
  const { config, log, storage, clock, steady, policies, address } = given;
  const services = { storage, policies, clock, log };
  const casework = createCasework(services);
  const panel = createPanel(services);
  const register = createRegister(services);
  const alarms = createAlarmCalls(config.alarmUrl, log);
  const alarm = alarms.call;
  const serves = servedBy(config);
  const papers = createPapers({ ...services, serves });
  const census = createCensus(services);
  const minutes = createMinutes(services);
  const summaries = createSummaries(services);
  const oneUploads = createOneUploads(services);
  const files = { register, census, minutes, summaries, oneUploads };
  const handouts = createHandouts({ ...services, ...files, serves });
  const forPages = { casework, storage, clock, policies };

  const repertoire = createRepertoire({
    ...{ ...forPages, ...files, panel },
    ...{ papers, handouts, address },
  });
  const forDemo = clock instanceof MovingClock ? [clockCommand({ storage, clock, catchUp })] : [];
  const commands = [...repertoire.commands, ...forDemo];
  const isMovable = config.anonymous || clock instanceof MovingClock;
  const clockWatch = isMovable ? MOVED_ON_PURPOSE : createClockWatch({ storage, clock, steady, alarm, log });
  const figuresNow = async () => storage.outbox.figures(await newsEverywhere(storage.directory, policies));
  const metrics = createMetrics({ figuresNow, clock, clockWatch });
  // People who write by a wrong clock see at once what it says; what goes out by itself, and wakes them, must not go by
  // it, also where the clock is set wrong in the middle of a sweep.
  const byItself = { ...services, clock: believed(clockWatch, clock, steady) };
  const sweeper = createSweeper({ ...byItself, alarm, escalations: metrics });
  const bot = createBot({
    ...{ ...repertoire, ...given.beside, commands, timed: metrics.answered },
    ...{ config, storage, clock, steady, log },
  });

  const botId = botIdOf(config);
  const alert = alertCard(readingTogether(forPages), forPages);
  const cardOf = {
    ...{ alert, agenda: agendaCard({ panel, storage, bot: botId }), unreached: unreachedCard(forPages) },
    digest: digestCard(forPages),
    summary: summaryNotice({ summaries, storage }),
  };
  const shortAlert = shortAlertCard(forPages);
  const messages = createNoticeSender({
    ...{ connector: bot.paced, render: bot.render, cardOf, shortAlert },
    ...{ outbox: storage.outbox, log },
  });
  const sender = countedSender(messages, metrics);
  const reach = createReach(config, log);
  const installs = config.graph !== null;
  const quiet = createQuiet(byItself);
  const toPeople = { ...byItself, reach, alarm, serves };
  const chain = createChain({ ...toPeople, steady, bot: botId, installs, quiet, escalations: metrics });
  const reaching = createReaching({ ...toPeople, chain, home: teamsHome(config) });
  const deliverer = createDeliverer({ ...byItself, sender, reaching, quiet, steady });
  const reader = createGroupReader(config);
  const { groups = [] } = config.entraGroups ?? {};
  const roles = reader
    ? createRolesFromGroups({ storage, groups, reader, clock, alarm, log })
    : withoutGroups({ storage, clock, alarm, log });

  const calendars = createCalendars(config);
  const panelCalendars = calendars ? createPanelCalendars({ ...byItself, calendars }) : NO_CALENDARS;

  async function sweep(): Promise<void> {
    await storage.outbox.forgetCalls(instantOf(steady.now() - CALLS_KEPT_MS));
    // An answer may hold a child's data, and is kept by the database's own clock.
    await storage.answers.forgetOld();
    // Beside it, since no alert waits for Microsoft Graph, nor for an index.
    void roles.readWhenDue();
    void register.reckon().catch((err: unknown) => log.error({ err }, 'the register could not be reckoned'));
    if (!(await clockWatch.isRight())) return;
    void panelCalendars.lookWhenDue();
    await sweeper.sweep();
    await panel.postDue(byItself.clock.now());
    await tellSummaries(byItself.clock.now(), byItself);
    await askEachMorning({ ...byItself, bot: botId, quiet, installs });
    await chain.catchUp();
    await anchorTrails(storage, byItself.clock, log);
    // A clock that started again further back would have what was recorded lie in the future.
    if (clock instanceof MovingClock) await rememberClock(clock, storage.settings);
  }
  async function idle(): Promise<void> {
    await Promise.all([bot.idle(), roles.idle(), panelCalendars.idle(), register.idle()]);
    await alarms.idle();
  }
  async function catchUp(): Promise<void> {
    await sweep();
    await deliverer.deliver();
  }
  const clockIsRight = () => clockWatch.looksRight();
  const { receive, isOfTeams } = bot;
  const counter = eitherOf(papers, handouts);
  return { receive, isOfTeams, papers: counter, sweep, deliverer, idle, clockIsRight, metrics, figuresNow };
}
