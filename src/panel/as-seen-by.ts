import { readNote } from '../casework/deed';
import { seenAmong } from '../casework/seeing';
import type { LocalDate } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import type { Case } from '../domain/case/case';
import { readFacts } from '../domain/case/reading';
import type { Agenda } from '../domain/panel/agenda';
import { isMeeting, meetingOn } from '../domain/panel/cycle';
import type { Person } from '../people/directory';
import { agendaOf } from './agenda-of';
import { authorityOf } from './authority-of';
import type { PanelDeps } from './create-panel';
import { cycleOf } from './cycle-of';
import type { ChildOnAgenda, SeenAgenda } from './panel';

/** Whoever looks is on the trail with the agenda, and with each child that they were shown. */
export async function asSeenBy(
  person: Person,
  planned: LocalDate,
  shown: (agenda: Agenda) => readonly string[],
  { storage, policies, clock, log }: PanelDeps,
): Promise<SeenAgenda | null> {
  const now = clock.now();
  const authority = await authorityOf(person.authority, storage);
  const cycle = await cycleOf(authority, londonDate(now), storage, policies);
  if (!isMeeting(cycle, planned)) return null;
  const { agenda, cases } = await agendaOf(authority, meetingOn(cycle, planned), now, storage, policies, log);
  storage.audit.later(readNote({ person, action: 'see-agenda' }, [], now));
  const listed = new Set(shown(agenda));
  const among = cases.filter(({ reference }) => listed.has(reference));
  const seen = await seenAmong(person, among, storage, { policies }, now);
  if (seen.length > 0) storage.audit.later(readNote({ person, action: 'see-case' }, seen, now));
  const schools = new Map((await storage.directory.schools(authority.code)).map(({ urn, name }) => [urn, name]));
  return { agenda, children: new Map(seen.flatMap((one) => childOf(one, schools))) };
}

/** Nobody has said yet who the child is: then the reference stands alone. */
function childOf({ reference, facts, school }: Case, schools: ReadonlyMap<string, string>): [string, ChildOnAgenda][] {
  const { pupil } = readFacts(facts);
  if (!pupil) return [];
  const name = `${pupil.forename} ${pupil.surname}`;
  return [[reference, { name, school: school === null ? null : (schools.get(school) ?? null) }]];
}
