import type { Result } from '../stage';
import type { Heard } from '../crowd/voices';
import { figuresOf as figuresOfTimes } from '../measure';
import { MOST, type Busy, type Outcome } from './run';
import type { Passing, Tally } from '../tally';
import { PUBLISHED } from '../teams-connector/limits';

export interface Figures {
  readonly alerts: number;
  readonly lost: number;
  /** A colleague had answered before they went. */
  readonly spared: number;
  /** Of which others were told in the place of their recipient, who has not seen them. */
  readonly toldInstead: number;
  /** Of which others were told, and whose recipient was there again and has seen them too. */
  readonly toldToo: number;
  readonly repeatsMarked: number;
  readonly repeatsUnmarked: number;
  readonly repeatsWithoutCause: number;
  readonly passings: number;
  /** Requests that came though a limit was reached: of the outbox, and answers to people, which never wait. */
  readonly passedByOutbox: number;
  readonly passedByAnswers: number;
  /** Of the outbox's, those into whose place no answer can have come. */
  readonly passedWithoutCause: number;
  /** Messages that were no alerts: answers to people, which never wait for a place. */
  readonly words: number;
  /** Seconds from the first request until nine in ten alerts had been seen, and until the last. */
  readonly mostSeconds: number;
  readonly allSeconds: number;
  /** Per second while there was enough to do: until nine in ten alerts had been seen. */
  readonly alertsPerSecond: number;
  /** The same of all that was written: also what was refused or written again, edits, and answers to people. */
  readonly callsPerSecond: number;
  /** The most calls that Teams takes, per second. */
  readonly ceiling: number;
  /** Seconds from the first request until half of the urgent alerts had been seen, and all; null where none was urgent. */
  readonly urgentSeconds: readonly [half: number, all: number] | null;
}

export function figuresOf({ crowd, tally, passings, spared, toldInstead }: Result, tenants: number): Figures {
  const { repeatsMarked, repeatsUnmarked, repeatsWithoutCause, passedByAnswers } = tally.summary();
  const { passedByOutbox } = tally;
  const first = tally.writes[0]?.at ?? 0;
  const seen = [...tally.firstSeen.values()].sort((a, b) => a - b);
  const most = seen[Math.floor(seen.length * MOST)] ?? first;
  const mostSeconds = (most - first) / 1_000;
  const perSecond = (times: readonly number[]) => times.filter((at) => at <= most).length / mostSeconds;
  const [{ most: perWindow, ms }] = PUBLISHED.tenant as [(typeof PUBLISHED.tenant)[number]];
  const ceiling = (tenants * perWindow * 1_000) / ms;
  const seenAt = (id: string) => tally.firstSeen.get(id) ?? toldInstead.get(id);
  const told = crowd.notices.filter((id) => toldInstead.has(id));
  const urgent =
    seen.length === 0
      ? []
      : [...crowd.urgent]
          .filter((id) => seenAt(id) !== undefined || !spared.has(id))
          .map((id) => seenAt(id) ?? Number.NaN);
  const urgentAfter = urgent.map((at) => (at - first) / 1_000).sort((a, b) => a - b);
  return {
    alerts: crowd.notices.length,
    lost: crowd.notices.filter((id) => seenAt(id) === undefined && !spared.has(id)).length,
    spared: crowd.notices.filter((id) => seenAt(id) === undefined && spared.has(id)).length,
    toldInstead: told.filter((id) => !tally.firstSeen.has(id)).length,
    toldToo: told.filter((id) => tally.firstSeen.has(id)).length,
    ...{ repeatsMarked, repeatsUnmarked, repeatsWithoutCause },
    passings: Object.values(passings).reduce((sum, count) => sum + count, 0),
    ...{ passedByOutbox: passedByOutbox.length, passedByAnswers },
    passedWithoutCause: passedByOutbox.filter((one) => !isByAnAnswer(one, tally.writes, crowd.tenants)).length,
    words: tally.writes.filter(({ alerts }) => alerts.length === 0).length,
    mostSeconds,
    allSeconds: ((seen.at(-1) ?? first) - first) / 1_000,
    ...{ alertsPerSecond: perSecond(seen), callsPerSecond: perSecond(tally.calls), ceiling },
    urgentSeconds:
      urgentAfter.length === 0 ? null : [urgentAfter[Math.floor(urgentAfter.length / 2)]!, urgentAfter.at(-1)!],
  };
}

/** As long as the tenant's window, and as the longest of a conversation that a crowd can fill. */
const TENANT_MS = 1_000;
const THREAD_MS = 30_000;

