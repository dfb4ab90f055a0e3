import { casesTogether } from '../casework/cases-together';
import { calendarFor } from '../casework/load';
import type { Clock } from '../clock';
import type { Instant } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import { OFFICE_DAYS } from '../domain/calendar/office-days';
import type { AlertHours } from '../domain/case/alert-hours';
import { answerBy } from '../domain/case/answer-time';
import { readFacts } from '../domain/case/reading';
import { rulesNow } from '../domain/case/rules';
import type { PolicyPack } from '../domain/policy/pack';
import type { Policies } from '../domain/policy/policies';
import type { Directory, Person } from '../people/directory';
import type { Stores } from '../stores';
import { hoursOf, quietUntil } from './answering';
import { askingOnce } from './asking-together';
import type { Delivery } from './outbox';

/** Hours in which nobody is told what is not urgent, whether it is tried for the first time or was refused before. */
export interface Quiet {
  /** Up to when this one is held back at this moment of the bot's clock; null while it may be sent. Never throws. */
  until(delivery: Told, at?: Instant): Promise<Instant | null>;
  /** Whether so many of the hours in which it may be told have passed since then; true where nobody can say. Never throws. */
  havePassed(schoolHours: number, since: Instant, delivery: Told): Promise<boolean>;
}

type Told = Pick<Delivery, 'kind' | 'urgent' | 'caseId' | 'recipient'>;

interface Deps {
  readonly storage: Pick<Stores, 'cases' | 'directory'>;
  readonly policies: Policies;
  readonly clock: Clock;
}

/** Where nobody asks for quiet. */
export const NO_QUIET: Quiet = { until: async () => null, havePassed: async () => true };

/** A card that is edited makes no sound, and an agenda is posted when its meeting asks for it. */
const HELD_BACK: readonly Delivery['kind'][] = ['alert', 'unreached', 'digest', 'summary'];

export function createQuiet({ storage: { cases, directory }, policies, clock }: Deps): Quiet {
  const caseOf = casesTogether(cases);

  const hoursOfCase = askingOnce(async (caseId: string): Promise<AlertHours | null> => {
    const theCase = await caseOf(caseId);
    if (!theCase) return null;
    const { way } = readFacts(theCase.facts);
    const calendar = await calendarFor(theCase, directory);
    return hoursOf({ assessment: { way }, calendar, policy: policies(rulesNow(theCase)) });
  });

  const hoursOfPerson = askingOnce(async (id: string): Promise<AlertHours | null> => {
    const person = await directory.person(id);
    const authority = person && (await directory.authority(person.authority));
    return authority ? hoursAt(person, policies.inForce(authority.policy, londonDate(clock.now())), directory) : null;
  });

  // What cannot be read is told nevertheless: to be woken by it is the lesser harm.
  const hoursFor = ({ caseId, recipient }: Pick<Told, 'caseId' | 'recipient'>): Promise<AlertHours | null> =>
    (caseId ? hoursOfCase(caseId) : hoursOfPerson(recipient)).catch(() => null);

  return {
    async until({ kind, urgent, caseId, recipient }, at = clock.now()) {
      if (urgent || !HELD_BACK.includes(kind)) return null;
      const hours = await hoursFor({ caseId, recipient });
      return hours && quietUntil(at, hours);
    },
    async havePassed(schoolHours, since, delivery) {
      const hours = await hoursFor(delivery);
      const by = hours && answerBy(since, { schoolHours }, hours);
      return !by?.known || by.at <= clock.now();
    },
  };
}

/** The hours of somebody's school, or of an office. */
export const hoursAt = async (
  { school }: Pick<Person, 'school'>,
  policy: PolicyPack,
  directory: Pick<Directory, 'calendar'>,
): Promise<AlertHours> => ({ calendar: school === null ? OFFICE_DAYS : await directory.calendar(school), policy });
