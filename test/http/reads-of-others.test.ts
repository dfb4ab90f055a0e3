import { readFacts } from '../../src/domain/case/reading';
import { anAbsence, aPupil, noRisk } from '../builders/case';
import { newId } from '../support/bot';
import { trailOf } from '../support/trail';
import { aMainJobBot, press, say, type MainJobBot } from './main-job-bot';

/** Who is shown a child’s details has looked at that child’s case, wherever they were shown. */
describe('a look at another child than was asked for', () => {
  let house: MainJobBot;
  beforeEach(async () => {
    house = await aMainJobBot('chat');
  });
  afterEach(() => house.bot.close());

  async function reported(forename: string, by = house.people.lead) {
    const pupil = aPupil({ forename, upn: null, upnUnknown: 'other' });
    const { view } = await house.casework.report(by, {
      ...{ draftId: newId(), triage: noRisk, absence: anAbsence(), pupil },
    });
    return view.case;
  }
  const looksOfWelfare = async (caseId: string) =>
    (await trailOf(house.storage, '341')).filter(
      ({ outcome, person, cases }) =>
        outcome === 'read' && person === house.people.welfare.id && cases.includes(caseId),
    );

  async function twoOfAFamily() {
    const [rowan, robin] = [await reported('Rowan'), await reported('Robin')];
    await house.casework.siblings.link(house.people.lead, rowan.reference, [robin.reference]);
    return { rowan, robin };
  }

  test('stands on the trail of a brother or sister who is named on the card of a case', async () => {
    const { rowan, robin } = await twoOfAFamily();
    const shown = await say(house.as(house.people.welfare), `case ${rowan.reference}`);
    expect(shown.text).toContain('Robin Ashdown');
    expect(await looksOfWelfare(robin.id)).toMatchObject([{ action: 'see-case', role: 'ews-officer' }]);
  });

  test('stands there too when the page of brothers and sisters names them', async () => {
    const { rowan, robin } = await twoOfAFamily();
    const client = house.as(house.people.welfare);
    const more = await press(client, await say(client, `case ${rowan.reference}`), 'More');
    const before = (await looksOfWelfare(robin.id)).length;
    const page = await press(client, more, 'Brothers and sisters');
    expect(JSON.stringify(page.card)).toContain('Robin Ashdown');
    expect((await looksOfWelfare(robin.id)).length).toBeGreaterThan(before);
  });

  test('stands on the trail of a case that ended in this one, whose history is told here', async () => {
    const [here, there] = [await reported('Rowan'), await reported('Rowan', house.people.otherLead)];
    await house.casework.duplicates.join(house.people.officer, here.reference, there.reference, 'One child');
    const ended = (await house.storage.cases.byId(there.id))!;
    expect(readFacts(ended.facts).closed?.duplicateOf).toBe(here.id);
    await say(house.as(house.people.welfare), `case ${here.reference}`);
    expect(await looksOfWelfare(there.id)).toMatchObject([{ action: 'see-case' }]);
  });

  test('stands on the trail of another open case of the child, which the card names to whoever may join them', async () => {
    const { officer, lead, otherLead } = house.people;
    const [here, there] = [await reported('Rowan'), await reported('Rowan', otherLead)];
    const looks = async (person: { readonly id: string }) =>
      (await trailOf(house.storage, '341')).filter(
        (one) => one.outcome === 'read' && one.person === person.id && one.cases.includes(there.id),
      );
    const shown = await say(house.as(officer), `case ${here.reference}`);
    expect(shown.text).toContain(there.reference);
    expect(await looks(officer)).toMatchObject([
      { action: 'join-cases', role: 'tracking-officer', cases: [there.id], from: null },
    ]);
    expect((await say(house.as(lead), `case ${here.reference}`)).text).not.toContain(there.reference);
    expect(await looks(lead)).toEqual([]);
  });

  test('stands nowhere for whoever may not see the other case', async () => {
    const [rowan, robin] = [await reported('Rowan'), await reported('Robin', house.people.otherLead)];
    await house.casework.siblings.link(house.people.officer, rowan.reference, [robin.reference]);
    const shown = await say(house.as(house.people.lead), `case ${rowan.reference}`);
    expect(shown.text).not.toContain('Robin');
    const looks = (await trailOf(house.storage, '341')).filter(({ person }) => person === house.people.lead.id);
    expect(looks.filter(({ outcome, cases }) => outcome === 'read' && cases.includes(robin.id))).toEqual([]);
  });

  test.each([
    ['report', 'lead', 'attendance-lead'],
    ['refer', 'officer', 'tracking-officer'],
  ] as const)(
    'a list of what was begun with %s names children: it stands on the trail of what they become',
    async (word, who, role) => {
      const person = house.people[who];
      const id = newId();
      const school = person.school ?? `authority ${person.authority}`;
      await house.storage.drafts.save({
        ...{ id, school, kind: 'report', caseId: null, item: null, savedBy: house.people.safeguarding.id },
        ...{ savedAt: '2026-04-27T07:00:00.000Z', values: { forename: 'Canaryfore', surname: 'Canarysur' } },
      });
      const shown = await say(house.as(person), word);
      expect(shown.text).toContain('Canarysur');
      const looks = (await trailOf(house.storage, '341')).filter(({ cases }) => cases.includes(id));
      expect(looks).toMatchObject([{ outcome: 'read', action: word, role, person: person.id, cases: [id] }]);
    },
  );

  test('a list of no report leaves nothing', async () => {
    await say(house.as(house.people.lead), 'report');
    expect(await trailOf(house.storage, '341')).toEqual([]);
  });
});
