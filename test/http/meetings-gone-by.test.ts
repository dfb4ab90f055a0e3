import { randomUUID } from 'node:crypto';
import { keysOf } from '../../src/casework/record';
import type { LocalDate } from '../../src/domain/calendar/date';
import type { Fact } from '../../src/domain/case/fact';
import { policyPack } from '../../src/domain/policy/policies';
import type { Authority } from '../../src/people/directory';
import { readPdf } from '../support/read-pdf';
import type { Client } from '../support/client';
import { inputsOn } from '../support/cards';
import { pressed } from './access/asking';
import { open } from './case-pages';
import { fetchedFrom } from './handed-out';
import { aMainJobBot, press, reportPupil, say, type MainJobBot } from './main-job-bot';

/** The panel meets on 23 April, 7 May and 21 May 2026; its agendas are closed at 09:00 on 5 May and on 19 May. */
const REASON = 'The aunt in Sampletown was never asked';
const DISSENT = 'Admissions would wait';

/** From 8 May on another pack is in force, as an authority may bring one: its lists are closed earlier, at noon. */
let isPackNew = false;
const anotherPack = () => {
  const pack = policyPack('liverpool');
  return { ...pack, panel: { ...pack.panel, cutOffWorkingDays: 3, postAt: '12:00' as const } };
};
const policies = Object.assign((id: Parameters<typeof policyPack>[0]) => policyPack(id), policyPack, {
  inForce: (id: string, on: LocalDate) => (isPackNew ? anotherPack() : policyPack.inForce(id, on)),
});

let house: MainJobBot;
let officer: Client;
let reference: string;
beforeEach(async () => {
  isPackNew = false;
  house = await aMainJobBot('chat', 'liverpool', policies);
  officer = house.as(house.people.officer);
  await officer.say('hello');
  ({ reference } = await reportPupil(house.as(house.people.lead)));
});
afterEach(() => house.bot.close());

const setTo = async (settings: Partial<Authority>) => {
  const authority = (await house.storage.directory.authority(house.people.officer.authority))!;
  await house.storage.directory.saveAuthority({ ...authority, ...settings });
};
const minutes = async (day = '') => {
  const { name, bytes } = await fetchedFrom(house, await say(officer, `minutes ${day}`.trim()));
  return { name, text: readPdf(bytes).text };
};
const isHeld = async () => {
  await house.at('2026-05-05', '09:00');
  await house.at('2026-05-07', '14:00');
};
const decide = (meeting: LocalDate, due: LocalDate = '2026-05-29', of = reference) =>
  house.casework.panel.decide(house.people.officer, of, {
    ...{ decision: 'tracing', owner: 'caseworker', person: null, due, meeting, reason: REASON, dissent: DISSENT },
  });

describe('a meeting that was held stays as it was', () => {
  test('and has its minutes, when the day is set from which the panel’s meetings are counted', async () => {
    await isHeld();
    await decide('2026-05-07');
    await house.at('2026-05-08', '10:00');
    await setTo({ panelAnchor: '2026-05-19' });
    const { name, text } = await minutes('2026-05-07');
    expect(name).toBe('minutes-2026-05-07.pdf');
    expect(text).toContain('Tue 5 May 2026, 09:00');
    expect(text).toContain(REASON);
    expect((await minutes()).name).toBe('minutes-2026-05-07.pdf');
    const never = await say(officer, 'minutes 2026-05-05');
    expect(never.text).toContain('The panel did not meet on Tue 5 May 2026. Its last meeting was on Thu 7 May 2026');
    expect((await say(officer, 'meetings')).text).toContain('Tue 19 May 2026');
  });

  test('also when weeks without a school day are left out from now on, and its week is one by now', async () => {
    await isHeld();
    await house.at('2026-05-08', '10:00');
    const code = house.people.officer.authority;
    const entries = await house.storage.directory.calendarEntries(code);
    const week = { kind: 'half-term', from: '2026-05-04', to: '2026-05-08', note: '' } as const;
    await setTo({ panelSkipsClosedWeeks: true });
    const ours = entries.filter(({ school }) => school === null);
    await house.storage.directory.saveCalendar([...ours, { authority: code, school: null, ...week }]);
    expect((await minutes('2026-05-07')).text).toContain('Tue 5 May 2026, 09:00');
    expect((await minutes()).name).toBe('minutes-2026-05-07.pdf');
  });

  test('and keeps its list when the rules close the list at another moment from now on', async () => {
    await house.at('2026-05-05', '09:00');
    isPackNew = true;
    await house.at('2026-05-06', '15:00');
    const code = house.people.officer.authority;
    expect(await house.storage.panels.frozen(code, ['2026-05-07'])).toHaveLength(1);
    await house.at('2026-05-08', '10:00');
    expect((await minutes('2026-05-07')).text).toContain('Tue 5 May 2026, 09:00');
    expect((await say(officer, 'meetings')).text).toContain('The agenda is closed on Mon 18 May 2026, 12:00');
  });

  test('and one whose list is closed is held, though the cycle would not give it any more', async () => {
    await house.at('2026-05-05', '09:00');
    await setTo({ panelAnchor: '2026-05-19' });
    const shown = await say(officer, 'meetings');
    expect(shown.text).toMatch(/Thu 7 May 2026[^]*Tue 19 May 2026/);
    expect((await say(house.as(house.people.officer), 'agenda')).text).toContain('Thu 7 May 2026');
  });
});

