import liverpool from '../../../src/domain/policy/packs/liverpool.json';
import { loadPolicy, PolicyError, policyPack, policyPackIds } from '../../../src/domain/policy/policies';

/** The pack that ships, with one thing in it made wrong. */
type Loose = Record<string, any>;
const broken = (spoil: (pack: Loose) => void): Loose => {
  const pack = structuredClone(liverpool) as Loose;
  spoil(pack);
  return pack;
};
const byId = (list: Loose[], id: string): Loose => list.find((entry) => entry.id === id) as Loose;

function problemsOf(json: unknown): string[] {
  try {
    loadPolicy(json);
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.problems.map(({ path, says }) => `${path}: ${says}`);
  }
}

describe('the packs that ship', () => {
  test.each(policyPackIds())('%s has nothing wrong with it', (id) => {
    expect(policyPack(id).id).toBe(id);
  });

  test('an unknown pack is named, with those that are known', () => {
    expect(() => policyPack('atlantis')).toThrow('There is no policy pack atlantis. Known: liverpool, westmere.');
  });
});

test('a pack may have people told on any day until midnight', () => {
  const pack = broken((pack) => Object.assign(pack, { alertUntil: '24:00', alertDays: 'every-day' }));
  expect(problemsOf(pack)).toEqual([]);
});

