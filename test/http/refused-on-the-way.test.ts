import type { LocalDate } from '../../src/domain/calendar/date';
import { instantOf } from '../../src/notices/steady-clock';
import type { AlarmReceiver } from '../../src/bench/alarm-receiver';
import { reportPupil, type MainJobBot } from './main-job-bot';
import { CHANNEL, eachWithAnOperator, watched } from './steps-taken';

/** On that morning the officer is told of Day 6 under Liverpool's rules. */
const DAY_6: LocalDate = '2026-05-05';

let operator: AlarmReceiver;
let house: MainJobBot;
eachWithAnOperator((aHouse, anOperator) => {
  [house, operator] = [aHouse, anOperator];
});

const { aMinuteLater, chat, inChannel, noticeTo, stepsFor, atRiskCase } = watched(() => house);
const stateOf = async (recipient: string) => (await house.storage.references.of(recipient))!.state;
const everywhere = () => [...Object.values(house.people).map(({ entraId }) => `a:${entraId}`), CHANNEL.id];
/** Every alert that waits is tried once in each. */
const tenMinutes = async (times: number) => {
  for (let n = 0; n < times; n += 1) {
    house.bot.steady.moveTo(instantOf(house.bot.steady.now() + 600_000));
    await house.fallDue();
  }
};
const called = () => (operator.taken as { what: string }[]).filter(({ what }) => what === 'messages-refused');

test('an hour in which a firewall answers in place of Teams marks nobody, and what waited arrives once it is over', async () => {
  const { lead, officer, caseworker, manager } = house.people;
  for (const person of [caseworker, manager]) await house.as(person).say('hello');
  await house.as(officer).in(CHANNEL).say('post alerts here');
  const { reference } = await reportPupil(house.as(lead));
  house.bot.connector.refuse(everywhere(), { status: 403 });
  await house.at(DAY_6, '08:45');
  await tenMinutes(2);
  expect(await stepsFor(officer, reference)).toEqual([]);
  await tenMinutes(10);
  expect(await noticeTo(officer, reference)).toMatchObject({ state: 'retry', lastError: '403' });
  for (const { id } of [officer, lead, caseworker, manager]) expect(await stateOf(id)).toBe('reachable');
  expect(await stateOf('alerts:341')).toBe('reachable');
  expect((await stepsFor(officer, reference))[0]).toBe('deputy told');
  expect(called()).toEqual([{ what: 'messages-refused', status: 403, code: null }]);

  house.bot.connector.refuse(everywhere(), null);
  await tenMinutes(2);
  expect(await noticeTo(officer, reference)).toMatchObject({ state: 'sent' });
  expect(chat(officer).at(-1)).toContain(reference);
});

test('who has blocked the bot is known at the second try also by a sub-code: a colleague is told, and it is not tried again that day', async () => {
  const { lead, officer, caseworker } = house.people;
  await house.as(caseworker).say('hello');
  const { reference } = await reportPupil(house.as(lead));
  house.bot.connector.refuse([`a:${officer.entraId}`], { status: 403, subCode: 'MessageWritesBlocked' });
  await house.at(DAY_6, '09:05');
  expect(await stepsFor(officer, reference)).toEqual([]);
  await aMinuteLater();
  expect(await stateOf(officer.id)).toBe('uninstalled');
  expect(await stepsFor(officer, reference)).toEqual(['deputy told']);
  await tenMinutes(10);
  expect(await noticeTo(officer, reference)).toMatchObject({
    ...{ state: 'unreachable', attempts: 2, lastError: '403 MessageWritesBlocked' },
  });
  expect(called()).toEqual([]);
});

describe('an at-risk alert that meets', () => {
  test.each([
    [302, ''],
    [400, ''],
    [403, 'InvalidBotApiHost'],
    [407, ''],
    [410, ''],
  ])('%s %s on its way is tried until that is mended, and the operator is called', async (status, code) => {
    const { officer } = house.people;
    const trouble = code ? { status, code } : { status };
    house.bot.connector.refuse([`a:${officer.entraId}`], trouble);
    const reference = await atRiskCase();
    const alert = (): ReturnType<typeof noticeTo> => noticeTo(officer, reference, 'at-risk-report');
    expect(await alert()).toMatchObject({ state: 'retry', attempts: 1 });
    await tenMinutes(9);
    expect(called()).toEqual([{ what: 'messages-refused', status, code: code || null }]);
    expect(house.lines.filter((line) => line.includes('the operator is called'))).toHaveLength(1);
    expect(await stepsFor(officer, reference, 'at-risk-report')).not.toEqual([]);

    house.bot.connector.refuse([`a:${officer.entraId}`], null);
    await tenMinutes(1);
    expect(await alert()).toMatchObject({ state: 'sent', possibleRepeat: false });
    expect(inChannel().join('')).not.toContain('Rowan');
  });
});
