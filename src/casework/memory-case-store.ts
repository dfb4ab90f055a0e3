import { endOf } from '../domain/case/as-it-stood';
import type { DateRange, Instant, LocalDate } from '../domain/calendar/date';
import type { Case, CaseHead } from '../domain/case/case';
import type { Fact } from '../domain/case/fact';
import { isWithinDays, type DaysInError } from '../domain/census/in-error';
import { spanOn, type RegisterSpan } from '../domain/register/spans';
import type { CaseKeys, CaseStore, PageOfAwaited, PageOfCases, Sought } from './case-store';
import { ReferenceTaken } from './case-store';
import { readableFacts } from './readable-facts';
import type { OnRegister, OnRegisterWithin, VersionOfCase, Within } from './register-index';
import { KeptMap } from '../kept-map';

interface Row {
  readonly theCase: Case;
  readonly keys: CaseKeys;
  readonly nextDueAt: Instant | null;
  /** Null: to be reckoned. */
  readonly spans: readonly RegisterSpan[] | null;
  readonly inError?: readonly DaysInError[];
}

/** Cases in memory, for tests that need no database. Nothing survives the process. */
export class MemoryCaseStore implements CaseStore {
  readonly #rows = new KeptMap<string, Row>();

  async open(newCase: Case, keys: CaseKeys, nextDueAt: Instant | null): Promise<boolean> {
    const theCase = { ...newCase, facts: readableFacts(newCase.facts, newCase.id) };
    if (this.#rows.has(newCase.id)) return false;
    if (await this.byReference(newCase.authority, newCase.reference)) throw new ReferenceTaken();
    this.#rows.set(newCase.id, { theCase, keys, nextDueAt, spans: null });
    return true;
  }

  async append(
    caseId: string,
    version: number,
    added: readonly Fact[],
    keys: CaseKeys,
    nextDueAt: Instant | null,
  ): Promise<boolean> {
    const facts = readableFacts(added, caseId);
    const theCase = this.#unchanged(caseId, version);
    if (!theCase) return false;
    const grown = { ...theCase, version: version + facts.length, facts: [...theCase.facts, ...facts] };
    this.#rows.set(caseId, { theCase: grown, keys, nextDueAt, spans: null });
    return true;
  }

  async setNextDue(caseId: string, version: number, nextDueAt: Instant | null): Promise<boolean> {
    if (!this.#unchanged(caseId, version)) return false;
    this.#rows.set(caseId, { ...this.#rows.get(caseId)!, nextDueAt });
    return true;
  }

  async byId(caseId: string): Promise<Case | null> {
    return this.#rows.get(caseId)?.theCase ?? null;
  }

  async byReference(authority: string, reference: string): Promise<Case | null> {
    return this.#find(isNamed(authority, reference))[0] ?? null;
  }

  async headById(caseId: string): Promise<CaseHead | null> {
    return headOf(this.#rows.get(caseId)?.theCase);
  }

  async headByReference(authority: string, reference: string): Promise<CaseHead | null> {
    return headOf(this.#find(isNamed(authority, reference))[0]);
  }

  async openCases(authority: string, school: string | null): Promise<Case[]> {
    return this.#find(
      ({ theCase, keys }) =>
        keys.open && theCase.authority === authority && (school === null || theCase.school === school),
    );
  }

  async find(authority: string, school: string | null, sought: Sought, most: number): Promise<Case[]> {
    const within = this.#find(
      (row) =>
        row.theCase.authority === authority &&
        (school === null || row.theCase.school === school) &&
        isSought(row, sought),
    );
    const rank = ({ id }: Case) => (this.#rows.get(id)!.keys.open ? 0 : 1);
    return within
      .toReversed()
      .sort((a, b) => rank(a) - rank(b))
      .slice(0, most);
  }

  async alike(authority: string, wanted: Who): Promise<Case[]> {
    return this.#find(({ theCase, keys }) => theCase.authority === authority && areAlike(keys, wanted));
  }

  async firstOpened(authority: string): Promise<Instant | null> {
    return this.#find(({ theCase }) => theCase.authority === authority)[0]?.openedAt ?? null;
  }

  async schoolsWithCases(authority: string, from: Instant, to: Instant): Promise<string[]> {
    const opened = this.#find(
      ({ theCase }) => theCase.authority === authority && theCase.openedAt >= from && theCase.openedAt < to,
    );
    return [...new Set(opened.flatMap(({ school }) => school ?? []))];
  }

  async closedSince(authority: string, since: Instant): Promise<Case[]> {
    const isRecent = ({ kind, recordedAt }: Fact) => kind === 'closed' && recordedAt >= since;
    return this.#find(
      ({ theCase, keys }) => !keys.open && theCase.authority === authority && theCase.facts.some(isRecent),
    );
  }

  async closed(authority: string, after: string, most: number): Promise<PageOfCases> {
    return this.#page(({ theCase, keys }) => !keys.open && theCase.authority === authority && theCase.id > after, most);
  }

  async onRegister(authority: string, day: LocalDate): Promise<OnRegister[]> {
    const rows = [...this.#rows.values()].filter(({ theCase }) => theCase.authority === authority);
    return rows.flatMap(({ theCase, keys, spans }) => {
      const { id: caseId, reference, school, openedAt } = theCase;
      const stood = spans && spanOn(spans, day);
      const mayStand = spans === null ? openedAt < endOf(day) : stood !== null;
      return mayStand ? [{ caseId, reference, school, stood, alike: alikeBy(keys) }] : [];
    });
  }

  async onRegisterWithin(authority: string, { from, to }: DateRange, knownOn: LocalDate): Promise<OnRegisterWithin[]> {
    const rows = [...this.#rows.values()].filter(({ theCase }) => theCase.authority === authority);
    return rows.flatMap(({ theCase: { id: caseId, reference, openedAt }, keys, spans, inError: days = [] }) => {
      const met = spans?.filter((span) => span.from <= to && (span.to === null || span.to > from)) ?? null;
      const mayStand = met === null ? openedAt < endOf(to) : met.length > 0;
      const dateOfBirth = keys.dateOfBirth as LocalDate | null;
      const inError = spans !== null && isWithinDays(days, knownOn);
      return mayStand ? [{ caseId, reference, spans: met, dateOfBirth, inError, alike: alikeBy(keys) }] : [];
    });
  }

  async versionsOf(caseIds: readonly string[]): Promise<readonly VersionOfCase[]> {
    return [...new Set(caseIds)].flatMap((caseId) => {
      const row = this.#rows.get(caseId);
      return row ? [{ id: caseId, version: row.theCase.version }] : [];
    });
  }

  async versionsIn(authority: string): Promise<readonly VersionOfCase[]> {
    return this.#find(({ theCase }) => theCase.authority === authority).map(({ id, version }) => ({ id, version }));
  }

  async byIds(caseIds: readonly string[]): Promise<Case[]> {
    return this.#find(({ theCase }) => caseIds.includes(theCase.id));
  }

  async toReckon(authority: string, after: string, most: number): Promise<PageOfCases> {
    const isAfter = ({ theCase }: Row) => theCase.authority === authority && theCase.id > after;
    return this.#page((row) => row.spans === null && isAfter(row), most);
  }

  async reckoned(
    caseId: string,
    version: number,
    spans: readonly RegisterSpan[],
    inError: readonly DaysInError[],
  ): Promise<boolean> {
    if (!this.#unchanged(caseId, version)) return false;
    this.#rows.set(caseId, { ...this.#rows.get(caseId)!, spans, inError });
    return true;
  }

  async reckonAnew(within: Within | null = null): Promise<number> {
    const isWithin = ({ theCase: { authority, school } }: Row) =>
      within === null || (authority === within.authority && (within.school === null || school === within.school));
    const rows = [...this.#rows].filter(([, row]) => isWithin(row));
    for (const [id, row] of rows) this.#rows.set(id, { ...row, spans: null });
    return rows.length;
  }

  async awaited(authority: string, after: string, most: number): Promise<PageOfAwaited> {
    const open = await this.openCases(authority, null);
    const next = open.filter(({ id }) => id > after).sort((a, b) => (a.id < b.id ? -1 : 1));
    const page = next.slice(0, most);
    const cases = page.map((theCase) => ({ theCase, nextDueAt: this.#rows.get(theCase.id)!.nextDueAt }));
    return { cases, last: page.length < most ? null : page.at(-1)!.id };
  }

  async openDuplicates(school: string, wanted: Who): Promise<Case[]> {
    return this.#duplicates((theCase) => theCase.school === school, wanted);
  }

  async openDuplicatesIn(authority: string, wanted: Who): Promise<Case[]> {
    return this.#duplicates((theCase) => theCase.authority === authority, wanted);
  }

  #duplicates(within: (theCase: Case) => boolean, wanted: Who): Case[] {
    return this.#find(({ theCase, keys }) => within(theCase) && keys.open && areAlike(keys, wanted));
  }

  async due(now: Instant, limit: number): Promise<string[]> {
    return this.#waiting()
      .filter(({ nextDueAt }) => nextDueAt <= now)
      .slice(0, limit)
      .map(({ theCase }) => theCase.id);
  }

  async earliestDue(after: Instant): Promise<Instant | null> {
    return this.#waiting().find(({ nextDueAt }) => nextDueAt > after)?.nextDueAt ?? null;
  }

  async makeDue(authority: string, school: string | null, now: Instant): Promise<number> {
    const cases = await this.openCases(authority, school);
    for (const { id } of cases) {
      const row = this.#rows.get(id)!;
      const nextDueAt = row.nextDueAt !== null && row.nextDueAt < now ? row.nextDueAt : now;
      this.#rows.set(id, { ...row, nextDueAt });
    }
    return cases.length;
  }

  forget(caseId: string): void {
    this.#rows.delete(caseId);
  }

  /** What it holds now; calling the answer brings that back. */
  snapshot(): () => void {
    return this.#rows.snapshot();
  }

  #unchanged(caseId: string, version: number): Case | null {
    const theCase = this.#rows.get(caseId)?.theCase;
    return theCase?.version === version ? theCase : null;
  }

  #page(wanted: (row: Row) => boolean, most: number): PageOfCases {
    const cases = this.#find(wanted)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .slice(0, most);
    return { cases, last: cases.length < most ? null : cases.at(-1)!.id };
  }

  #find(wanted: (row: Row) => boolean): Case[] {
    const found = [...this.#rows.values()].filter(wanted).map(({ theCase }) => theCase);
    return found.sort((a, b) => (a.openedAt < b.openedAt ? -1 : a.openedAt > b.openedAt ? 1 : 0));
  }

  /** Cases with a next due moment, earliest first. */
  #waiting(): (Row & { nextDueAt: Instant })[] {
    return [...this.#rows.values()]
      .filter((row): row is Row & { nextDueAt: Instant } => row.nextDueAt !== null)
      .sort((a, b) => (a.nextDueAt < b.nextDueAt ? -1 : a.nextDueAt > b.nextDueAt ? 1 : 0));
  }
}

type Who = Omit<CaseKeys, 'open'>;

function areAlike(a: Who, b: Who): boolean {
  const keys = alikeBy(a);
  return alikeBy(b).some((key) => keys.includes(key));
}

const alikeBy = ({ upn, nameKey, dateOfBirth }: Who): string[] => [
  ...(upn === null ? [] : [`upn ${upn}`]),
  ...(dateOfBirth === null || nameKey === '' ? [] : [`born ${dateOfBirth} ${nameKey}`]),
];

function isSought({ theCase, keys }: Row, sought: Sought): boolean {
  switch (sought.by) {
    case 'reference':
      return theCase.reference === sought.reference;
    case 'upn':
      return keys.upn !== null && sought.upns.includes(keys.upn);
    case 'name':
      return sought.parts.every((part) => keys.nameKey.includes(part));
  }
}

const isNamed =
  (authority: string, reference: string) =>
  ({ theCase }: Row): boolean =>
    theCase.authority === authority && theCase.reference === reference;

function headOf(theCase: Case | undefined): CaseHead | null {
  if (!theCase) return null;
  const { id, reference, school, authority } = theCase;
  return { id, reference, school, authority };
}
