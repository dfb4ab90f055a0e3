import { listNote } from '../casework/deed';
import { ifAllowed } from '../casework/refusing';
import type { OnRegister } from '../casework/register-index';
import { seesByAgenda } from '../casework/seeing';
import type { Instant, LocalDate } from '../domain/calendar/date';
import { AUTHORITY_ROLES } from '../domain/access/roles';
import { londonDate } from '../domain/calendar/london';
import { countByReason, countBySchool, inOrderOf } from '../domain/register/order';
import { rowOfLine } from '../domain/register/register';
import type { RegisterRow } from '../domain/register/row';
import type { Person } from '../people/directory';
import { createAgendaAmong } from './agenda-among';
import { authorityOf } from './authority-of';
import { calendarsOf } from './calendars';
import type { PanelDeps } from './create-panel';
import { dayGoneBy } from './day-gone-by';
import { createReckoning } from './reckon';
import type { Register, RegisterLook } from './register';
import { rolesOfAssigned } from './roles-of';
import { linesFrom, readFrom, type FoundLine } from './register-lines';

export function createRegister(deps: PanelDeps): Register {
  const { storage, policies, clock, log } = deps;
  const agendaAmong = createAgendaAmong(deps);

  return {
    ...createReckoning({ ...deps, beforehand: rememberForPanel }),

    look: (person, look, from, most) =>
      ifAllowed(person, 'see-register', deps, async () => {
        const now = clock.now();
        const { page, rowsFrom } = await found(person, look, londonDate(now));
        const start = from < page.total ? from : Math.max(0, Math.floor((page.total - 1) / most) * most);
        const { rows, lost } = await rowsFrom(start, most);
        note(person, rows, now);
        return { ...page, rows, from: start, unread: page.unread + lost };
      }),

    whole: (person, look, taken) =>
      ifAllowed(person, 'see-register', deps, async () => {
        const now = clock.now();
        const { page, rowsFrom } = await found(person, look, londonDate(now));
        const rows: RegisterRow[] = [];
        let lost = 0;
        // Part by part, so that nobody who writes meanwhile waits for two thousand cases to be read.
        for (let from = 0; from < page.total; from += AT_A_TIME) {
          const part = await rowsFrom(from, AT_A_TIME);
          rows.push(...part.rows);
          lost += part.lost;
        }
        note(person, rows, now, [taken]);
        return { ...page, rows, from: 0, unread: page.unread + lost };
      }),
  };

  function note(person: Person, rows: readonly RegisterRow[], now: Instant, fields: readonly string[] = []): void {
    const shown = rows.map(({ caseId }) => caseId);
    storage.audit.later({ ...listNote({ person, action: 'see-register' }, shown, now), fields });
  }

  /** Who is on the register in the order asked for, and how to read the columns of a part of them. */
  async function found(person: Person, look: RegisterLook, today: LocalDate) {
    const asOf = dayGoneBy(look.on, today, 'register');
    const { policy: pack } = await authorityOf(person.authority, storage);
    const { title, reasons } = policies.inForce(pack, today).panel.register;
    const { index, notSeen, ofAgenda } = await seenBy(person, await storage.cases.onRegister(person.authority, asOf));
    const given = { day: asOf, stores: storage, policies };
    const { lines, unread: notRead } = await linesFrom(index, given);
    const unread = [...notSeen, ...notRead];
    const schools = new Map((await storage.directory.schools(person.authority)).map(({ urn, name }) => [urn, name]));
    const all = inOrderOf(lines, look, (urn) => schools.get(urn) ?? urn);
    tellUnread(unread);
    const counts = countByReason(
      lines,
      reasons.map(({ id }) => id),
    );
    return {
      page: {
        ...{ title, ofAgenda, asOf, today, total: all.length, schools, unread: unread.length },
        bySchool: countBySchool(lines),
        reasons: counts.map((count, at) => ({ ...count, title: reasons[at]!.title })),
      },
      async rowsFrom(from: number, most: number) {
        const { rows, lost } = await rowsOf(all.slice(from, from + most), given, today);
        tellUnread(lost);
        return { rows, lost: lost.length };
      },
    };
  }

  function tellUnread(ids: readonly string[]): void {
    for (const id of ids) log.error({ case: id }, UNREAD);
  }

  /** To a member of the panel what stands on its agenda; whoever works for the authority sees all of its own. */
  async function seenBy(person: Person, index: readonly OnRegister[]) {
    if (!seesByAgenda(person, 'see-register')) return { index, notSeen: [], ofAgenda: false };
    const { onAgenda, unread } = await agendaAmong(person.authority, index, clock.now());
    return { index: index.filter(({ caseId }) => onAgenda.has(caseId)), notSeen: unread, ofAgenda: true };
  }

  /** So that the first member of the panel who looks on a day need not wait until every case has been gone through. */
  async function rememberForPanel(authority: string, goesOn: () => boolean): Promise<void> {
    const now = clock.now();
    const people = await storage.directory.withRoles(authority, null, AUTHORITY_ROLES);
    if (!people.some((person) => seesByAgenda(person, 'see-register'))) return;
    await agendaAmong(authority, await storage.cases.onRegister(authority, londonDate(now)), now, goesOn);
  }

  /** The columns, from the facts; what an index said of a case that is otherwise by now is not shown. */
  async function rowsOf(page: readonly FoundLine[], given: Parameters<typeof readFrom>[1], today: LocalDate) {
    const toRead = page.filter(({ line }) => line === null).map(({ caseId }) => caseId);
    const read = await readFrom(toRead, given);
    const byCase = new Map(read.lines.map((line) => [line.entry.case.id, line]));
    const lines = page.flatMap(({ caseId, line }) => line ?? byCase.get(caseId) ?? []);
    const calendarOf = await calendarsOf(
      lines.map(({ entry }) => entry.case),
      storage.directory,
    );
    const rolesOf = given.day < today ? null : await rolesOfAssigned(lines, storage.directory);
    const found = new Set(lines.map(({ entry }) => entry.case.id));
    return {
      rows: lines.map((line) => rowOfLine(line, calendarOf, given.day, rolesOf)),
      lost: page.map(({ caseId }) => caseId).filter((id) => !found.has(id)),
    };
  }
}

/** Cases whose columns are read before others have their turn. */
const AT_A_TIME = 25;
const UNREAD = 'a case cannot be read, and the register leaves it out';
