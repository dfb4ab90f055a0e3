import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { createCasework } from '../../src/casework/create-casework';
import type { Casework } from '../../src/casework/casework';
import { londonInstant } from '../../src/domain/calendar/london';
import type { Case } from '../../src/domain/case/case';
import { policyPack } from '../../src/domain/policy/policies';
import { MovingClock } from '../../src/moving-clock';
import type { Person } from '../../src/people/directory';
import type { Storage } from '../../src/stores';
import { anAuthority, type Staff } from '../builders/authority';
import { aPupil, anAbsence, noRisk } from '../builders/case';
import { storages, type TestStorage } from '../support/databases';
import { fact, keys } from './cases';

const MANY = 300;
const NOW = londonInstant('2026-04-27', '08:40');

type Method = (this: object, ...given: unknown[]) => Promise<unknown>;

/** What is asked of the store of cases, also within transactions, each with how many facts it handed out. */
function countingFacts({ cases }: Storage) {
  const kind = Object.getPrototypeOf(cases) as Record<string, Method>;
  const asked: string[] = [];
  const whole: Record<string, Method> = {};
  for (const name of Object.getOwnPropertyNames(kind).filter((one) => !['constructor', 'snapshot'].includes(one))) {
    const work = kind[name]!;
    whole[name] = work;
    kind[name] = function (...given) {
      const answer = work.apply(this, given);
      const at = asked.push(name) - 1;
      return Promise.resolve(answer).then((found) => {
        asked[at] = `${name}: ${factsIn(found)}`;
        return answer;
      });
    };
  }
  return { asked, stop: () => void Object.assign(kind, whole) };
}

const factsIn = (found: unknown): number => [found].flat().flatMap((one) => (one as Case | null)?.facts ?? []).length;

/** How long it takes to open a case grows with its facts, so that none is opened before it is known who asks. */
describe.each(storages)('a case of very many facts in %s', (_name, open) => {
  let opened: TestStorage;
  let people: Staff;
  let casework: Casework;
  let theirs: Case;
  beforeAll(async () => {
    opened = await open();
    const { storage } = opened;
    people = await anAuthority(storage);
    const clock = new MovingClock(NOW);
    casework = createCasework({ storage, policies: policyPack, clock, log: pino({ level: 'silent' }) });
    const report = { draftId: randomUUID(), triage: noRisk, pupil: aPupil(), absence: anAbsence() };
    const { view } = await casework.report(people.otherLead, report);
    theirs = view.case;
    const more = Array.from({ length: MANY }, () => fact({ kind: 'check-skipped', item: 'S04', reason: 'r' }));
    expect(await storage.cases.append(theirs.id, theirs.version, more, keys(), null)).toBe(true);
  });
  afterAll(() => opened.close());

  const alertOn = async (caseId: string, recipient: string): Promise<string> => {
    const id = randomUUID();
    const alert = { id, kind: 'alert', authority: '341', caseId, recipient } as const;
    const due = { obligation: policyPack('liverpool').alerts[0]!.id, occurrence: id, dueAt: NOW, urgent: false };
    await opened.storage.transaction(({ outbox }) => outbox.add([{ ...alert, ...due }]));
    return id;
  };

  const asking = async (ask: () => Promise<unknown>) => {
    const { asked, stop } = countingFacts(opened.storage);
    const said = await ask()
      .then(
        () => 'answered',
        ({ says }: { says: string }) => says,
      )
      .finally(stop);
    return { said, asked };
  };

  const ASKED: Readonly<Record<string, (person: Person, reference: string, delivery: string) => Promise<unknown>>> = {
    'is looked at': (person, reference) => casework.see(person, reference),
    'is written on': (person, reference) =>
      casework.recordSighting(person, reference, { on: '2026-04-26', where: 'elsewhere', by: 'A neighbour', note: '' }),
    'is linked with another': (person, reference) => casework.siblings.link(person, reference, [reference]),
    'has an alert of it answered': (person, _, delivery) => casework.acknowledge(person, delivery),
    'has an alert of it put off': (person, _, delivery) => casework.alerts.own(person, delivery),
  };

  test.each(Object.entries(ASKED))(
    'is not opened for who may not see it: what there is not, and %s, is answered alike',
    async (_what, ask) => {
      const alert = await alertOn(theirs.id, people.lead.id);
      const forbidden = await asking(() => ask(people.lead, theirs.reference, alert));
      expect(forbidden.said).toContain('There is no case');
      expect(forbidden).toEqual(await asking(() => ask(people.lead, 'WB-ZZZZ-ZZ', randomUUID())));
      expect(forbidden.asked.length).toBeGreaterThan(0);
    },
  );

  test('is opened for who may, once', async () => {
    const { asked } = await asking(() => casework.see(people.otherLead, theirs.reference));
    expect(asked).toEqual(['headByReference: 0', `byId: ${theirs.version + MANY}`]);
  });
});
