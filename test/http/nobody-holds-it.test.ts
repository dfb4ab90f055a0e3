import type { Triage } from '../../src/domain/case/fact';
import type { AlarmReceiver } from '../../src/bench/alarm-receiver';
import { anAbsence, aPupil, atRisk, noRisk } from '../builders/case';
import { newId } from '../support/bot';
import { say, type MainJobBot } from './main-job-bot';
import { eachWithAnOperator, watched } from './steps-taken';

let house: MainJobBot;
let operator: AlarmReceiver;
eachWithAnOperator((aHouse, anOperator) => {
  [house, operator] = [aHouse, anOperator];
});

const { chat, only } = watched(() => house);
const reported = async (triage: Triage = atRisk) => {
  const report = { draftId: newId(), triage, absence: anAbsence(), pupil: aPupil() };
  const { view } = await house.casework.report(house.people.lead, report);
  await house.fallDue();
  return view.case.reference;
};
const rows = async (reference: string, rule: string) => {
  const theCase = (await house.storage.cases.byReference(house.people.lead.authority, reference))!;
  return (await house.storage.outbox.ofCase(theCase.id)).filter(({ obligation }) => obligation === rule);
};

describe('an alert for a role that nobody holds', () => {
  test('is told to whoever stands in for the role, and stands among what was not delivered', async () => {
    const { lead, safeguarding, caseworker, manager } = house.people;
    await house.as(caseworker).say('hello');
    await only(lead, safeguarding, caseworker, manager);
    const reference = await reported();
    const told = chat(caseworker).filter((text) => text.includes(reference));
    expect(told).toEqual([expect.stringMatching(/I could not bring it to the pupil tracking officer \(nobody yet\)/)]);
    const listed = await say(house.as(manager), 'deliveries failed');
    expect(listed.text).toContain('To the pupil tracking officer (nobody yet)');
    expect(listed.text).toContain('Nobody holds this role. It is sent to whoever is given it.');
    expect(operator.taken).toEqual([]);
  });

  test('of a school is told to whoever stands in for it at that school', async () => {
    const { lead, head, officer } = house.people;
    await only(lead, head, officer);
    const reference = await reported();
    const told = chat(head).filter((text) => text.includes(reference));
    expect(told).toEqual([expect.stringMatching(/not bring it to the designated safeguarding lead \(nobody yet\)/)]);
  });

  test('raises the operator’s alarm where nobody stands in either', async () => {
    const { lead, safeguarding } = house.people;
    await only(lead, safeguarding);
    const [row] = await rows(await reported(), 'at-risk-report');
    expect(operator.taken).toEqual([
      { what: 'alert-reaches-nobody', notice: row!.id, authority: '341', rule: 'at-risk-report', alarms: 1 },
    ]);
  });

  test('goes to whoever is given the role, also days later, and then nothing is missing any more', async () => {
    const { lead, safeguarding, officer } = house.people;
    await only(lead, safeguarding);
    const reference = await reported();
    await house.at('2026-04-29', '10:00');
    await only(lead, safeguarding, officer);
    const before = chat(officer).length;
    await house.at('2026-04-29', '10:05');
    expect(chat(officer).slice(before).join(' ')).toContain('A child who may be at risk is missing');
    const states = (await rows(reference, 'at-risk-report')).map(({ recipient, state }) => [recipient, state]);
    expect(states).toEqual(
      expect.arrayContaining([
        ['role::tracking-officer', 'dead'],
        [officer.id, 'sent'],
      ]),
    );
    expect(await house.storage.steps.alarms()).toBe(0);
  });

  test('is passed on like any other when its time to answer is over', async () => {
    const { lead, safeguarding, manager, caseworker } = house.people;
    for (const person of [manager, caseworker]) await house.as(person).say('hello');
    await only(lead, safeguarding, manager, caseworker);
    const reference = await reported();
    await house.at('2026-04-27', '12:00');
    const passed = (await rows(reference, 'at-risk-report')).filter((one) => one.passed);
    expect(passed.map(({ recipient, state }) => [recipient, state])).toEqual([[manager.id, 'sent']]);
    expect(chat(manager).join(' ')).toContain('the pupil tracking officer (nobody yet)');
  });
});

test('of news it is enough that somebody hears it', async () => {
  const { lead, safeguarding, officer } = house.people;
  await only(safeguarding, officer, lead);
  const reference = await reported(noRisk);
  await only(safeguarding, officer);
  await house.casework.close(safeguarding, reference, 'reported-in-error', 'At a dentist');
  await house.fallDue();
  expect((await rows(reference, 'case-closed')).map(({ recipient }) => recipient)).toEqual([officer.id]);
});
