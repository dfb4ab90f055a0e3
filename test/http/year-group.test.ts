import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { keysOf } from '../../src/casework/record';
import { referred } from '../builders/ways';
import { newId } from '../support/bot';
import type { Client } from '../support/client';
import { readPdf } from '../support/read-pdf';
import { fetchedFrom } from './handed-out';
import { aMainJobBot, press, type MainJobBot } from './main-job-bot';

let house: MainJobBot;
let officer: Client;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  officer = house.as(house.people.officer);
  const { facts } = referred('not-on-roll', { pupil: { yearGroup: '5', upn: null, upnUnknown: 'other' } });
  const { authority } = house.people.officer;
  const head = { id: newId(), reference: 'WB-AAAA-22', school: null, authority, policy: 'liverpool' };
  const one = { ...head, openedAt: facts[0]!.recordedAt, version: facts.length, facts };
  await house.storage.cases.open(one, keysOf(one), null);
});
afterEach(() => house.bot.close());

const say = async (text: string) => (await officer.say(text)).at(-1)!;
const fetched = async (said: string, title: string) => fetchedFrom(house, await press(officer, await say(said), title));
const rows = (bytes: Uint8Array): Record<string, string>[] => parse(bytes, { columns: true, bom: true });

test('a child who was in Year 5 in April is in Year 6 in October, wherever that is shown or counted', async () => {
  await house.at('2026-10-01', '09:00');
  for (const said of ['case WB-AAAA-22', 'register', 'census', 'cases by year']) {
    const { text } = await say(said);
    expect([said, text]).toEqual([said, expect.stringContaining('Year 6')]);
    expect([said, text]).toEqual([said, expect.not.stringContaining('Year 5')]);
  }
  const details = await press(officer, await say('case WB-AAAA-22'), 'Details');
  expect(details.text).toContain('Year 6');
  const figures = rows((await fetched('census', 'Every figure (CSV)')).bytes);
  const of = (breakdown: string) => figures.find((row) => row['breakdown'] === breakdown)?.['children'];
  expect([of('Year 5'), of('Year 6')]).toEqual(['0', '1']);
  const counted = rows((await fetched('census', 'Who is counted (CSV)')).bytes);
  const onTheDay = counted.filter(({ figure }) => figure === 'On the census date');
  expect(onTheDay).toMatchObject([{ year_group: '6' }]);
  expect(readPdf((await fetched('register', 'For the meeting (PDF)')).bytes).text).toContain('Year 6');
  const sheet = unzipSync((await fetched('register', 'Excel')).bytes);
  const inSheet = Object.values(sheet).map((part) => Buffer.from(part).toString('utf8'));
  expect(inSheet.join('\n')).toContain('Year 6');
});

test('of a day gone by it is the one of that day', async () => {
  await house.at('2026-10-01', '09:00');
  for (const said of ['register 2026-08-31', 'census 2026-08-31']) expect((await say(said)).text).toContain('Year 5');
  for (const said of ['register 2026-09-01', 'census 2026-09-01']) expect((await say(said)).text).toContain('Year 6');
});