describe('a broken pack is explained by path', () => {
  const mistakes: [string, (pack: Loose) => void][] = [
    ['title: Is missing: give a text.', (pack) => delete pack.title],
    ['authority.code: Has to be written as three digits.', (pack) => (pack.authority.code = 'LPL')],
    ['startsOn: Has to be written as YYYY-MM-DD.', (pack) => (pack.startsOn = '2025-02-30')],
    ['alertTime: Has to be written as HH:MM.', (pack) => (pack.alertTime = '8:30')],
    ['alertUntil: Has to be written as HH:MM.', (pack) => (pack.alertUntil = '24:30')],
    ['alertDays: Has to be one of: school-days, every-day.', (pack) => (pack.alertDays = 'weekdays')],
    ['pack: Nothing here is called colour.', (pack) => (pack.colour = 'blue')],
    ['checklist[S05].citation: Is missing: give a text.', (pack) => delete byId(pack.checklist, 'S05').citation],
    ['checklist[S05].asks: May not be empty: give at least a word.', (pack) => (byId(pack.checklist, 'S05').asks = '')],
    ['checklist[S05].dueDay: Has to be a number.', (pack) => (byId(pack.checklist, 'S05').dueDay = 'soon')],
    ['checklist[S05].fromDay: Has to be at least 1.', (pack) => (byId(pack.checklist, 'S05').fromDay = 0)],
    ['checklist[S05].dueDay: Has to be at most 60.', (pack) => (byId(pack.checklist, 'S05').dueDay = 61)],
    [
      'checklist[S05].outcomes[1]: There is no outcome vanished.',
      (pack) => (byId(pack.checklist, 'S05').outcomes[1] = 'vanished'),
    ],
    [
      'checklist[S05].settles[0]: sent settles the item but is not among its outcomes.',
      (pack) => (byId(pack.checklist, 'S05').settles[0] = 'sent'),
    ],
    ['enquiries.startedBy: There is no checklist item L99.', (pack) => (pack.enquiries.startedBy = 'L99')],
    [
      'enquiries.list[health].bases[0]: There is no legal basis consent.',
      (pack) => (byId(pack.enquiries.list, 'health').bases[0] = 'consent'),
    ],
    [
      'disclosures.bases[s436a]: Rests on law that has been repealed.',
      (pack) => (byId(pack.disclosures.bases, 's436a').power = 'Data Protection Act 1998, Schedule 2'),
    ],
    [
      'hold.quiets[0]: R01 may not be put off. What may: acknowledge-referral, authority-checks, enquiry-answer, outcome, follow-up.',
      (pack) => (pack.hold.quiets[0] = 'R01'),
    ],
    [
      'questions.mostDays: It is too short for 30 school days. Raise it.',
      (pack) => (pack.questions.answerWithinSchoolDays = 30),
    ],
    [
      'alerts[authority-checks-overdue].urgent: authority-checks can be put on hold, so its alert is not urgent.',
      (pack) => (byId(pack.alerts, 'authority-checks-overdue').urgent = true),
    ],
    [
      'assignment.to[0]: A head-teacher works on no case of the authority.',
      (pack) => (pack.assignment.to[0] = 'head-teacher'),
    ],
    [
      'checklist[S10].dueDay: Due on Day 2, before it may begin on Day 3.',
      (pack) => (byId(pack.checklist, 'S10').dueDay = 2),
    ],
    [
      'checklist[S06].evidence[sent-by].choices: A choice needs at least two choices.',
      (pack) => (byId(byId(pack.checklist, 'S06').evidence, 'sent-by').choices = []),
    ],
    [
      'checklist[S06].evidence[document].choices: Only a field of kind choice has choices.',
      (pack) => (byId(byId(pack.checklist, 'S06').evidence, 'document').choices = [{ id: 'a', label: 'A' }]),
    ],
    ['checklist: The id S01 occurs twice.', (pack) => pack.checklist.push(structuredClone(pack.checklist[0]))],
    ['codes: The id N occurs twice.', (pack) => pack.codes.push({ code: 'N', label: 'Again' })],
    [
      'checklist[S07]: Stands in no stage, so nobody would be asked.',
      (pack) => {
        const stage = byId(pack.stages, 'days-1-5');
        stage.items = stage.items.filter((id: string) => id !== 'S07');
      },
    ],
    [
      'stages[day-1].items[0]: There is no checklist item S99.',
      (pack) => (byId(pack.stages, 'day-1').items[0] = 'S99'),
    ],
    [
      'stages[day-1].items[8]: S10 may begin on Day 3, after this stage has ended.',
      (pack) => byId(pack.stages, 'day-1').items.push('S10'),
    ],
    [
      'stages[day-6].fromDay: Has to be Day 6, so that stages leave no gap.',
      (pack) => (byId(pack.stages, 'day-6').fromDay = 5),
    ],
    [
      'stages[day-1].fromDay: Has to be Day 1, so that stages leave no gap.',
      (pack) => (byId(pack.stages, 'day-1').fromDay = 2),
    ],
    [
      'stages[day-20].toDay: The last stage, and only that one, runs until the case ends.',
      (pack) => (byId(pack.stages, 'day-20').toDay = 25),
    ],
    [
      'stages[days-1-5].toDay: The last stage, and only that one, runs until the case ends.',
      (pack) => (byId(pack.stages, 'days-1-5').toDay = null),
    ],
    [
      'alerts[ews-contact-due].to[0]: Has to be one of:',
      (pack) => (byId(pack.alerts, 'ews-contact-due').to[0] = 'janitor'),
    ],
    [
      'alerts[ews-contact-due].unlessSettled: There is no checklist item E99.',
      (pack) => (byId(pack.alerts, 'ews-contact-due').unlessSettled = 'E99'),
    ],
    [
      'alerts[review-overdue].trigger.item: There is no checklist item R99.',
      (pack) => (byId(pack.alerts, 'review-overdue').trigger.item = 'R99'),
    ],
    [
      'alerts[review-overdue].trigger.item: R04 has no due day, so it is never overdue.',
      (pack) => (byId(pack.alerts, 'review-overdue').trigger.item = 'R04'),
    ],
    [
      'alerts[school-day-5].trigger.day: Nobody knows of an absence on the day before Day 1.',
      (pack) => (byId(pack.alerts, 'school-day-5').trigger.day = 1),
    ],
    ['triage.urgentGroups[0]: There is no group pirates.', (pack) => (pack.triage.urgentGroups[0] = 'pirates')],
    [
      'clocks.groundI.codes[0]: Code H is not among the codes that staff can choose.',
      (pack) => (pack.clocks.groundI.codes[0] = 'H'),
    ],
    [
      'clocks.groundI.codes[0]: Code L means present, so it counts no absence.',
      (pack) => (pack.clocks.groundI.codes[0] = 'L'),
    ],
    [
      'closing.reasons[enquiry-answered].needs[1]: There is no checklist item Q99.',
      (pack) => (byId(pack.closing.reasons, 'enquiry-answered').needs[1].item = 'Q99'),
    ],
    [
      'checklist[R01].after[0]: There is no checklist item S99.',
      (pack) => (byId(pack.checklist, 'R01').after = ['S99']),
    ],
    [
      'checklist[S05].after[0]: S05 waits for S06 waits for S05: nobody could ever begin.',
      (pack) => {
        byId(pack.checklist, 'S05').after = ['S06'];
        byId(pack.checklist, 'S06').after = ['S05'];
      },
    ],
    [
      'checklist[S03].after: This is part of the urgent safeguarding route, which waits for nothing.',
      (pack) => (byId(pack.checklist, 'S03').after = ['S04']),
    ],
    [
      'checklist[S05].dueAfter: It has a due day already.',
      (pack) => (byId(pack.checklist, 'S05').dueAfter = { item: 'S04', workingDays: 3 }),
    ],
    [
      'checklist[L01].dueDay: The return is due on Day 10 by law. Give Day 10 or an earlier one.',
      (pack) => (byId(pack.checklist, 'L01').dueDay = 12),
    ],
    [
      'checklist[L01].after: Nothing may hold up what the law asks for.',
      (pack) => (byId(pack.checklist, 'L01').after = ['S10']),
    ],
    [
      'checklist[L01].skippable: The law asks for the return, so it cannot be skipped.',
      (pack) => (byId(pack.checklist, 'L01').skippable = true),
    ],
    [
      'checklist: Exactly one item has to have "fulfils": "ten-day-return"',
      (pack) => delete byId(pack.checklist, 'L01').fulfils,
    ],
    ['clocks.groundI.days: The law asks for at least 20 school days.', (pack) => (pack.clocks.groundI.days = 15)],
    [
      'clocks.tenDayReturn.days: The law asks for the return at 10 school days.',
      (pack) => (pack.clocks.tenDayReturn.days = 11),
    ],
    [
      'codes: Exactly one code has to have "reasonUnknown": true',
      (pack) => pack.codes.forEach((code: Loose) => delete code.reasonUnknown),
    ],
    ['codes: No code means present.', (pack) => pack.codes.forEach((code: Loose) => delete code.present)],
  ];

  test.each(mistakes)('%s', (expected, spoil) => {
    expect(problemsOf(broken(spoil))).toContainEqual(expect.stringContaining(expected));
  });

  test('every mistake is named, not only the first', () => {
    const problems = problemsOf(
      broken((pack) => {
        delete byId(pack.checklist, 'S05').citation;
        delete byId(pack.alerts, 'pupil-found').why;
      }),
    );
    expect(problems).toEqual([
      'checklist[S05].citation: Is missing: give a text.',
      'alerts[pupil-found].why: Is missing: give a text.',
    ]);
  });

  test('something that is no pack at all', () => {
    expect(problemsOf(undefined)).toEqual(['pack: Is missing: give a group in { }.']);
    expect(problemsOf('liverpool')).toEqual(['pack: Has to be a group in { }.']);
  });
});
