import { randomUUID } from 'node:crypto';
import { createCasework } from '../../src/casework/create-casework';
import { londonInstant } from '../../src/domain/calendar/london';
import { policyPack } from '../../src/domain/policy/policies';
import { createLog } from '../../src/log';
import { MovingClock } from '../../src/moving-clock';
import type { Person } from '../../src/people/directory';
import { inOneSentence } from '../../src/records/audit/history';
import { flawsIn } from '../../src/records/audit/verify';
import { confirmationOf } from '../../src/records/retention/confirmation';
import { deleteDue } from '../../src/records/retention/delete';
import { previewOf } from '../../src/records/retention/preview';
import { previewInWords } from '../../src/records/retention/preview-in-words';
import { anAuthority, onTheTrail, type Staff } from '../builders/authority';
import { anAbsence, aPupil, noRisk } from '../builders/case';
import { storagesOfTheOwner, type TestStorage } from '../support/databases';

const NOW = '2033-06-01T08:00:00.000Z';

describe.each(storagesOfTheOwner)('a case that was joined with another and parted again, in %s', (_name, open) => {
  let opened: TestStorage;
  let people: Staff;
  beforeEach(async () => {
    opened = await open();
    people = await anAuthority(opened.storage, undefined, undefined, onTheTrail);
  });
  afterEach(() => opened.close());

  const preview = async () => {
    const [authority] = await opened.storage.directory.authorities();
    return previewOf(authority!, '2033-06-01', opened.storage, policyPack);
  };
  const stored = async (reference: string) => (await opened.storage.cases.byReference('341', reference))!;

  /** Of two children after all: what was said of the one stands on the case of the other. */
  async function parted() {
    const { storage } = opened;
    const clock = new MovingClock(londonInstant('2026-04-27', '08:40'));
    const casework = createCasework({ storage, policies: policyPack, clock, log: createLog('silent') });
    const report = async (by: Person) => {
      const given = { draftId: randomUUID(), triage: noRisk, pupil: aPupil(), absence: anAbsence() };
      return (await casework.report(by, given)).view.case.reference;
    };
    const [here, there] = [await report(people.lead), await report(people.otherLead)];
    await casework.recordSighting(people.otherLead, there, {
      ...{ on: '2026-04-26', where: 'elsewhere', by: 'Canary Neighbour', note: '' },
    });
    await casework.duplicates.join(people.officer, here, there);
    await casework.duplicates.part(people.officer, here, there, 'Twins');
    await casework.close(people.otherLead, there, 'reported-in-error', 'Was in class');
    const facts = (await stored(here)).facts.filter(({ moved }) => moved);
    return { casework, here, there, facts };
  }

  test('says at which other case what was taken over from it stays when it goes, and so does its tombstone', async () => {
    const { here, there, facts } = await parted();
    expect(JSON.stringify(facts)).toContain('Canary Neighbour');
    const seen = await preview();
    expect(seen.cases).toMatchObject([
      { reference: there, fate: { kind: 'goes' }, keptIn: [{ reference: here, facts: facts.length }] },
    ]);
    const words = previewInWords(seen).join('\n');
    expect(words).toContain(`Of it ${facts.length} facts on ${here} will stay: taken over while the two were joined`);
    expect(words).not.toContain('Canary');
    const before = await stored(here);
    for await (const { done } of deleteDue(seen, NOW, opened.storage)) expect(done).toBe(true);
    expect(await opened.storage.cases.byReference('341', there)).toBeNull();
    expect(await stored(here)).toEqual(before);
    const stone = (await opened.storage.audit.tombstone('341', there))!;
    expect(inOneSentence(stone, (person) => person)).toContain(
      `notices; ${facts.length} facts of it stay on ${here}; digest of its facts`,
    );
    for await (const flaw of flawsIn('341', opened.storage.audit)) expect(flaw).toBeNull();
  });

  test('keeps nothing at one that goes with it, each in its own time', async () => {
    const { casework, here, there } = await parted();
    const whileOpen = confirmationOf([await preview()]);
    await casework.close(people.lead, here, 'reported-in-error', 'Was in class');
    const seen = await preview();
    expect(confirmationOf([seen])).not.toBe(whileOpen);
    expect(seen.cases.map(({ reference, keptIn }) => [reference, keptIn]).sort()).toEqual(
      [
        [here, []],
        [there, []],
      ].sort(),
    );
    expect(previewInWords(seen).join('\n')).not.toContain('will stay');
    for await (const { done } of deleteDue(seen, NOW, opened.storage)) expect(done).toBe(true);
    expect((await opened.storage.cases.closed('341', '', 9)).cases).toEqual([]);
  });
});