describe('what the panel decides is of a meeting that it held', () => {
  const details = async () => {
    const what = await open(officer, reference, 'The panel has decided');
    return press(officer, what, 'Continue', { decision: 'tracing' });
  };
  const said = { owner: 'caseworker', due: '2026-05-29', reason: REASON, dissent: DISSENT };
  const proposed = (page: Awaited<ReturnType<typeof details>>) =>
    inputsOn(page.card).find((one) => one['id'] === 'meeting')?.['value'];

  test('so the last one is proposed, and a day without one is refused with the days that there were', async () => {
    await isHeld();
    await house.at('2026-05-12', '10:00');
    const page = await details();
    expect(proposed(page)).toBe('2026-05-07');
    const refused = await press(officer, page, 'Record the decision', { ...said, meeting: '2026-05-08' });
    expect(refused.text).toContain(
      'The panel did not meet on Fri 8 May 2026. Since the case was opened on Mon 27 April 2026, it met on Thu 7 May 2026. Give that day.',
    );
    await press(officer, refused, 'Record the decision', { ...said, meeting: '2026-05-07' });
    expect((await minutes('2026-05-07')).text).toContain(DISSENT);
  });

  test('so the next one is proposed where there was none since the case was opened, and nothing is recorded before it', async () => {
    await isHeld();
    await house.at('2026-05-08', '10:00');
    ({ reference } = await reportPupil(house.as(house.people.otherLead)));
    await house.at('2026-05-12', '10:00');
    const page = await details();
    expect(proposed(page)).toBe('2026-05-21');
    const told =
      'The panel has not met since the case was opened on Fri 8 May 2026. It meets on Thu 21 May 2026: what it decides can be recorded from that day on.';
    expect(page.text).toContain(told);
    for (const meeting of ['2026-05-08', '2026-05-12', '2026-05-21'])
      expect((await press(officer, page, 'Record the decision', { ...said, meeting })).text).toContain(told);
    expect((await house.casework.see(house.people.officer, reference)).assessment.decisions).toEqual([]);
    await house.at('2026-05-19', '09:00');
    await house.at('2026-05-21', '15:00');
    await press(officer, await details(), 'Record the decision', { ...said, meeting: '2026-05-21' });
    expect((await minutes()).text).toContain(DISSENT);
  });

  test('and what is on record of a day without one stands in the minutes of the next', async () => {
    await isHeld();
    const before = await house.casework.see(house.people.officer, reference);
    await house.at('2026-05-12', '10:00');
    const fact: Fact = {
      ...{ id: randomUUID(), recordedAt: house.clock.now(), recordedBy: house.people.officer.id },
      ...({ kind: 'panel-decided', decision: 'tracing', title: 'Make further named checks' } as const),
      ...({ owner: 'caseworker', person: null, due: '2026-05-29', meeting: '2026-05-08' } as const),
      ...{ reason: REASON, dissent: DISSENT },
    };
    await house.storage.cases.append(before.case.id, before.case.version, [fact], keysOf(before.case), null);
    await house.at('2026-05-19', '09:00');
    await house.at('2026-05-22', '10:00');
    const { text } = await minutes('2026-05-21');
    for (const one of [REASON, DISSENT, 'Recorded of Fri 8 May 2026, on which there was no meeting.'])
      expect(text).toContain(one);
    expect((await minutes('2026-05-07')).text).not.toContain(DISSENT);
  });
});

test('nobody gets a link to a file of a day that is to come, whatever a button says', async () => {
  await isHeld();
  const orders = [
    { kind: 'minutes-pdf', on: '2026-05-21' },
    { kind: 'register-pdf', on: '2026-05-21', by: 'days', only: 'all' },
    { kind: 'census-csv', on: '2026-05-21' },
    { kind: 'summary-pdf', on: '2026-05-21', to: '2026-05-22' },
  ];
  for (const order of orders) {
    const answer = await pressed(officer, { verb: 'handout', ...order });
    expect(answer).toContain('Thu 21 May 2026 has not come yet');
    expect(answer).not.toContain('is ready');
  }
  expect(await pressed(officer, { verb: 'handout', kind: 'minutes-pdf', on: '2026-05-06' })).toContain(
    'The panel did not meet on Wed 6 May 2026',
  );
});
