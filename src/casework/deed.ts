import { roleFor, type Action, type CaseLike } from '../domain/access/table';
import type { Case, CaseHead } from '../domain/case/case';
import type { Fact } from '../domain/case/fact';
import type { Instant } from '../domain/calendar/date';
import type { Refusal } from '../errors';
import type { Person } from '../people/directory';
import type { AuditNote } from '../records/audit/entry';
import type { Draft } from './draft-store';

/** Who does what. */
export interface Deed {
  readonly person: Person;
  readonly action: Action;
}

const STAMP = ['kind', 'id', 'recordedAt', 'recordedBy'];

/** These facts, the last of the case as it is now, were put on record. */
export const doneNote = (deed: Deed, theCase: Case, facts: readonly Fact[], at: Instant): AuditNote => ({
  ...noteOf(deed, asSeen(theCase), at),
  outcome: 'done',
  cases: [theCase.id],
  fields: [...new Set(facts.flatMap(fieldsOf))],
  from: theCase.version - facts.length,
  to: theCase.version,
});

/** They were shown these cases. `fields`: what they were searched by, or which paper it was. */
export const readNote = (
  deed: Deed,
  cases: readonly CaseHead[],
  at: Instant,
  fields: readonly string[] = [],
): AuditNote => ({
  ...noteOf(deed, asSeen(cases[0] ?? deed.person), at),
  ...{ outcome: 'read', cases: cases.map(({ id }) => id), fields },
});

/** What is put on record of no case, or on one without adding a fact. */
export const doneBesideNote = (deed: Deed, theCase: CaseHead | null, at: Instant, fields: readonly string[] = []) => ({
  ...readNote(deed, theCase ? [theCase] : [], at, fields),
  outcome: 'done' as const,
});

/** They were shown a list of these, by their ids: of no child's details, or of too many cases to load for it. */
export const listNote = (deed: Deed, ids: readonly string[], at: Instant): AuditNote => ({
  ...readNote(deed, [], at),
  cases: [...new Set(ids)],
});

/** They were shown what was typed so far: children are named in it. A report has the id of the case that it may become. */
export const draftsReadNote = (deed: Deed, drafts: readonly Pick<Draft, 'id'>[], at: Instant): AuditNote => ({
  ...readNote(deed, [], at),
  cases: drafts.map(({ id }) => id),
});

/** What was typed was kept, or thrown away, with nothing put on record. A report's draft has the id of the case that it may become. */
export const draftNote = (
  deed: Deed,
  draft: Pick<Draft, 'id' | 'caseId' | 'values'>,
  at: Instant,
  outcome: 'drafted' | 'discarded',
): AuditNote => ({
  ...readNote(deed, [], at),
  ...{ outcome, cases: [draft.caseId ?? draft.id] },
  fields: Object.entries(draft.values).flatMap(([name, typed]) => (typed === '' ? [] : [`draft.${name}`])),
});

/** What was shown or recorded was theirs to see, so that it stood on the agenda where it had to. */
const asSeen = ({ school, authority }: CaseLike): CaseLike => ({ school, authority, onAgenda: true });

/** It was tried, and refused for the reason with this code. */
export const refusedNote = (
  { person, action }: Deed,
  { code, tried }: Pick<Refusal, 'code' | 'tried'>,
  at: Instant,
): AuditNote => {
  const { authority, school } = person;
  return {
    ...noteOf({ person, action: tried.action ?? action }, tried.theCase ?? { authority, school }, at),
    ...{ outcome: 'refused', cases: tried.theCase ? [tried.theCase.id] : [], reason: code },
  };
};

/** What every note says of a deed; `theCase` tells in which role it is done. */
function noteOf({ person, action }: Deed, theCase: CaseLike, at: Instant): AuditNote {
  return {
    ...{ authority: person.authority, tenant: person.tenantId, person: person.id },
    role: roleFor(person, action, theCase),
    ...{ at, action, outcome: 'done', cases: [], fields: [], reason: null, from: null, to: null },
  };
}

/** `pupil-described.pupil.upn`: the names of what was said, down to the second level, and not a word of it. */
function fieldsOf({ kind, ...said }: Fact): string[] {
  const names = Object.entries(said)
    .filter(([name, value]) => !STAMP.includes(name) && value !== undefined)
    .flatMap(([name, value]) => (isRecord(value) ? Object.keys(value).map((inner) => `${name}.${inner}`) : [name]));
  return names.length > 0 ? names.map((name) => `${kind}.${name}`) : [kind];
}

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
