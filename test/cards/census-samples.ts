import { randomUUID } from 'node:crypto';
import { keysOf } from '../../src/casework/record';
import { createCensus } from '../../src/panel/create-census';
import { createSummaries } from '../../src/panel/create-summary';
import { HANDOUT_NAMES, type HandoutKind } from '../../src/records/handouts/handout';
import { handoutCard } from '../../src/teams/views/handout';
import { behindCard, censusCard, MOST_BEHIND } from '../../src/teams/views/census';
import { summaryCard } from '../../src/teams/views/summary';
import { referred } from '../builders/ways';
import { aWorld } from '../casework/world';
import type { Sample } from './sample';
import type { Words } from './words';

const SINCE = [null, '2025-04-10', '2026-01-10', '2026-03-10', '2026-04-20'] as const;
const WAYS = ['not-on-roll', 'new-to-city', 'home-education'] as const;

/** The termly count: nobody, in full, rounded, with cases that cannot be read; who is behind a figure; a file. */
export async function censusSamples(words: Words): Promise<Sample[]> {
  const { people, deps, at, storage } = await aWorld();
  const census = createCensus(deps);
  const made: Sample[] = [];
  const add = async (name: string, person = people.officer, unread = 0) =>
    made.push({ name, card: censusCard({ ...(await census.look(person, null)), unread }) });
  await add('census-nobody');
  for (let n = 0; n < 14; n += 1) {
    const pupil = {
      forename: words.forename,
      surname: `${words.surname}${n}`,
      upn: null,
      yearGroup: String(1 + (n % 11)),
    };
    const { facts } = referred(WAYS[n % 3]!, {
      pupil: { ...pupil, sex: ([null, 'female', 'male'] as const)[n % 3]! },
      out: { since: SINCE[n % 5]! },
    });
    const head = {
      id: randomUUID(),
      reference: `WB-C${String(n).padStart(3, '0')}-22`,
      school: null,
      policy: 'liverpool',
    };
    const { authority } = people.officer;
    const one = { ...head, authority, openedAt: facts[0]!.recordedAt, version: facts.length, facts };
    await storage.cases.open(one, keysOf(one), null);
  }
  at('2026-05-05', '09:00');
  await add('census');
  await add('census-rounded', people.panel, 2);
  const figure = { topic: 'total', id: 'all' };
  const behind = async (from: number, id = figure) =>
    behindCard((await census.behind(people.officer, '2026-05-05', id, from, MOST_BEHIND))!, id);
  made.push({ name: 'census-children', card: await behind(0) });
  made.push({ name: 'census-children-last-page', card: await behind(MOST_BEHIND) });
  made.push({ name: 'census-children-nobody', card: await behind(0, { topic: 'year-group', id: '13' }) });
  made.push({
    name: 'census-children-at-some-time',
    card: await behind(0, { topic: 'at-some-time', id: 'this-school-year' }),
  });
  const summaries = createSummaries(deps);
  const april = { from: '2026-04-01', to: '2026-04-30' } as const;
  const summary = async (person = people.officer) => summaryCard(await summaries.look(person, april));
  made.push({ name: 'summary', card: await summary() });
  made.push({ name: 'summary-rounded', card: await summary(people.panel) });
  made.push({ name: 'summary-nothing', card: summaryCard(await summaries.look(people.officer, null)) });
  const neverReferred = Array.from({ length: 30 }, (_, n) => `${words.surname} Church of England Primary School ${n}`);
  const silent = { ...(await summaries.look(people.panel, april)), schools: 160, neverReferred };
  made.push({ name: 'summary-no-report', card: summaryCard(silent) });
  for (const kind of Object.keys(HANDOUT_NAMES) as HandoutKind[])
    made.push({ name: `handout-${kind}`, card: handoutCard(kind, 'https://papers.example/papers/secret') });
  return made;
}
