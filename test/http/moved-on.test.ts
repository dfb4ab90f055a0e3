import { anAbsence, aPupil, noRisk } from '../builders/case';
import { typedAt } from '../builders/ends-of-a-pack';
import { newId } from '../support/bot';
import { find } from './case-pages';
import { aMainJobBot, openItem, press, reportPupil, type MainJobBot } from './main-job-bot';

/** A pupil who is in school again on 29 April, and lives elsewhere from 11 May on; the register says no more of it. */
describe('a pupil who came back and moved on', () => {
  let house: MainJobBot;
  let reference: string;
  beforeEach(async () => {
    house = await aMainJobBot('chat');
    const { casework, people } = house;
    ({ reference } = await reportPupil(house.as(people.lead)));
    await house.at('2026-04-29', '09:00');
    await casework.markAttendance(people.lead, reference, { code: '/', from: '2026-04-29', to: null, note: '' });
    await house.at('2026-05-11', '09:00');
    const typed = typedAt(house.policy, 'in-area', '2026-05-11');
    await find(house.as(people.lead), reference, 'in-area', { on: '2026-05-11', by: 'The mother', ...typed });
  });
  afterEach(() => house.bot.close());

  const stateOf = async (item: string) =>
    (await house.casework.see(house.people.lead, reference)).assessment.checklist.find((one) => one.item.id === item)!
      .state;

  test('is in school no more: a check that is made afterwards stands, also on the next day', async () => {
    const lead = house.as(house.people.lead);
    await house.at('2026-05-12', '09:00');
    const page = await openItem(lead, reference, 'S08', 'Days 1–5');
    await press(lead, page, 'Save', { outcome: 'nothing-new', on: '2026-05-12', spokeTo: 'A neighbour' });
    expect(await stateOf('S08')).toBe('done');
    await house.at('2026-05-13', '09:00');
    expect(await stateOf('S08')).toBe('done');
  });

  test('was seen last on the day before, where the case ends in that of another school', async () => {
    const { casework, people } = house;
    await house.at('2026-05-13', '09:00');
    const { view: other } = await casework.report(people.otherLead, {
      ...{ draftId: newId(), triage: noRisk, absence: anAbsence({ firstDayMissed: '2026-05-12' }) },
      pupil: aPupil(),
    });
    await casework.duplicates.join(people.officer, other.case.reference, reference, 'The mother says so');
    const { case: kept } = await casework.see(people.officer, other.case.reference);
    const seen = kept.facts.flatMap((fact) => (fact.kind === 'seen' ? [fact.sighting.on] : []));
    expect(seen).toEqual(['2026-05-08']);
  });
});
