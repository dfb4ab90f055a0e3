import { listNote } from '../casework/deed';
import { refusing } from '../casework/refusing';
import { seenAmong, seesByAgenda } from '../casework/seeing';
import { may } from '../domain/access/table';
import { inWords, type LocalDate } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import { countByReason, inOrderOf } from '../domain/register/order';
import { rowOfLine } from '../domain/register/register';
import { Refusal } from '../errors';
import { notAllowed } from '../people/allow';
import type { Person } from '../people/directory';
import { calendarsOf } from './calendars';
import type { PanelDeps } from './create-panel';
import { createReckoning } from './reckon';
import type { Register, RegisterLook, RegisterPage } from './register';
import { linesFrom, readFrom, type FoundLine } from './register-lines';

export function createRegister(deps: PanelDeps): Register {
  const { storage, policies, clock, log } = deps;

  return {
    ...createReckoning(deps),

    look: (person, look, from, most) =>
      refusing(person, 'see-register', deps, async () => {
        if (!may(person, 'see-register', null)) throw notAllowed('see-register');
        const now = clock.now();
        const page = await pageOf(person, look, from, most, londonDate(now));
        const shown = page.rows.map(({ caseId }) => caseId);
        storage.audit.later(listNote({ person, action: 'see-register' }, shown, now));
        return page;
      }),
  };

  async function pageOf(
    person: Person,
    look: RegisterLook,
    wanted: number,
    most: number,
    today: LocalDate,
  ): Promise<RegisterPage> {
    const asOf = dayOf(look, today);
    const { policy: pack } = (await storage.directory.authority(person.authority)) ?? noAuthority(person.authority);
    const { title, reasons } = policies.inForce(pack, today).panel.register;
    const index = await storage.cases.onRegister(person.authority, asOf);
    const given = { day: asOf, stores: storage, policies, ...seeing(person) };
    const { lines, unread } = await linesFrom(index, given);
    const schools = new Map((await storage.directory.schools(person.authority)).map(({ urn, name }) => [urn, name]));
    const all = inOrderOf(lines, look, (urn) => schools.get(urn) ?? urn);
    const from = wanted < all.length ? wanted : Math.max(0, Math.floor((all.length - 1) / most) * most);
    const { rows, lost } = await rowsOf(all.slice(from, from + most), given);
    for (const caseId of [...unread, ...lost]) log.error({ case: caseId }, UNREAD);
    const counts = countByReason(
      lines,
      reasons.map(({ id }) => id),
    );
    return {
      ...{ title, asOf, today, rows, total: all.length, from, schools, unread: unread.length + lost.length },
      reasons: counts.map((count, at) => ({ ...count, title: reasons[at]!.title })),
    };
  }

  /** Of a member of the panel each case is asked about; whoever works for the authority sees all of its own. */
  function seeing(person: Person) {
    if (!seesByAgenda(person, 'see-register')) return {};
    return {
      seenAmong: (cases: Parameters<typeof seenAmong>[1]) =>
        seenAmong(person, cases, storage, deps, clock.now(), 'see-register'),
    };
  }

  /** The columns, from the facts; what an index said of a case that is otherwise by now is not shown. */
  async function rowsOf(page: readonly FoundLine[], given: Parameters<typeof readFrom>[1]) {
    const toRead = page.filter(({ line }) => line === null).map(({ caseId }) => caseId);
    const read = await readFrom(toRead, given);
    const byCase = new Map(read.lines.map((line) => [line.entry.case.id, line]));
    const lines = page.flatMap(({ caseId, line }) => line ?? byCase.get(caseId) ?? []);
    const calendarOf = await calendarsOf(
      lines.map(({ entry }) => entry.case),
      storage.directory,
    );
    const found = new Set(lines.map(({ entry }) => entry.case.id));
    return {
      rows: lines.map((line) => rowOfLine(line, calendarOf, given.day)),
      lost: page.map(({ caseId }) => caseId).filter((id) => !found.has(id)),
    };
  }
}

const UNREAD = 'a case cannot be read, and the register leaves it out';

function dayOf({ on }: RegisterLook, today: LocalDate): LocalDate {
  if (on === null || on === today) return today;
  if (on < today) return on;
  throw new Refusal(
    'not-yet',
    `${inWords(on)} has not come yet. Give a day up to today, for example: register ${today}.`,
  );
}

const noAuthority = (code: string): never => {
  throw new Error(`authority ${code} is not in the directory`);
};
