import type { Person } from '../../src/people/directory';
import { instantOf } from '../../src/notices/steady-clock';
import { newId } from '../support/bot';
import { aMainJobBot, reportPupil, type MainJobBot } from './main-job-bot';
import { watched } from './steps-taken';

let house: MainJobBot;
beforeEach(async () => {
  house = await aMainJobBot('chat');
});
afterEach(() => house.bot.close());
const { atRiskCase, chat, noticeTo, only } = watched(() => house);

const RULE = 'at-risk-report';
const minutesLater = async (minutes: number) => {
  house.bot.steady.moveTo(instantOf(house.bot.steady.now() + minutes * 60_000));
  await house.fallDue();
};
const everybodyBut = (out?: Person) =>
  Object.values(house.people).filter(({ id, authority }) => authority === '341' && id !== out?.id);

/** An alert of a child at risk that Teams has put off, and that its recipient, left out of an import, did not get. */
async function leftOut(person: Person): Promise<string> {
  house.bot.connector.refuse([`a:${person.entraId}`], { status: 429, headers: { 'retry-after': '30' } });
  const reference = await atRiskCase();
  house.bot.connector.refuse([`a:${person.entraId}`], null);
  await only(...everybodyBut(person));
  await minutesLater(1);
  expect(await noticeTo(person, reference, RULE)).toMatchObject({ state: 'dead', lastError: 'left' });
  return reference;
}

describe('who was left out of one import by mistake', () => {
  test('gets what waited for them with the next one, without a word of theirs', async () => {
    const { officer } = house.people;
    const reference = await leftOut(officer);
    const before = chat(officer).length;
    await only(...everybodyBut());
    await minutesLater(1);
    expect(chat(officer).slice(before)).toEqual([expect.stringContaining(reference)]);
    expect(await noticeTo(officer, reference, RULE)).toMatchObject({ state: 'sent', lastError: null });
  });

  test('gets on one card what waited about one case', async () => {
    const { lead, officer } = house.people;
    const { reference } = await reportPupil(house.as(lead));
    const { id: caseId } = (await house.storage.cases.byReference('341', reference))!;
    const due = { occurrence: '', recipient: officer.id, dueAt: house.clock.now(), urgent: false };
    // The second fell due while the first was on its way to Teams, which refused it.
    for (const obligation of ['ews-contact-due', 'notification-due']) {
      const notice = { id: newId(), kind: 'alert', authority: '341', caseId, obligation, ...due } as const;
      await house.storage.outbox.add([notice]);
    }
    await only(...everybodyBut(officer));
    await minutesLater(1);
    expect(await noticeTo(officer, reference)).toMatchObject({ state: 'dead', lastError: 'left' });
    const before = chat(officer).length;
    await only(...everybodyBut());
    await minutesLater(1);
    expect(chat(officer).slice(before)).toEqual([expect.stringContaining('Also due since')]);
  });

  test('gets nothing that somebody has answered meanwhile', async () => {
    const { officer, manager } = house.people;
    const reference = await leftOut(officer);
    const before = chat(officer).length;
    await house.casework.acknowledge(manager, (await noticeTo(officer, reference, RULE)).id);
    await only(...everybodyBut());
    await minutesLater(1);
    expect(chat(officer)).toHaveLength(before);
  });
});
