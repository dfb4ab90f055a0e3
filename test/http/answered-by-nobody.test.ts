import { setTimeout as delay } from 'node:timers/promises';
import { londonInstant } from '../../src/domain/calendar/london';
import type { AlarmReceiver } from '../../src/bench/alarm-receiver';
import { reportPupil, say, type MainJobBot } from './main-job-bot';
import { CHANNEL, eachWithAnOperator, watched } from './steps-taken';

let house: MainJobBot;
let operator: AlarmReceiver;
eachWithAnOperator((aHouse, anOperator) => {
  [house, operator] = [aHouse, anOperator];
});
const { atRiskCase, block, chat, inChannel, noticeTo, only, stepsFor } = watched(() => house);

/** The officer is told of Day 6 on Tuesday 5 May, 08:30, and has four school hours; nobody comes after them. */
const begin = async () => {
  const { lead, safeguarding, head, officer, manager } = house.people;
  await house.as(manager).say('hello');
  await only(lead, safeguarding, head, officer);
  const { reference } = await reportPupil(house.as(lead));
  await house.at('2026-05-05', '08:31');
  return reference;
};
const alarms = (rule = 'ews-contact-due') =>
  (operator.taken as { what: string; rule: string }[]).filter((one) => one.rule === rule).map(({ what }) => what);
const NOBODY = 'alert-answered-by-nobody';

test('an alert that nobody answers is looked at again each school morning, and the operator hears of it', async () => {
  const reference = await begin();
  await house.at('2026-05-05', '12:29');
  expect(alarms()).toEqual([]);
  await house.at('2026-05-05', '12:31');
  expect(alarms()).toEqual([NOBODY]);
  const { id, answerBy } = await noticeTo(house.people.officer, reference);
  expect(answerBy).toBe('2026-05-06T07:30:00.000Z');
  expect(house.lines.filter((line) => line.includes('"level":60') && line.includes(id))).toHaveLength(1);
  for (const time of ['13:00', '17:00'] as const) await house.at('2026-05-05', time);
  expect(alarms()).toEqual([NOBODY]);
  await house.at('2026-05-06', '08:31');
  expect(alarms()).toEqual([NOBODY, NOBODY]);
  const { lead, safeguarding, head, officer, manager } = house.people;
  await only(lead, safeguarding, head, officer, manager);
  await house.at('2026-05-07', '08:31');
  expect(chat(manager).at(-1)).toContain('Passed on to you: no answer from Ed Track');
  expect(alarms()).toEqual([NOBODY, NOBODY]);
  expect(JSON.stringify(operator.taken) + house.lines.join('')).not.toMatch(/Rowan|Ashdown/);
});

test('the operator is called again where the alarm was not taken', async () => {
  await begin();
  operator.answerWith(500);
  for (const time of ['12:31', '12:33'] as const) await house.at('2026-05-05', time);
  operator.answerWith(200);
  await house.at('2026-05-05', '12:35');
  expect(alarms()).toEqual([]);
  await house.at('2026-05-05', '12:37');
  expect(alarms()).toEqual([NOBODY]);
  for (const time of ['12:45', '13:30'] as const) await house.at('2026-05-05', time);
  expect(alarms()).toEqual([NOBODY]);
});

test('an operator whose address hangs does not hold up the sweep', async () => {
  await begin();
  operator.hang();
  house.clock.moveTo(londonInstant('2026-05-05', '12:31'));
  const began = performance.now();
  await house.sweep();
  expect(performance.now() - began).toBeLessThan(4_000);
  while (operator.unanswered() === 0) await delay(1);
});

test('the panel reads of it once its time is over, though nobody had it after them', async () => {
  const reference = await begin();
  const { lead, officer } = house.people;
  // Its agenda would be closed that morning, and the alert would wait for the next one.
  await house.panel.change(officer, '2026-05-07', { kind: 'cancelled' }, 'No room is free');
  for (const one of (await house.storage.outbox.awaitedIn('341')).filter(({ recipient }) => recipient === lead.id))
    await house.storage.outbox.acknowledge(one.id, lead.id, house.clock.now());
  await house.at('2026-05-05', '12:29');
  expect((await say(house.as(officer), 'agenda')).text).not.toContain('No answer to an alert');
  await house.at('2026-05-05', '12:31');
  const agenda = await say(house.as(officer), 'agenda');
  expect(agenda.text).toContain('No answer to an alert (1)');
  expect(agenda.text).toContain('No answer to an alert since Tue 5 May 2026');
  expect(agenda.text).toContain(reference);
});

test('an alert that is passed on to somebody who cannot be reached does not go back to who did not answer it', async () => {
  const { lead, safeguarding, head, officer, manager } = house.people;
  const rule = 'at-risk-report';
  await house.as(officer).in(CHANNEL).say('post alerts here');
  await house.as(manager).say('hello');
  await only(lead, safeguarding, head, officer, manager);
  await block(manager);
  await house.at('2026-04-28', '09:00');
  const reference = await atRiskCase();
  expect((await noticeTo(officer, reference, rule)).state).toBe('sent');
  expect(inChannel().join(' ')).not.toContain(reference);
  await house.at('2026-04-28', '10:01');
  expect((await noticeTo(manager, reference, rule)).passed?.from).toEqual([officer.id]);
  expect(await stepsFor(manager, reference, rule)).toEqual(['deputy skipped', 'team-channel told']);
  expect(inChannel().at(-1)).toContain(reference);
});
