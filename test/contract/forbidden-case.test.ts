import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { createCasework } from '../../src/casework/create-casework';
import type { Casework } from '../../src/casework/casework';
import { londonInstant } from '../../src/domain/calendar/london';
import type { Case } from '../../src/domain/case/case';
import { policyPack } from '../../src/domain/policy/policies';
import { MovingClock } from '../../src/moving-clock';
import { createPapers } from '../../src/records/create-papers';
import type { Papers } from '../../src/records/papers';
import { EVERY_TENANT } from '../../src/tenants';
import type { Person } from '../../src/people/directory';
import type { Storage } from '../../src/stores';
import { anAuthority, type Staff } from '../builders/authority';
import { aPupil, anAbsence, noRisk } from '../builders/case';
import { storages, type TestStorage } from '../support/databases';
import { fact, keys } from './cases';

const MANY = 300;
const NOW = londonInstant('2026-04-27', '08:40');

type Method = (this: object, ...given: unknown[]) => Promise<unknown>;

/** What is asked of the stores of cases and papers, also within transactions, each with how many facts it handed out. */
function countingFacts(storage: Storage) {
  const asked: string[] = [];
  const stops = (['cases', 'papers'] as const).map((store) => countingIn(storage[store], store, asked));
  return { asked, stop: () => stops.forEach((stop) => stop()) };
}

function countingIn(store: object, label: string, asked: string[]): () => void {
  const kind = Object.getPrototypeOf(store) as Record<string, Method>;
  const whole: Record<string, Method> = {};
  for (const name of Object.getOwnPropertyNames(kind).filter((one) => !NO_QUESTIONS.includes(one))) {
    const work = kind[name]!;
    whole[name] = work;
    kind[name] = function (...given) {
      const answer = work.apply(this, given);
      const at = asked.push(`${label}.${name}`) - 1;
      return Promise.resolve(answer).then((found) => {
        asked[at] = `${label}.${name}: ${factsIn(found)}`;
        return answer;
      });
    };
  }
  return () => void Object.assign(kind, whole);
}

const NO_QUESTIONS = ['constructor', 'snapshot', 'forgetCase'];

const factsIn = (found: unknown): number => [found].flat().flatMap((one) => (one as Case | null)?.facts ?? []).length;

/** How long it takes to open a case grows with its facts, so that none is opened before it is known who asks. */
describe.each(storages)('a case of very many facts in %s', (_name, open) => {
  let opened: TestStorage;
  let people: Staff;
  let casework: Casework;
  let papers: Papers;
  let theirs: Case;
  let paper: string;
  beforeAll(async () => {
    opened = await open();
    const { storage } = opened;
    people = await anAuthority(storage);
    const clock = new MovingClock(NOW);
    const deps = { storage, policies: policyPack, clock, log: pino({ level: 'silent' }) };
    casework = createCasework(deps);
    papers = createPapers({ ...deps, serves: EVERY_TENANT });
    const report = { draftId: randomUUID(), triage: noRisk, pupil: aPupil(), absence: anAbsence() };
    const { view } = await casework.report(people.otherLead, report);
    theirs = view.case;
    const made = await papers.make(people.otherLead, theirs.reference, { kind: 'case-json' });
    paper = made.made ? made.paper.id : '';
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

  interface Named {
    readonly reference: string;
    readonly delivery: string;
    readonly paperId: string;
  }
  const ASKED: Readonly<Record<string, (person: Person, named: Named) => Promise<unknown>>> = {
    'is looked at': (person, { reference }) => casework.see(person, reference),
    'is written on': (person, { reference }) =>
      casework.recordSighting(person, reference, { on: '2026-04-26', where: 'elsewhere', by: 'A neighbour', note: '' }),
    'is linked with another': (person, { reference }) => casework.siblings.link(person, reference, [reference]),
    'has an alert of it answered': (person, { delivery }) => casework.acknowledge(person, delivery),
    'has an alert of it put off': (person, { delivery }) => casework.alerts.own(person, delivery),
    'has a paper of it fetched once more': (person, { paperId }) => papers.again(person, paperId),
  };

  test.each(Object.entries(ASKED))(
    'is not opened for who may not see it: what there is not, and %s, is answered alike',
    async (_what, ask) => {
      const alert = await alertOn(theirs.id, people.lead.id);
      const forbidden = await asking(() =>
        ask(people.lead, { reference: theirs.reference, delivery: alert, paperId: paper }),
      );
      expect(forbidden.said).toContain('There is no case');
      const absent = { reference: 'WB-ZZZZ-ZZ', delivery: randomUUID(), paperId: randomUUID() };
      expect(forbidden).toEqual(await asking(() => ask(people.lead, absent)));
      expect(forbidden.asked.length).toBeGreaterThan(0);
    },
  );

  test('is opened for who may, once', async () => {
    const { asked } = await asking(() => casework.see(people.otherLead, theirs.reference));
    expect(asked).toEqual(['cases.headByReference: 0', `cases.byId: ${theirs.version + MANY}`]);
  });

  test('is not opened for who may not see it where it is a brother’s or sister’s, and is for who may', async () => {
    const report = { draftId: randomUUID(), triage: noRisk, absence: anAbsence() };
    const pupil = aPupil({ forename: 'Wren', upn: null });
    const { case: own } = (await casework.report(people.lead, { ...report, pupil })).view;
    await casework.siblings.link(people.officer, own.reference, [theirs.reference]);
    const view = await casework.see(people.lead, own.reference);
    const lookedAt = async (person: Person) => {
      const { asked, stop } = countingFacts(opened.storage);
      const found = await casework.siblings.of(person, view).finally(stop);
      return { ...found, linked: found.linked.length, asked };
    };
    const closed = ['cases.headById: 0'];
    expect(await lookedAt(people.lead)).toEqual({ linked: 0, elsewhere: true, asked: closed });
    expect(await lookedAt(people.officer)).toEqual({
      ...{ linked: 1, elsewhere: false },
      asked: [...closed, `cases.byId: ${theirs.version + MANY + 1}`],
    });
  });
});
