import { setTimeout as delay } from 'node:timers/promises';
import type { Person } from '../../people/directory';
import type { BotProcess } from '../processes/bot';
import type { Stage } from '../stage';
import { teamsClient, type Pressed } from '../teams-client';
import { fraction } from '../teams-connector/seeded';

/** People who press buttons while alerts go out. */
export interface Voices {
  /** Of all alerts that have been seen, the share that is acknowledged. */
  readonly answers: number;
  /** So many people ask for their cases, one after the other. */
  readonly askers: number;
  readonly askEveryMs: number;
  readonly seed: string;
}

/** What was pressed, and for how long each of them looked at a button that had not been answered; milliseconds. */
export interface Heard {
  readonly answers: readonly number[];
  readonly questions: readonly number[];
  /** Ids of the alerts that were acknowledged. */
  readonly acknowledged: readonly string[];
  /** Presses that were answered by a word, such as that it takes longer, or that the answer stands in the chat. */
  readonly later: number;
  /** Presses that were not answered. */
  readonly failed: number;
}

const LOOK_EVERY_MS = 100;
/** Of those who answer at the same time. */
const HANDS = 4;

/** Speaks to the bots in turn until it is stopped, which answers with what was heard. */
export function speakUp({ crowd, tally, connector }: Stage, bots: readonly BotProcess[], voices: Voices) {
  const heard = { answers: [] as number[], questions: [] as number[], acknowledged: [] as string[] };
  const counts = { later: 0, failed: 0 };
  const begun = new Set<string>();
  const seen: string[] = [];
  let looked = 0;
  let turn = 0;
  let isOver = false;

  async function press(person: Person, data: Pressed, times: number[]): Promise<boolean> {
    const bot = bots[(turn += 1) % bots.length]!;
    const before = performance.now();
    const client = teamsClient(bot.port, connector.serviceUrl, person);
    const answer = await client.press(data).catch(() => null);
    times.push(performance.now() - before);
    const isCard = answer?.includes('vnd.microsoft.card.adaptive') === true;
    if (answer === null) counts.failed += 1;
    else if (!isCard) counts.later += 1;
    return isCard;
  }

  /** Whoever answers at all does so as soon as they see it. */
  function nextToAnswer(): string | undefined {
    for (; seen.length === 0 && looked < tally.writes.length; looked += 1) {
      const { accepted, alerts } = tally.writes[looked]!;
      const fresh = accepted ? alerts.filter((id) => crowd.recipients.has(id) && !begun.has(id)) : [];
      fresh.forEach((id) => begun.add(id));
      seen.push(...fresh.filter((id) => fraction(`${voices.seed} answers ${id}`) < voices.answers));
    }
    return seen.shift();
  }

  async function answering(): Promise<void> {
    while (!isOver) {
      const id = nextToAnswer();
      if (id === undefined) await delay(LOOK_EVERY_MS);
      else if (await press(crowd.recipients.get(id)!, { verb: 'acknowledge', delivery: id }, heard.answers)) {
        heard.acknowledged.push(id);
      }
    }
  }

  async function asking(person: Person): Promise<void> {
    while (!isOver) {
      await press(person, { verb: 'say', text: 'my cases' }, heard.questions);
      await delay(voices.askEveryMs);
    }
  }

  const speaking = [
    ...Array.from({ length: HANDS }, () => answering()),
    ...crowd.people.slice(0, voices.askers).map((person) => asking(person)),
  ];
  return {
    async stop(): Promise<Heard> {
      isOver = true;
      await Promise.all(speaking);
      return { ...heard, ...counts };
    },
  };
}
