import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { createCasework } from '../../src/casework/create-casework';
import { londonInstant } from '../../src/domain/calendar/london';
import { policyPack } from '../../src/domain/policy/policies';
import { MovingClock } from '../../src/moving-clock';
import { createSweeper } from '../../src/notices/sweep';
import type { CalendarEntry } from '../../src/people/directory';
import { importCalendar } from '../../src/people/import/calendar';
import { importPeople } from '../../src/people/import/people';
import type { Storage } from '../../src/stores';
import { anAuthority, SCHOOL, type Staff } from '../builders/authority';
import { aPupil, anAbsence, noRisk } from '../builders/case';
import { storages, type TestStorage } from '../support/databases';
import { aCase, keys } from './cases';

const closedFrom27April = `authority,school_urn,kind,from,to,note
341,,term,2025-09-01,2026-04-24,Autumn to spring
341,,term,2026-06-01,2026-07-20,Summer
`;

describe.each(storages)('what an operator imports while the bot runs, in %s', (_name, open) => {
  let opened: TestStorage;
  let storage: Storage;
  let people: Staff;
  let clock: MovingClock;
  const log = pino({ level: 'silent' });

  beforeEach(async () => {
    opened = await open();
    storage = opened.storage;
    people = await anAuthority(storage);
    clock = new MovingClock(londonInstant('2026-04-27', '08:40'));
  });
  afterEach(() => opened.close());

  const services = () => ({ storage, policies: policyPack, clock, log, alarm: () => {} });
  const report = async () => {
    const given = { draftId: randomUUID(), triage: noRisk, pupil: aPupil(), absence: anAbsence() };
    return (await createCasework(services()).report(people.lead, given)).view.case;
  };
  const noticesOf = async (caseId: string) =>
    (await storage.outbox.ofCase(caseId)).map(({ obligation, recipient }) => ({ obligation, recipient }));
  /** As the bot remembers it, until it asks again whether anything has changed. */
  const remember = async () => {
    await storage.directory.calendar(SCHOOL);
    await storage.directory.withRoles('341', null, ['tracking-officer']);
  };

  test('counts in the sweep that follows at once, though the calendar of before is still remembered', async () => {
    const theCase = await report();
    await remember();
    clock.moveTo(londonInstant('2026-05-11', '08:40'));
    await importCalendar(opened.elsewhere, closedFrom27April, clock.now());
    await createSweeper(services()).sweep();
    expect((await noticesOf(theCase.id)).map(({ obligation }) => obligation)).not.toContain('notification-due');
    expect(await storage.cases.due(clock.now(), 10)).toEqual([]);
  });

  test('alerts whoever has a role now, though those of before are still remembered', async () => {
    const theCase = await report();
    await remember();
    clock.moveTo(londonInstant('2026-05-05', '08:40'));
    const row = ({ tenantId, entraId, name, school, roles }: Staff['lead']) =>
      `${tenantId},${entraId},${name},341,${school ?? ''},${roles.join(';')}`;
    const newOfficer = { ...people.officer, entraId: randomUUID(), name: 'Ina New' };
    const csv = ['tenant_id,entra_id,name,authority,school_urn,roles', ...[people.lead, newOfficer].map(row)];
    await importPeople(opened.elsewhere, csv.join('\n'), clock.now());
    await createSweeper(services()).sweep();
    const { id } = (await opened.elsewhere.directory.personByEntraId(newOfficer.tenantId, newOfficer.entraId))!;
    expect(await noticesOf(theCase.id)).toContainEqual({ obligation: 'ews-contact-due', recipient: id });
  });

  test('counts for what is recorded right after it', async () => {
    const theCase = await report();
    await remember();
    await importCalendar(opened.elsewhere, closedFrom27April, clock.now());
    await storage.transaction(async ({ cases }) => cases.setNextDue(theCase.id, theCase.version, null));
    const contact = { agency: 'police', reference: 'LOG 1', on: '2026-04-27', at: '08:30', note: '' } as const;
    await createCasework(services()).recordSafeguardingContact(people.lead, theCase.reference, contact);
    const next = await storage.cases.earliestDue(clock.now());
    expect(next === null || next >= '2026-06-01').toBe(true);
  });

  test('waits for what is being written, and then marks that too', async () => {
    const written = aCase({ authority: '341', school: SCHOOL });
    const entry: CalendarEntry = {
      ...{ authority: '341', school: SCHOOL, kind: 'inset', note: 'INSET' },
      ...{ from: '2026-04-28', to: '2026-04-28' },
    };
    const held = Promise.withResolvers<void>();
    const importing = held.promise.then(() =>
      opened.elsewhere.transaction(async (stores) => {
        await stores.directory.saveCalendar([entry]);
        return stores.cases.makeDue('341', SCHOOL, clock.now());
      }),
    );
    await storage.transaction(async ({ directory, cases, settings }) => {
      await directory.holdStill();
      held.resolve();
      // on a server the import has all this time to overtake
      for (let n = 0; n < 50; n += 1) await settings.get('nothing');
      await cases.open(written, keys(), null);
    });
    expect(await importing).toBe(1);
    expect(await storage.cases.due(clock.now(), 10)).toEqual([written.id]);
  });
});
