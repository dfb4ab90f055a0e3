import { randomUUID } from 'node:crypto';
import type { Instant } from '../../src/domain/calendar/date';
import type { Case } from '../../src/domain/case/case';
import type { Fact, FactBody } from '../../src/domain/case/fact';
import { FactSchema } from '../../src/domain/case/fact-schema';
import { EVERY_KIND } from '../contract/every-kind';
import { anAbsence, aPupil, atRisk } from './case';

/**
 * What may be told of a case where anybody reads: ids and codes of the policy pack, of people and of other cases. All other
 * text of a fact is somebody's data, also in a field that nobody has thought of yet.
 */
const IDS: readonly RegExp[] = [
  /\.(kind|caseId|obligation|occurrence|procedure|item|enquiry|question|code|route|agency|method|basis|ground)$/,
  /^(sibling-linked|sibling-unlinked|parted|joined)\.reference$/,
  /^closed\.(reason|duplicateOf|unsent\.returns\.\[\])$/,
  /^triaged\.triage\.(yes|groups)\.\[\]$/,
  /^(check-recorded\.check|enquiry-answered\.answer)\.outcome$/,
  /^answer-open\.(asks|outcome)$/,
  /^tier-set\.answer\.tier$/,
  /^policy-moved\.move\.(from|to|carried\.\[\])$/,
  /^dfe-reason\.reason$/,
  /^location-step\.followUp\.(step|answer)$/,
  /^removal-step-done\.done\.step$/,
  /^enquiry-requested\.request\.(disclosed\.\[\]|purpose)$/,
  /^assigned\.to$/,
  /^panel-(decided\.(decision|person)|decision-\w+\.decided)$/,
  // Its form is looked at wherever it is read.
  /\.(upn|yearGroup)$/,
];

/** Of the pupil in the facts, what no canary can stand for. */
const OF_THE_PUPIL = { upn: 'C341999926001', dateOfBirth: '2016-03-09', yearGroup: '5' } as const;

const CANARY = /canary\d+|C341999926001|2016-03-\d9|0?9 Mar(ch)? 2016|09\/03\/2016/gi;

/** Whatever is somebody's data in this text, each once. */
export const canariesIn = (text: string): string[] => [...new Set(text.match(CANARY) ?? [])];

let sung = 0;
type Json = Record<string, any>;
const STAMP = { id: 'fact', recordedAt: '2026-04-27T07:30:00.000Z', recordedBy: 'person' } as const;

/** The same fact with a canary in every field that somebody may have filled in with their own words. */
export function withCanaries(body: FactBody): FactBody {
  const whole = structuredClone(body) as unknown as Json;
  const fill = (at: Json, key: string, path: string): void => {
    const value: unknown = at[key];
    if (value && typeof value === 'object') {
      for (const inner of Object.keys(value)) fill(value, inner, `${path}.${Array.isArray(value) ? '[]' : inner}`);
    }
    if (typeof value !== 'string' || IDS.some((id) => id.test(path))) return;
    at[key] = `Canary${(sung += 1)}`;
    // A day, or one of a few words.
    if (!FactSchema.safeParse({ ...whole, ...STAMP }).success) at[key] = value;
  };
  for (const key of Object.keys(whole)) fill(whole, key, `${body.kind}.${key}`);
  return whole as unknown as FactBody;
}

const BASE: readonly FactBody[] = [
  { kind: 'opened', way: 'missing' },
  { kind: 'triaged', triage: { ...atRisk, note: 'note' } },
  { kind: 'pupil-described', pupil: aPupil(OF_THE_PUPIL) },
  { kind: 'absence-described', absence: anAbsence({ note: 'note' }) },
];

const stamped = (bodies: readonly FactBody[], by: string): Fact[] =>
  bodies.map((body, n) => ({
    ...body,
    id: randomUUID(),
    recordedAt: new Date(Date.parse('2026-04-27T07:40:00.000Z') + n * 60_000).toISOString() as Instant,
    recordedBy: by,
  }));

/** None of them can be mistaken for a digit. */
const LETTERS = 'ABCDEFGHJK';

/** For each kind of fact one case in which it stands, and everything of the child and of others is a canary. */
export const casesOfEveryKind = (at: Pick<Case, 'authority' | 'school' | 'policy'>, by: string): Case[] =>
  Object.values(EVERY_KIND).map((kind, n) => {
    const facts = stamped([...BASE, ...kind.filter(({ kind }) => kind !== 'opened')].map(withCanaries), by);
    const reference = `WB-22${LETTERS[Math.floor(n / 8)]}${LETTERS[n % 8]}-22`;
    return { id: randomUUID(), reference, ...at, openedAt: facts[0]!.recordedAt, version: facts.length, facts };
  });
