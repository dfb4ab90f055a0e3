import { setTimeout as delay } from 'node:timers/promises';
import { addDays, type LocalDate } from '../../domain/calendar/date';
import { londonInstant } from '../../domain/calendar/london';
import { channelOf } from '../../panel/agenda-notice';
import type { Person } from '../../people/directory';
import { A_LONG_TERM, foundAuthority } from '../crowd/authority';
import { pupilToBeSwept, schoolDaysBefore } from '../crowd/case';
import { IN_SCHOOL_HOURS } from '../crowd/rules';
import type { BotProcess } from '../processes/bot';
import { query, setStage, withStorage, type Plan, type Stage } from '../stage';

const CHANNEL = '19:panel@thread.tacv2';

/** What stands in a panel's channel after a cut-off around which the bots were started again and again. */
export interface Posting {
  /** Agendas that came there before the cut-off. */
  readonly early: number;
  /** Those that came there in all. */
  readonly posted: number;
  /** Lists that were written down as those of the meeting. */
  readonly closed: number;
  readonly restarts: number;
}

export interface Restarts {
  /** A Tuesday: the cut-off of a meeting on the Thursday, at the hour that the policy names. */
  readonly cutOff: LocalDate;
  readonly instances: number;
  /** So long before the cut-off, by the clocks of the bots, the first are started. */
  readonly leadMs: number;
  /** So often one of them is started anew after it. */
  readonly after: number;
}

/**
 * Before the moment a bot is killed as if its machine had lost power; from then on each is asked to stop and is started
 * again at once, one after the other, while the other goes on. They look for what is due when they start, so that every
 * start is another chance to post.
 */
export async function aroundTheCutOff(plan: Omit<Plan, 'size'>, restarts: Restarts): Promise<Posting> {
  const stage = await setStage({ ...plan, size: { tenants: 0, people: 0, alerts: 0 } });
  const due = Date.parse(londonInstant(restarts.cutOff, IN_SCHOOL_HOURS.panel.postAt));
  await panel(plan.databaseUrl, stage, restarts.cutOff);
  const clockMs = due - restarts.leadMs - Date.now();
  const clock = () => Date.now() + clockMs;
  const names = Array.from({ length: restarts.instances }, (_, n) => `bot-${n + 1}`);
  const bots = new Map<string, BotProcess>();
  const start = async (name: string) => void bots.set(name, await stage.start(name, { clockMs }));
  const posted = () => stage.tally.writes.filter((one) => one.accepted && one.conversationId === CHANNEL).length;

  let [early, count] = [0, 0];
  await Promise.all(names.map(start));
  for (let since = 0; since < restarts.after; count += 1) {
    await stage.look();
    const isBefore = clock() < due;
    if (isBefore) early = posted();
    else since += 1;
    const name = names[count % names.length]!;
    await bots.get(name)!.end(isBefore ? 'SIGKILL' : 'SIGTERM');
    await start(name);
  }
  await delay(2_000);
  await stage.clear();
  const [closed] = await query<{ count: number }>(plan.databaseUrl, 'select count(*)::int as count from panel_agendas');
  return { early, posted: posted(), closed: closed!.count, restarts: count };
}

/** A panel with a channel that waits for its agenda, and a case to stand on it. */
async function panel(databaseUrl: string, stage: Stage, cutOff: LocalDate): Promise<void> {
  const reported = londonInstant(schoolDaysBefore(cutOff, 1), '15:00');
  const founding = { tenant: 0, schools: 1, leads: 1, daysKnown: A_LONG_TERM };
  await withStorage(databaseUrl, async (storage) => {
    const founded = await foundAuthority(storage, founding, reported);
    const { code, atSchool } = founded;
    const [[urn, [lead]]] = [...atSchool] as unknown as [[string, [Person]]];
    const { tenantId } = lead;
    const authority = (await storage.directory.authority(code))!;
    const meeting = addDays(cutOff, 2);
    await storage.directory.saveAuthority({ ...authority, panelAnchor: meeting });
    await pupilToBeSwept(storage, { at: founded, urn, reportedBy: lead }, schoolDaysBefore(cutOff, 4), reported);
    const address = {
      conversationId: CHANNEL,
      serviceUrl: stage.connector.serviceUrl,
      tenantId,
      botId: '28:bot',
      userId: '',
    };
    await storage.references.save({ ...address, recipient: channelOf(code), channelId: 'msteams', greeted: true });
    const since = { authority: code, setBy: 'somebody', setAt: reported, toldOf: null };
    await storage.panels.save({ ...since, nextPostAt: londonInstant(cutOff, '09:00'), nextMeeting: meeting });
    await stage.know({ [CHANNEL]: tenantId });
  });
}
