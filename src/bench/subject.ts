import { randomUUID } from 'node:crypto';
import { startApp, type App } from '../app';
import { readConfig } from '../config';
import type { Instant } from '../domain/calendar/date';
import type { Fact, FactBody } from '../domain/case/fact';
import { loadDemo } from '../demo/load-demo';
import { createLog } from '../log';
import type { Person } from '../people/directory';
import type { Storage } from '../stores';
import type { CountingConnector } from './connector';
import { BENCH_KEYS_TEXT } from './field-keys';
import type { Contender } from './measure';
import { teamsClient } from './teams-client';
import { PUPIL } from './pupil';

const NOW = '2026-04-28T08:00:00.000Z';
/** Two telephone calls to every number: a check of the attendance lead's, due from the first day on. */
const ITEM = 'S04';

export interface Subject {
  readonly contenders: readonly Contender[];
  stop(): Promise<void>;
}

/** The whole bot on this database, with `cases` cases that wait for a check. */
export async function startSubject(
  name: string,
  place: Readonly<Record<string, string>>,
  connector: CountingConnector,
  cases: number,
): Promise<Subject> {
  const config = readConfig({
    ALLOW_ANONYMOUS: '1',
    PORT: '0',
    CLOCK: NOW,
    LOG_LEVEL: 'silent',
    FIELD_KEYS: BENCH_KEYS_TEXT,
    ...place,
  });
  const app = await startApp(config, createLog('silent'), async (storage) => void (await loadDemo(storage, NOW)));
  const lead = await attendanceLead(app);
  const waiting = await openCases(app.storage, lead, cases);
  const client = teamsClient(app.port, connector.serviceUrl, lead);

  type Filled = ReturnType<typeof filledIn>;
  async function save(press: (data: Filled) => Promise<boolean>): Promise<void> {
    const reference = waiting.pop();
    if (!reference || !(await press(filledIn(reference)))) throw new Error(`${name}: the check was not saved`);
  }
  const executed = async (data: Filled) => (await client.press(data)).includes('adaptive');
  const said = async (data: Filled) => {
    const before = connector.received;
    await client.pressOnOldClient(data);
    return connector.received > before;
  };
  return {
    contenders: [
      { name: `checklist save, ${name}`, turn: () => save(executed) },
      { name: `the same, answered by a message`, turn: () => save(said) },
    ],
    stop: async () => {
      const saved = await savedChecks(app.storage, lead);
      await app.stop();
      if (saved !== cases - waiting.length) throw new Error(`${name}: ${saved} checks are on record`);
    },
  };
}

async function attendanceLead({ storage }: App): Promise<Person> {
  for (const { code } of await storage.directory.authorities()) {
    for (const { urn } of await storage.directory.schools(code)) {
      const [lead] = await storage.directory.withRoles(code, urn, ['attendance-lead']);
      if (lead) return lead;
    }
  }
  throw new Error('the demo has no attendance lead');
}

const filledIn = (reference: string) => ({
  verb: 'page',
  page: 'check',
  args: { case: reference, item: ITEM, seen: '' },
  step: 'next',
  outcome: 'spoke-parent',
  on: '2026-04-28',
  time: '08:50',
  method: 'Telephone',
  spokeTo: 'A parent',
  note: 'They will call back in the afternoon with the address of the aunt.',
  nextAction: 'Call again at 15:00',
});

/** References as the bot makes them, each once. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const referenceOf = (n: number): string => {
  const letters = [0, 1, 2, 3].map((place) => LETTERS[Math.floor(n / LETTERS.length ** place) % LETTERS.length]);
  return `WB-${letters.join('')}-ZZ`;
};

async function openCases(storage: Storage, lead: Person, count: number): Promise<string[]> {
  const references = Array.from({ length: count }, (_, n) => referenceOf(n));
  const { policy } = (await storage.directory.authority(lead.authority))!;
  for (const reference of references) {
    const facts = reportBy(lead.id);
    const { authority, school } = lead;
    const head = { id: randomUUID(), reference, school: school!, authority, policy, openedAt: facts[0]!.recordedAt };
    const keys = { open: true, upn: null, nameKey: reference, dateOfBirth: '2016-03-09' };
    await storage.cases.open({ ...head, version: facts.length, facts }, keys, '2026-05-05T07:30:00.000Z');
  }
  return references;
}

function reportBy(recordedBy: string): Fact[] {
  const recordedAt: Instant = '2026-04-27T08:10:00.000Z';
  return report.map((body) => ({ ...body, id: randomUUID(), recordedAt, recordedBy }));
}

const report: readonly FactBody[] = [
  { kind: 'opened', way: 'missing' },
  { kind: 'triaged', triage: { yes: [], groups: [], note: '' } },
  {
    kind: 'pupil-described',
    pupil: PUPIL,
  },
  {
    kind: 'absence-described',
    absence: { lastAttended: '2026-04-24', firstDayMissed: '2026-04-27', code: 'N', leaveEnded: null, note: '' },
  },
];

async function savedChecks(storage: Storage, lead: Person): Promise<number> {
  const cases = await storage.cases.openCases(lead.authority, lead.school);
  return cases.filter(({ facts }) => facts.some((fact) => fact.kind === 'check-recorded' && fact.item === ITEM)).length;
}
