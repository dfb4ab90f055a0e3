import { randomUUID } from 'node:crypto';
import { keysOf } from '../../casework/record';
import { londonDate } from '../../domain/calendar/london';
import type { Instant } from '../../domain/calendar/date';
import type { Case } from '../../domain/case/case';
import type { FactBody } from '../../domain/case/fact';
import type { Person } from '../../people/directory';
import type { Storage } from '../../stores';
import { A_LONG_TERM, foundAuthority } from '../crowd/authority';
import { schoolDaysBefore } from '../crowd/case';
import { IN_SCHOOL_HOURS } from '../crowd/rules';
import { PUPIL } from '../pupil';

/** Where a case belongs: to the first or the second school of one authority, or to another authority. */
export const PLACES = ['first', 'second', 'elsewhere'] as const;
export type Place = (typeof PLACES)[number];

/** A word that stands in every field about a child of this place, and nowhere else. */
export const CANARIES: Readonly<Record<Place, string>> = {
  first: 'Quokkakestrel',
  second: 'Numbatkestrel',
  elsewhere: 'Potorookestrel',
};

/** Somebody from whom Teams brings activities, with what they may be shown. */
export interface Sender {
  readonly name: string;
  readonly person: Pick<Person, 'entraId' | 'tenantId'>;
  readonly mayRead: readonly Place[];
}

/** Two authorities with their children, those who ask about them, and the ids of everything that can be asked for. */
export interface Ground {
  readonly senders: readonly Sender[];
  readonly tenants: readonly string[];
  /** Ids and references, whoever they belong to. */
  readonly ids: readonly string[];
  /** References by place. */
  readonly references: Readonly<Record<Place, readonly string[]>>;
}

const CASES = 4;
const STRANGERS_TENANT = '99999999-9999-4999-8999-999999999999';

/** Nobody of the first authority who asks may write beyond their school, so that no case of one school becomes the other's. */
export async function prepareGround(storage: Storage, now: Instant): Promise<Ground> {
  const founding = { leads: 1, daysKnown: A_LONG_TERM };
  const staff = ['head-teacher', 'safeguarding-lead', 'panel-member'] as const;
  const officers = ['tracking-officer', 'service-manager', 'administrator'] as const;
  const here = await foundAuthority(storage, { ...founding, tenant: 0, schools: 2, staff }, now);
  const there = await foundAuthority(storage, { ...founding, tenant: 1, schools: 1, staff: officers }, now);
  const [one, two] = [...here.atSchool.keys()] as [string, string];
  const [other] = [...there.atSchool.keys()] as [string];
  const of = (people: readonly Person[], mayRead: readonly Place[]) =>
    people.map((person): Sender => ({ name: `${person.roles.join()} of ${mayRead.join()}`, person, mayRead }));
  const at = (urn: string | null) => here.people.filter(({ school }) => school === urn);
  const { tenantId } = here.people[0]!;
  const references: Record<Place, string[]> = { first: [], second: [], elsewhere: [] };
  const ids: string[] = [];
  for (const [place, authority, urn] of [
    ['first', here, one],
    ['second', here, two],
    ['elsewhere', there, other],
  ] as const) {
    for (let n = 0; n < CASES; n += 1) {
      const theCase = aCase(place, n, { authority: authority.code, urn, by: authority.atSchool.get(urn)![0]! }, now);
      await storage.cases.open(theCase, keysOf(theCase), now);
      references[place].push(theCase.reference);
      ids.push(theCase.id, theCase.reference);
    }
  }
  return {
    senders: [
      ...of(at(one), ['first']),
      ...of(at(two).slice(0, 1), ['second']),
      ...of(at(null), ['first', 'second']),
      ...of(there.people, ['elsewhere']),
      { name: 'somebody unknown', person: { entraId: randomUUID(), tenantId }, mayRead: [] },
      { name: 'somebody of elsewhere', person: { entraId: randomUUID(), tenantId: STRANGERS_TENANT }, mayRead: [] },
    ],
    tenants: [tenantId, there.people[0]!.tenantId],
    references,
    ids: [...ids, ...here.people.map(({ id }) => id), one, two, other],
  };
}

interface Where {
  readonly authority: string;
  readonly urn: string;
  readonly by: Person;
}

const LETTERS = 'ABCDEFGH';

function aCase(place: Place, n: number, { authority, urn, by }: Where, now: Instant): Case {
  const reference = `WB-FZ${LETTERS[PLACES.indexOf(place)]}${LETTERS[n]}-ZZ`;
  const facts = told(CANARIES[place], n, now).map((body) => ({
    ...body,
    id: randomUUID(),
    recordedAt: now,
    recordedBy: by.id,
  }));
  const head = { id: randomUUID(), reference, school: urn, authority, policy: IN_SCHOOL_HOURS.id, openedAt: now };
  return { ...head, version: facts.length, facts };
}

function told(canary: string, n: number, now: Instant): FactBody[] {
  const firstDayMissed = schoolDaysBefore(londonDate(now), 5);
  const line = `${canary} ${n}`;
  const pupil = {
    ...{ ...PUPIL, upn: null, upnUnknown: 'other' as const },
    ...{
      forename: `Rowan${LETTERS[n]}`,
      surname: canary,
      otherNames: canary,
      lastKnownAddress: `${line}, Example Row`,
    },
    ...{ parents: `Jo ${line}`, emergencyContacts: `Kit ${line}`, siblings: `Ash ${line}` },
  };
  const days = { lastAttended: schoolDaysBefore(firstDayMissed, 1), firstDayMissed, code: 'N', leaveEnded: null };
  const [question] = IN_SCHOOL_HOURS.triage.questions;
  return [
    { kind: 'opened', way: 'missing' },
    { kind: 'triaged', triage: { yes: n === 0 ? [question!.id] : [], groups: [], note: line } },
    { kind: 'pupil-described', pupil },
    { kind: 'absence-described', absence: { ...days, note: line } },
    { kind: 'seen', sighting: { on: firstDayMissed, where: 'elsewhere', by: line, note: line } },
  ];
}
