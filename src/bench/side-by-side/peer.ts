import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Person } from '../../people/directory';
import { chatOf } from '../crowd/crowd';
import { temporaryFolder } from '../databases';
import { usageOf, type Usage } from '../processes/usage';
import { createTally, MARKS } from '../tally';
import type { Result } from '../stage';
import { startConnectorProcess } from '../teams-connector/as-process';
import type { Faults } from '../teams-connector/troubles';

export interface Race {
  readonly dist: string;
  readonly faults: Faults;
  readonly latencyMs: number;
  /** Whoever is not done by then is stopped. */
  readonly mostMs: number;
}

/** What a contender is to send: so many alerts to each of these people. */
export interface Job {
  readonly people: readonly Pick<Person, 'entraId' | 'tenantId'>[];
  /** Ids of alerts, in rounds: in each round one for every person, in their order. */
  readonly rounds: readonly (readonly string[])[];
}

export interface Ran extends Pick<Result, 'tally' | 'passings'> {
  readonly seconds: number;
  readonly finished: boolean;
  readonly usage: Usage;
}

/** Runs one peer against a connector of its own, which makes the same trouble for the same people. */
export async function runPeer(program: string, name: string, job: Job, race: Race): Promise<Ran> {
  const connector = await startConnectorProcess(race.dist, { limits: true, latencyMs: race.latencyMs, marks: MARKS });
  await connector.order('know', Object.fromEntries(job.people.map((person) => [chatOf(person), person.tenantId])));
  await connector.order('faults', race.faults);
  const folder = await temporaryFolder();
  const file = path.join(folder, 'job.json');
  await writeFile(file, JSON.stringify({ rounds: roundsOf(job, connector.serviceUrl) }));
  const began = performance.now();
  const child = spawn(process.execPath, [program, name, file], { stdio: 'ignore', env: { PATH: process.env['PATH'] } });
  let usage = usageOf(child.pid!);
  const weigh = setInterval(() => (usage = child.exitCode === null ? usageOf(child.pid!) : usage), 500);
  const late = setTimeout(() => child.kill('SIGKILL'), race.mostMs);
  const [code] = (await once(child, 'exit')) as [number | null];
  const seconds = (performance.now() - began) / 1_000;
  clearInterval(weigh);
  clearTimeout(late);
  const tally = createTally();
  const { arrivals, passings } = await connector.report();
  tally.take(arrivals);
  await connector.stop();
  await rm(folder, { recursive: true, force: true });
  return { tally, passings, seconds, finished: code === 0, usage };
}

function roundsOf({ people, rounds }: Job, serviceUrl: string): object[][] {
  return rounds.map((ids) =>
    ids.map((id, at) => ({ id, text: 'Day 5: still missing?', reference: referenceTo(people[at]!, serviceUrl) })),
  );
}

const referenceTo = (person: Job['people'][number], serviceUrl: string): object => ({
  bot: { id: '28:bot', name: 'Bot' },
  user: { id: `29:${person.entraId}`, name: 'Somebody', aadObjectId: person.entraId },
  conversation: { id: chatOf(person), conversationType: 'personal', tenantId: person.tenantId },
  channelId: 'msteams',
  serviceUrl,
});
