import { londonDate, type LocalTime } from '../../src/domain/calendar/london';
import type { LocalDate } from '../../src/domain/calendar/date';
import type { SaidOfMeeting } from '../../src/domain/panel/meeting-change';
import { inTeams } from '../../src/domain/panel/panel-calendar';
import type { Notice } from '../../src/notices/outbox';
import { wordOfChange, wordOfGoneTogether, wordOfNotTaken, wordOfSeries } from '../../src/panel/agenda-notice';
import { BY_CALENDAR, takeIn } from '../../src/panel/calendar/take-in';
import { createMinutes } from '../../src/panel/create-minutes';
import { createPanel } from '../../src/panel/create-panel';
import { cycleOf } from '../../src/panel/cycle-of';
import { agendaCard } from '../../src/teams/agenda-card';
import { meetingsFor } from '../../src/teams/commands/meetings';
import type { CardSpec } from '../../src/teams/turn';
import { aDelivery } from '../builders/delivery';
import { aWorld } from '../casework/world';
import type { Sample } from './sample';

const CHANNEL = '19:copp@thread.tacv2';
const USUAL: LocalTime = '10:00';

/** What the panel's channel is told of its calendar in Outlook, and the list of meetings after that was followed. */
export async function calendarSamples(): Promise<Sample[]> {
  const made: Sample[] = [];
  const add = (name: string, card: CardSpec) => void made.push({ name: `calendar-${name}`, card });
  const { deps, people, clock, storage } = await aWorld();
  const panel = createPanel(deps);
  const authority = (await storage.directory.authority('341'))!;
  const show = agendaCard({ panel, storage, bot: null });
  const now = clock.now();
  const told = async (name: string, notice: Notice, possibleRepeat = false) => {
    const card = await show(aDelivery({ ...notice, possibleRepeat }, now), false);
    if (card === null || typeof card === 'string') throw new Error(`${name} is not told: ${card}`);
    add(name, card);
  };
  const follow = async (name: string, planned: LocalDate, said: SaidOfMeeting) => {
    const cycle = await cycleOf(authority, londonDate(now), storage, deps.policies);
    const done = { authority, teams: inTeams(cycle, planned, USUAL), said, event: null, usual: USUAL };
    await storage.transaction((stores) => takeIn(done, now, stores, deps.policies));
    const change = (await storage.panels.changes('341')).find(({ meeting }) => meeting === planned)!;
    if (change.reason !== BY_CALENDAR.reason) throw new Error(`${name} was not taken in`);
    await told(name, wordOfChange('341', change, CHANNEL));
  };

  await follow('moved-there', '2026-05-07', { kind: 'moved', to: '2026-05-13', time: '14:00' });
  await follow('deleted-there', '2026-05-21', { kind: 'cancelled' });
  add('followed', await meetingsFor(people.officer, { panel, minutes: createMinutes(deps) }));
  const put = (planned: LocalDate, day: LocalDate, time: LocalTime | null) =>
    wordOfNotTaken('341', { planned, day, time }, 'v1', now, CHANNEL);
  await told('not-taken-weekend', put('2026-06-04', '2026-06-06', USUAL));
  await told('not-taken-other-meeting', put('2026-06-04', '2026-06-18', null));
  await told('not-taken-order', put('2026-06-04', '2026-06-22', USUAL));
  await told('not-taken-of-cancelled', put('2026-05-21', '2026-05-23', USUAL));
  await told('not-taken-again', put('2026-06-04', '2026-04-24', USUAL), true);
  await told('several-gone', wordOfGoneTogether('341', now, CHANNEL));
  await told('made-a-series', wordOfSeries('341', '2026-05-07', now, CHANNEL));
  return made;
}
