import { assemble, type Whereabouts } from '../../src/assemble';
import { readConfig } from '../../src/config';
import { londonInstant, type LocalTime } from '../../src/domain/calendar/london';
import type { Instant, LocalDate } from '../../src/domain/calendar/date';
import { policyPack } from '../../src/domain/policy/policies';
import { createLog } from '../../src/log';
import { memoryStorage } from '../../src/memory-storage';
import { MovingClock } from '../../src/moving-clock';
import { startServer, type Server } from '../../src/server';
import type { Person } from '../../src/people/directory';
import { anAuthority } from '../builders/authority';
import { MONDAY, UNHURRIED } from '../support/bot';
import { textOn } from '../support/cards';
import { conversationWith, type Client, type Shown } from '../support/client';
import { startConnector } from '../support/connector';
import { startGraph } from '../support/graph';
import { GraphCalendar } from '../support/graph-calendar';
import { JumpingClock } from '../support/steady-clock';
import { settings } from './groups-of-entra';
import { press, say, type Typed } from './main-job-bot';

export const MAILBOX = 'copp@example.gov.uk';
const CHANNEL = '19:copp@thread.tacv2';
/** Typed in Teams; it stands on record, and nowhere else. */
export const REASON = 'Marmaduke has the key to the room';

/** Bots on one storage, with Microsoft Graph and Teams beside them; the panel meets on 7 and 21 May 2026 and so on. */
export async function aCalendarHouse(instances = 1, calendar: string | null = MAILBOX) {
  const [graph, connector] = await Promise.all([startGraph(), startConnector()]);
  const outlook = new GraphCalendar();
  graph.calendars.set(MAILBOX, outlook);
  const storage = memoryStorage();
  const people = await anAuthority(storage);
  const authority = (await storage.directory.authority('341'))!;
  await storage.directory.saveAuthority({ ...authority, ...(calendar && { panelCalendar: calendar }) });
  const clock = new MovingClock(MONDAY);
  const lines: string[] = [];
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  const { ENTRA_GROUPS: _, ...env } = settings(graph.url, [], 'http://127.0.0.1:9/');
  const config = readConfig(env);
  const bots: Whereabouts[] = [];
  const servers: Server[] = [];
  for (let n = 0; n < instances; n += 1) {
    const given = { config, log, storage, clock, steady: new JumpingClock(), policies: policyPack };
    const bot = assemble({ ...given, beside: UNHURRIED, address: () => 'https://bot.example' });
    const { receive, isOfTeams, papers } = bot;
    const ends = { ready: async () => ({ ok: true }), metrics: async () => '' };
    bots.push(bot);
    servers.push(await startServer(config, { receive, isOfTeams, papers, ...ends }, log));
  }
  const as = (person: Person): Client => {
    const how = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const url = `http://127.0.0.1:${servers[0]!.port}/api/messages`;
    return conversationWith(person, {
      post: (body: unknown) => fetch(url, { ...how, body: JSON.stringify(body) }),
      connector,
    });
  };
  const officer = as(people.officer);
  const settleAll = async () => {
    await Promise.all(bots.map((bot) => bot.sweep()));
    await Promise.all(bots.map((bot) => bot.idle()));
    await bots[0]!.deliverer.deliver();
  };
  const at = async (now: Instant) => {
    clock.moveTo(now);
    await settleAll();
  };
  await officer.in({ id: `${CHANNEL};messageid=17`, conversationType: 'channel' }).say('post the agenda here');

  return {
    ...{ graph, outlook, storage, people, clock, lines, officer, as, bots },
    /** Some minutes go by, and what is due is done. */
    later: (minutes = 5) => at(new Date(Date.parse(clock.now()) + minutes * 60_000).toISOString() as Instant),
    at: (day: LocalDate, time: LocalTime) => at(londonInstant(day, time)),
    inChannel: () =>
      connector.messages(CHANNEL).map(({ activity }) => {
        const { attachments } = activity as { attachments?: { content: object }[] };
        return textOn(attachments?.[0]?.content);
      }),
    /** Of the first meeting on the list that has this button. */
    change: async (button: string, saves: string, typed: Typed = {}): Promise<Shown> => {
      const form = await press(officer, await say(officer, 'meetings'), button);
      return press(officer, form, saves, { reason: REASON, ...typed });
    },
    meetings: async () => (await say(officer, 'meetings')).text,
    /** What was written to the calendar, without what was asked. */
    written: () => graph.asked.filter(({ method, path }) => method !== 'GET' && path.includes('/events')),
    said: (words: string) => lines.filter((line) => line.includes(words)),
    async close() {
      for (const bot of bots) {
        await bot.deliverer.stop();
        await bot.metrics.stop();
      }
      await Promise.all(servers.map((server) => server.close()));
      await Promise.all([graph.close(), connector.close()]);
    },
  };
}
export type CalendarHouse = Awaited<ReturnType<typeof aCalendarHouse>>;