/** An answer that was written in the same window takes a place that the outbox had been given. */
const isByAnAnswer = (
  { at, conversationId }: Passing,
  writes: Tally['writes'],
  tenants: Result['crowd']['tenants'],
): boolean =>
  writes.some((one) => {
    if (one.alerts.length > 0 || one.at > at) return false;
    if (one.conversationId === conversationId) return at - one.at <= THREAD_MS;
    return tenants[one.conversationId] === tenants[conversationId] && at - one.at <= TENANT_MS;
  });

/** What was promised and is not so, in words; empty when every promise was kept. Speed is a figure, not a promise. */
export function broken({ lost, repeatsUnmarked, repeatsWithoutCause, passedWithoutCause }: Figures): string[] {
  return [
    lost > 0 ? `${lost} alerts were lost` : '',
    repeatsUnmarked > 0 ? `${repeatsUnmarked} repeats were not marked` : '',
    repeatsWithoutCause > 0 ? `${repeatsWithoutCause} alerts were repeated though the first answer was clear` : '',
    passedWithoutCause > 0 ? `a published limit was passed by the outbox ${passedWithoutCause} times` : '',
  ].filter((words) => words !== '');
}

export function printed(figures: Figures, { tally, states, usage, busy, passings, tokens, heard }: Outcome): string {
  const { requests, troubled, markedFirst, edits } = tally.summary();
  const { alerts, lost, spared, repeatsMarked, repeatsUnmarked, repeatsWithoutCause } = figures;
  const rows: [string, string][] = [
    ['alerts', `${alerts}, of which lost ${lost}, answered by a colleague before they went ${spared}`],
    ['not reached', `told instead to whoever stands in ${figures.toldInstead}, to both ${figures.toldToo}`],
    ['requests', `${requests}, of which edits ${edits}, met with trouble ${troubled}`],
    ['seen twice', `${repeatsMarked + repeatsUnmarked}: marked ${repeatsMarked}, not marked ${repeatsUnmarked}`],
    ['', `without an unclear answer before ${repeatsWithoutCause}; marked and seen once ${markedFirst}`],
    ['limits passed', `${figures.passings} ${figures.passings > 0 ? JSON.stringify(passings) : ''}`],
    ['', `by the outbox ${figures.passedByOutbox}, by answers to people, which never wait, ${figures.passedByAnswers}`],
    ['', `by the outbox where no answer had taken its place ${figures.passedWithoutCause}`],
    ['', `answers written to people ${figures.words}`],
    ['time', `90 % after ${figures.mostSeconds.toFixed(1)} s, all after ${figures.allSeconds.toFixed(1)} s`],
    ['alerts a second', shareInWords(figures.alertsPerSecond, figures)],
    ['calls a second', shareInWords(figures.callsPerSecond, figures)],
    ['urgent', urgentInWords(figures)],
    [
      'outbox',
      Object.entries(states)
        .map(([state, count]) => `${state} ${count}`)
        .join(', '),
    ],
    ...usage.map(({ cpuSeconds, peakMb }, n): [string, string] => [
      `bot ${n + 1}`,
      `${cpuSeconds.toFixed(1)} s of processor time, at most ${peakMb.toFixed(0)} MB`,
    ]),
    ['tokens', tokens === 0 ? 'none asked for' : `${tokens} given out`],
    ...(heard ? turnsInWords(heard) : []),
    ['machine', busyInWords(busy)],
  ];
  return rows.map(([name, words]) => `  ${name.padEnd(16)}${words}`).join('\n');
}

const shareInWords = (perSecond: number, { ceiling }: Figures): string =>
  `${perSecond.toFixed(0)} until then, ${((100 * perSecond) / ceiling).toFixed(1)} % of the ceiling of ${ceiling}`;

const turnsInWords = ({ answers, questions, later, failed }: Heard): [string, string][] => [
  ['acknowledged', timesInWords(answers)],
  ['asked', timesInWords(questions)],
  ['', `answered without a card ${later}, not answered ${failed}`],
];

function timesInWords(times: readonly number[]): string {
  const { median, p95, p99 } = figuresOfTimes(times);
  const [half, most, nearly] = [median, p95, p99].map((ms = 0) => `${ms.toFixed(0)} ms`);
  return `${times.length} times: half within ${half}, p95 ${most}, p99 ${nearly}`;
}

const urgentInWords = ({ urgentSeconds }: Figures): string => {
  if (!urgentSeconds) return 'none';
  const [half, all] = urgentSeconds;
  return `half of them after ${half.toFixed(1)} s, all after ${all.toFixed(1)} s`;
};

const busyInWords = ({ bots, database, teams, others }: Busy): string => {
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
  const all = bots + database + teams + others;
  return `${percent(all)} busy: bots ${percent(bots)}, database ${percent(database)}, Teams ${percent(teams)}, others ${percent(others)}`;
};
