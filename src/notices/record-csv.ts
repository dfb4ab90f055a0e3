import { stringify } from 'csv-stringify/sync';
import { ROLE_NAMES } from '../domain/access/roles';
import { londonDate, londonTime } from '../domain/calendar/london';
import type { Instant } from '../domain/calendar/date';
import type { Case } from '../domain/case/case';
import { rulesNow } from '../domain/case/rules';
import type { Policies } from '../domain/policy/policies';
import type { Person } from '../people/directory';
import type { Stores } from '../stores';
import { bearerOf } from './chain/lost';
import type { Step } from './chain/steps';
import { stepsInWords } from './chain/steps-in-words';
import { namedIn, type DeliveryWish } from './delivery-record';
import type { Delivery, NoticeKind } from './outbox';
import { vacancyInWords } from './vacancy';
import { whyNot } from './why-not';

interface Deps {
  readonly storage: Pick<Stores, 'outbox' | 'steps' | 'cases' | 'directory'>;
  readonly policies: Policies;
  /** Rows that are read and written at a time. */
  readonly pageSize?: number;
}

const PAGE_SIZE = 500;

const WITHOUT_RULE: Readonly<Record<NoticeKind, string>> = {
  alert: 'An alert',
  agenda: 'The panel’s agenda',
  unreached: 'Word of an alert that does not arrive',
  digest: 'What there was while they were away',
  summary: 'What a month came to',
  edit: '',
};

/** What the rows of one page speak of. */
interface About {
  readonly cases: ReadonlyMap<string, Case>;
  readonly people: ReadonlyMap<string, Person>;
  readonly steps: readonly Step[];
  /** Those on whose cards others are told. */
  readonly leads: readonly Delivery[];
}

/**
 * The record of deliveries as CSV for a spreadsheet, newest first, in pieces of one page: references and staff, and of
 * a child nothing. Times are those of London. A cell that begins like a formula is text.
 */
export async function* recordCsv(wish: DeliveryWish, deps: Deps): AsyncGenerator<string> {
  const { pageSize = PAGE_SIZE } = deps;
  let last: ReadonlySet<string> = new Set();
  for (let offset = 0; ; offset += pageSize) {
    const { deliveries } = await deps.storage.outbox.deliveries(wish, offset, pageSize);
    // What falls due while this is written pushes the end of the page before onto this one.
    const fresh = deliveries.filter(({ id }) => !last.has(id));
    const about = await aboutAll(fresh, deps);
    yield csvOf(
      fresh.map((one) => rowOf(one, about, deps.policies)),
      offset === 0,
    );
    if (deliveries.length < pageSize) return;
    last = new Set(deliveries.map(({ id }) => id));
  }
}

const COLUMNS = [
  ...['Due', 'Sent', 'What', 'Rule', 'Urgent', 'Case', 'To', 'Role', 'State', 'Why not', 'Attempts'],
  ...['May have arrived twice', 'Answered', 'Answered by', 'Passed on from', 'In place of', 'Told instead'],
] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], string | number>>;

const csvOf = (rows: readonly Row[], isFirst: boolean): string =>
  stringify([...rows], {
    columns: [...COLUMNS],
    header: isFirst,
    bom: isFirst,
    escape_formulas: true,
    record_delimiter: 'windows',
  });

async function aboutAll(deliveries: readonly Delivery[], { storage }: Deps): Promise<About> {
  const cases = new Map<string, Case>();
  for (const id of new Set(deliveries.flatMap(({ caseId }) => (caseId ? [caseId] : [])))) {
    const theCase = await storage.cases.byId(id);
    if (theCase) cases.set(id, theCase);
  }
  const leads = await storage.outbox.byIds(deliveries.flatMap(({ foldedInto }) => foldedInto ?? []));
  const steps = await storage.steps.ofMany(deliveries.map(({ id }) => id));
  const people = await storage.directory.people(namedIn(deliveries, steps));
  return { cases, steps, leads, people: new Map(people.map((person) => [person.id, person])) };
}

function rowOf(delivery: Delivery, { cases, people, steps, leads }: About, policies: Policies): Row {
  const { id, kind, obligation, recipient, acknowledgedBy, acknowledgedAt, passed, insteadOf = [] } = delivery;
  const card = bearerOf(delivery, leads);
  const theCase = delivery.caseId ? cases.get(delivery.caseId) : undefined;
  const nameOf = (person: string) => people.get(person)?.name ?? vacancyInWords(person) ?? 'somebody who has left';
  const isChannel = recipient.includes(':') && vacancyInWords(recipient) === null;
  return {
    Due: momentOf(delivery.dueAt),
    Sent: momentOf(card.sentAt),
    What: (kind === 'alert' && theCase && titleOf(obligation, theCase, policies)) || WITHOUT_RULE[kind],
    Rule: obligation,
    Urgent: delivery.urgent ? 'yes' : 'no',
    Case: theCase?.reference ?? '',
    To: isChannel ? 'A channel' : nameOf(recipient),
    Role: (people.get(recipient)?.roles ?? []).map((role) => ROLE_NAMES[role]).join('; '),
    State: card.state,
    'Why not': [...new Set([whyNot(delivery), whyNot(card)])].filter((line) => line !== '').join(' '),
    Attempts: card.attempts,
    'May have arrived twice': delivery.possibleRepeat || card.possibleRepeat ? 'yes' : 'no',
    Answered: momentOf(acknowledgedAt),
    'Answered by': acknowledgedBy ? nameOf(acknowledgedBy) : '',
    'Passed on from': (passed?.from ?? []).map(nameOf).join('; '),
    'In place of': insteadOf.map(nameOf).join('; '),
    'Told instead': stepsInWords(
      steps.filter(({ noticeId }) => noticeId === id),
      nameOf,
    ).join('. '),
  };
}

/** Also of the rules under which the case began, where it has been moved since. */
const titleOf = (rule: string, theCase: Case, policies: Policies): string | undefined =>
  [rulesNow(theCase), theCase.policy].flatMap((policy) => policies(policy).alerts).find(({ id }) => id === rule)?.title;

const momentOf = (at: Instant | null): string => (at ? `${londonDate(at)} ${londonTime(at)}` : '');
