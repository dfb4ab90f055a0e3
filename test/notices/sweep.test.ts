import type { CaseStore } from '../../src/casework/case-store';
import type { AlarmCall } from '../../src/notices/chain/taking';
import { UNCOUNTED } from '../../src/notices/escalations';
import { createSweeper } from '../../src/notices/sweep';
import type { Storage } from '../../src/stores';
import { atRisk } from '../builders/case';
import { aWorld } from '../casework/world';

/** One of its cases cannot be read. */
const unreadable = (storage: Storage, broken: string): Storage => ({
  ...storage,
  transaction: (work) =>
    storage.transaction((stores) => {
      const cases: CaseStore = Object.assign(Object.create(stores.cases), {
        byId: async (id: string) => {
          if (id === broken) throw new Error('it cannot be read');
          return stores.cases.byId(id);
        },
        setNextDue: (...next: Parameters<CaseStore['setNextDue']>) => stores.cases.setNextDue(...next),
      });
      return work({ ...stores, cases });
    }),
});

describe('what falls due', () => {
  it('goes into the outbox once, whatever is swept again, and not before its moment', async () => {
    const { storage, people, report, sweep, at } = await aWorld();
    const { case: theCase } = await report();
    const toOfficer = async () =>
      (await storage.outbox.ofCase(theCase.id))
        .filter(({ recipient }) => recipient === people.officer.id)
        .map(({ obligation }) => obligation);
    at('2026-05-05', '08:29');
    await sweep();
    expect(await toOfficer()).toEqual([]);
    at('2026-05-05', '08:30');
    await Promise.all([sweep(), sweep()]);
    await sweep();
    expect(await toOfficer()).toEqual(['ews-contact-due']);
    at('2026-05-11', '08:30');
    await sweep();
    expect((await toOfficer()).filter((id) => id.startsWith('notification'))).toEqual([
      'notification-coming',
      'notification-due',
    ]);
  });

  it.each([
    ['looks again', 1, true],
    ['and nothing of it stays when there is no end of it', 99, false],
  ])('is raised from the case as it is: %s when somebody writes meanwhile', async (_what, disturbances, raised) => {
    const { storage, deps, report, at, lines } = await aWorld();
    const { case: theCase } = await report();
    const before = (await storage.outbox.ofCase(theCase.id)).length;
    at('2026-05-05', '09:00');
    let left = disturbances;
    const disturbed: Storage = {
      ...storage,
      transaction: (work) =>
        storage.transaction((stores) => {
          const cases: CaseStore = Object.assign(Object.create(stores.cases), {
            byId: (id: string) => stores.cases.byId(id),
            setNextDue: async (...next: Parameters<CaseStore['setNextDue']>) =>
              left-- > 0 ? false : stores.cases.setNextDue(...next),
          });
          return work({ ...stores, cases });
        }),
    };
    await createSweeper({ ...deps, storage: disturbed }).sweep();
    expect((await storage.outbox.ofCase(theCase.id)).length > before).toBe(raised);
    expect((await storage.cases.due(deps.clock.now(), 9)).length).toBe(raised ? 0 : 1);
    const told = expect.objectContaining({ level: 50, code: 'WrittenMeanwhile' });
    expect(lines.filter((line) => told.asymmetricMatch(line))).toHaveLength(raised ? 0 : 1);
  });

  it('goes on with the others, and calls the operator once a day, where one case cannot be looked at', async () => {
    const { storage, deps, report, at, alarms, lines } = await aWorld();
    const broken = (await report()).case;
    const fine = (await report({ pupil: { forename: 'Robin', surname: 'Oakes', upn: null } })).case;
    expect(fine.id).not.toBe(broken.id);
    const counted: number[] = [];
    const sweeper = createSweeper({
      ...{ ...deps, storage: unreadable(storage, broken.id) },
      escalations: { ...UNCOUNTED, notLookedAt: (cases) => void counted.push(cases) },
    });
    const before = (await storage.outbox.ofCase(fine.id)).length;
    const days = ['2026-05-05', '2026-05-05', '2026-05-06'] as const;
    for (const [n, day] of days.entries()) {
      at(day, n === 1 ? '12:00' : '09:00');
      await sweeper.sweep();
    }
    expect((await storage.outbox.ofCase(fine.id)).length).toBeGreaterThan(before);
    const alarm = { what: 'cases-not-looked-at', cases: [broken.id] };
    expect(alarms.filter(({ what }) => what === alarm.what)).toEqual([alarm, alarm]);
    expect(counted).toEqual([1, 1, 1]);
    expect(lines).toContainEqual(expect.objectContaining({ level: 50, case: broken.id }));
  });

  it('calls again soon where the operator did not hear', async () => {
    const { storage, deps, report, at } = await aWorld();
    const { id } = (await report()).case;
    const calls: string[] = [];
    const alarm: AlarmCall = ({ what }, heard) => void heard(calls.push(what) > 1);
    const sweeper = createSweeper({ ...deps, alarm, storage: unreadable(storage, id) });
    for (const time of ['09:00', '09:01', '09:06', '09:30'] as const) {
      at('2026-05-05', time);
      await sweeper.sweep();
    }
    expect(calls).toEqual(['cases-not-looked-at', 'cases-not-looked-at']);
  });

  it('leaves cases that rest alone', async () => {
    const { report, sweep, at } = await aWorld();
    await report();
    expect(await sweep()).toBe(0);
    at('2026-05-05', '09:00');
    expect(await sweep()).toBe(1);
    expect(await sweep()).toBe(0);
  });

  it('is not sent for a check that has been made', async () => {
    const { storage, casework, people, report, sweep, at } = await aWorld();
    const { case: theCase, policy } = await report();
    const item = policy.checklist.find(({ id }) => id === 'E01')!;
    at('2026-05-01', '10:00');
    const evidence = Object.fromEntries(item.evidence.map((field) => [field.id, field.choices[0]?.id ?? '2026-05-01']));
    await casework.recordCheck(
      people.lead,
      theCase.reference,
      'E01',
      {
        outcome: item.settles[0]!,
        on: '2026-05-01',
        at: null,
        method: 'telephone',
        spokeTo: '',
        note: '',
        nextAction: '',
        evidence,
        asked: item.asks,
      },
      null,
    );
    at('2026-05-05', '09:00');
    await sweep();
    const sent = (await storage.outbox.ofCase(theCase.id)).map(({ obligation }) => obligation);
    expect(sent).not.toContain('ews-contact-due');
    expect(sent).toContain('school-day-6');
  });

  it('says loudly, and without a name, that nobody holds the role that an alert is for', async () => {
    const { storage, people, report, lines } = await aWorld();
    await storage.directory.savePeople('341', [{ ...people.lead }]);
    const { case: theCase } = await report({ triage: atRisk });
    const loud = lines.filter(({ level }) => level === 50);
    expect(loud).toEqual(
      expect.arrayContaining([expect.objectContaining({ reference: theCase.reference, rule: 'at-risk-report' })]),
    );
    expect(JSON.stringify(lines)).not.toContain('Ashdown');
  });

  it('is that a case was closed: told to the school and the officer, but not to the one who closed it', async () => {
    const { storage, casework, people, report } = await aWorld();
    const bySchool = await report();
    const byOfficer = await report({ pupil: { upn: 'R341999926002', forename: 'Wren' } });
    await casework.close(people.lead, bySchool.case.reference, 'reported-in-error', 'At a dentist');
    await casework.close(people.officer, byOfficer.case.reference, 'reported-in-error', 'At a match');
    const told = async (id: string) =>
      (await storage.outbox.ofCase(id))
        .filter(({ obligation }) => obligation === 'case-closed')
        .map(({ obligation, recipient }) => [obligation, recipient]);
    expect(await told(bySchool.case.id)).toEqual([['case-closed', people.officer.id]]);
    expect(await told(byOfficer.case.id)).toEqual([['case-closed', people.lead.id]]);
  });

  it('is that a case was closed in the evening: told the next morning, and then the case rests', async () => {
    const { storage, casework, people, report, at, sweep } = await aWorld();
    const { case: theCase } = await report();
    at('2026-04-27', '18:30');
    await casework.close(people.lead, theCase.reference, 'reported-in-error', 'At a dentist');
    const closing = async () =>
      (await storage.outbox.ofCase(theCase.id)).filter(({ obligation }) => obligation === 'case-closed');
    expect(await closing()).toHaveLength(0);
    at('2026-04-28', '08:30');
    await sweep();
    expect((await closing()).map(({ recipient }) => recipient)).toEqual([people.officer.id]);
    expect(await storage.cases.earliestDue('2000-01-01T00:00:00.000Z')).toBeNull();
  });

  it('is answered once: the first answer is a fact on the case', async () => {
    const { storage, casework, people, report } = await aWorld();
    const { case: theCase } = await report({ triage: atRisk });
    const alert = (await storage.outbox.ofCase(theCase.id)).find(({ recipient }) => recipient === people.officer.id)!;
    const first = await casework.acknowledge(people.officer, alert.id);
    const second = await casework.acknowledge(people.officer, alert.id);
    expect([first.first, second.first, second.delivery.acknowledgedBy]).toEqual([true, false, people.officer.id]);
    const { case: after } = await casework.see(people.officer, theCase.reference);
    expect(after.facts.filter(({ kind }) => kind === 'acknowledged')).toHaveLength(1);
    await expect(casework.acknowledge(people.otherLead, alert.id)).rejects.toMatchObject({ code: 'no-such-case' });
  });

  it('is answered by whom it was sent to only as long as the case is theirs', async () => {
    const { storage, casework, people, report } = await aWorld();
    const { case: theCase } = await report({ triage: atRisk });
    const alert = (await storage.outbox.ofCase(theCase.id)).find(({ recipient }) => recipient === people.officer.id)!;
    for (const moved of [
      { authority: '999' },
      { roles: ['attendance-lead'] as const, school: people.otherLead.school },
      { roles: ['administrator'] as const },
    ]) {
      const acknowledging = casework.acknowledge({ ...people.officer, ...moved }, alert.id);
      await expect(acknowledging).rejects.toMatchObject({ code: 'no-such-case' });
    }
    const caseworker = { ...people.officer, roles: ['caseworker'] as const };
    expect((await casework.acknowledge(caseworker, alert.id)).first).toBe(true);
  });
});
