import { policyPack } from '../../../src/domain/policy/policies';
import { policyFor } from '../../../src/domain/policy/policy-for';

const whole = policyPack('liverpool');
/** What is meant for a pupil on roll who has stopped coming. */
const pack = policyFor(whole, 'missing');
const item = (id: string) => pack.checklist.find((entry) => entry.id === id)!;
const alertsTo = (role: string) => pack.alerts.filter(({ to }) => (to as readonly string[]).includes(role));
const stageOn = (day: number) =>
  pack.stages.filter(({ fromDay, toDay }) => fromDay <= day && (toDay === null || day <= toDay));

/** Every citation of the pack, with the place where it stands. */
function citations(value: unknown, path = 'pack'): [string, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]): [string, string][] =>
    key === 'citation' ? [[path, String(inner)]] : citations(inner, `${path}.${key}`),
  );
}

test('it holds the checks of the school and of the Education Welfare Service', () => {
  const school = Array.from({ length: 17 }, (_, at) => `S${String(at + 1).padStart(2, '0')}`);
  expect(pack.checklist.map(({ id }) => id)).toEqual([...school, 'E01', 'E02', 'L01', 'R01', 'R02', 'R03', 'R04']);
  expect(item('E02').owner).toBe('ews-officer');
});

test('its days are those of the policy', () => {
  const due = Object.fromEntries(pack.checklist.map(({ id, dueDay }) => [id, dueDay]));
  expect(due).toMatchObject({
    S01: 1,
    S02: 1,
    S03: 1,
    S04: 1,
    S05: 2,
    S10: 5,
    E01: 6,
    E02: 9,
    L01: 10,
    R01: 20,
    R02: 20,
  });
  // Every investigation of the school, within the first five days.
  for (let at = 5; at <= 13; at += 1) expect(due[`S${String(at).padStart(2, '0')}`]).toBeLessThanOrEqual(5);
});

test('the conclusion of the joint enquiry has no deadline', () => {
  expect(item('R04')).toMatchObject({ fromDay: 20, dueDay: null });
});

test('what protects the child cannot be skipped', () => {
  const fixed = pack.checklist.filter(({ skippable }) => !skippable).map(({ id }) => id);
  expect(fixed).toEqual(['S01', 'S03', 'E01', 'L01', 'R01', 'R03', 'R04']);
});

test('on every school day one stage is current, under the name that the policy gives it', () => {
  const title = (day: number) => stageOn(day).map((stage) => stage.title);
  for (let day = 1; day <= 60; day += 1) expect(stageOn(day)).toHaveLength(1);
  expect([1, 2, 5, 6, 7, 9, 10, 11, 19, 20, 45].map(title)).toEqual([
    ['Day 1'],
    ['Days 1–5'],
    ['Days 1–5'],
    ['Day 6: contact EWS'],
    ['Days 6–19'],
    ['Days 6–19'],
    ['Day 10: notification'],
    ['Days 6–19'],
    ['Days 6–19'],
    ['Day 20: review'],
    ['Day 20: review'],
  ]);
});

test('the clocks never share their codes: U counts for the return, not for the ground', () => {
  expect(pack.clocks.tenDayReturn).toMatchObject({ codes: ['G', 'N', 'O', 'U'], days: 10 });
  expect(pack.clocks.groundI).toMatchObject({ codes: ['G', 'N', 'O'], days: 20 });
  expect(pack.clocks.groundH.days).toBe(10);
});

test('the tracking officer hears of every milestone', () => {
  expect(alertsTo('tracking-officer').map(({ trigger }) => trigger)).toEqual(
    expect.arrayContaining([
      { kind: 'at-risk' },
      { kind: 'found' },
      { kind: 'school-day', day: 6 },
      { kind: 'school-day', day: 8 },
      { kind: 'school-day', day: 10 },
      { kind: 'school-day', day: 20 },
      { kind: 'overdue', item: 'E01' },
      { kind: 'overdue', item: 'L01' },
      { kind: 'overdue', item: 'R01' },
    ]),
  );
});

test('a school hears of its milestones on the day before and on the day', () => {
  const byDay = alertsTo('attendance-lead').filter(({ trigger }) => 'day' in trigger);
  expect(byDay.map(({ trigger }) => trigger)).toEqual([
    { kind: 'day-before', day: 6 },
    { kind: 'school-day', day: 6 },
    { kind: 'day-before', day: 10 },
    { kind: 'school-day', day: 10 },
    { kind: 'day-before', day: 20 },
    { kind: 'school-day', day: 20 },
  ]);
});

test('on Day 5 and on the days of the milestones the school is asked whether the pupil is still missing, whatever is done already', () => {
  const asking = pack.alerts.filter(({ asksAttendance }) => asksAttendance);
  expect(asking.map(({ id, unlessSettled }) => [id, unlessSettled])).toEqual([
    ['school-day-5', null],
    ['school-day-6', null],
    ['school-day-10', null],
    ['school-day-20', null],
  ]);
});

test('a child at risk is urgent news for the safeguarding lead and the tracking officer', () => {
  const atRisk = pack.alerts.filter(({ trigger }) => trigger.kind === 'at-risk');
  expect(atRisk.map(({ to, urgent }) => [to, urgent])).toEqual([
    [['tracking-officer'], true],
    [['safeguarding-lead'], true],
  ]);
});

test('triage asks the five questions and knows the at-risk groups of the policy and those of 2025', () => {
  expect(pack.triage.questions).toHaveLength(5);
  expect(pack.triage.groups).toHaveLength(18 + 3);
  for (const { notify } of pack.triage.questions) expect(notify).not.toHaveLength(0);
});

test('every item, alert and clock cites a rule, and none cites the regulations that were repealed in 2024', () => {
  const all = citations(whole);
  expect(all.length).toBeGreaterThanOrEqual(whole.checklist.length + whole.alerts.length + 3);
  for (const [path, citation] of all) expect([path, citation]).toEqual([path, expect.stringMatching(/^\S.+\S$/)]);
  expect(JSON.stringify(whole)).not.toMatch(/2006|reg(ulation)? ?8\(|teachernet|1998|deemed/i);
});

test('the grounds are the fifteen of regulation 9(1), each cited', () => {
  expect(whole.grounds.map(({ letter }) => letter).join('')).toBe('abcdefghijklmno');
  for (const { letter, citation } of whole.grounds) expect(citation).toContain(`SI 2024/208 reg 9(1)(${letter})`);
});

test('an alert speaks of no day by a word that holds on that day only', () => {
  for (const { id, title, says, asks } of whole.alerts) {
    expect([id, `${title} ${says} ${asks}`]).toEqual([id, expect.not.stringMatching(/today|tomorrow|yesterday/i)]);
  }
});

test('no word of it promises removal on a day', () => {
  const texts = JSON.stringify(whole);
  expect(texts).not.toMatch(/may be removed|can be removed|remove the pupil/i);
  expect(stageOn(20)[0]!.says).toContain('stays on roll');
});
