import { aPupil, noRisk } from '../builders/case';
import { aReferral } from '../builders/ways';
import { newId } from '../support/bot';
import type { Client } from '../support/client';
import { aMainJobBot, say, type MainJobBot } from './main-job-bot';
import { actions, answered, madeFrom, reportedIn } from './one-steps';

let house: MainJobBot;
let officer: Client;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  officer = house.as(house.people.officer);
  await officer.say('hello');
});
afterEach(() => house.bot.close());

const HEAD = 'CASE_REF,STATUS,MESSAGE\n';

test('what One refuses when everything is sent again waits, although nobody answered the time before', async () => {
  const one = await reportedIn(house);
  await madeFrom(house, officer);
  // The first file was never loaded.
  await madeFrom(house, officer, 'Everything again');
  expect((await answered(house, `${HEAD}${one},Rejected,No such base\n`, 2)).code).toBe(0);
  const shown = await say(officer, 'one upload');
  expect(shown.text).toContain('Capita One: 1 case to upload');
  expect(shown.text).toContain('No such base');
  expect(actions((await madeFrom(house, officer)).rows)).toEqual([[one, 'A']]);
});

test('a file that was read in for one upload is refused for another, unless somebody says that One answered both so', async () => {
  const one = await reportedIn(house);
  await madeFrom(house, officer);
  await madeFrom(house, officer, 'Everything again');
  const text = `${HEAD}${one},Imported,\n`;
  expect((await answered(house, text, 1)).code).toBe(0);
  const wrong = await answered(house, text, 2);
  expect(wrong.code).toBe(1);
  expect(wrong.warned).toContain('This file was read in as the answers to upload 1.');
  expect((await house.storage.one.latest('341', 1))[0]).toMatchObject({ taken: 0, unanswered: 1 });
  expect((await answered(house, text, 1)).said).toContain('All of it was on record already.');
  expect((await answered(house, text, 2, '--same')).said).toContain('1 is new.');
  expect((await answered(house, text, 2)).code).toBe(0);
});

describe('a case of which it is put right that the child is another authority’s', () => {
  const correct = (reference: string) =>
    house.casework.ways.tellWay(house.people.officer, reference, 'other-authority', 'They look for her, and we do not');
  async function referred(): Promise<string> {
    const pupil = aPupil({ upn: null, upnUnknown: 'other', forename: 'Sorrel' });
    const word = { draftId: newId(), way: 'not-on-roll', triage: noRisk, linked: null, out: null } as const;
    const { view } = await house.casework.ways.refer(house.people.officer, { ...word, pupil, referral: aReferral() });
    return view.case.reference;
  }

  test('is closed in One where that has it, until it has taken that, and is never told of again', async () => {
    const one = await referred();
    await madeFrom(house, officer);
    await house.at('2026-04-28', '10:00');
    await correct(one);
    const { rows } = await madeFrom(house, officer);
    expect(rows).toMatchObject([
      { CASE_REF: one, ACTION: 'C', CASE_END: '28/04/2026', OUTCOME: 'OLA', REASON: '', STAGE: '' },
    ]);
    // It is drawn again as it was.
    expect(actions((await madeFrom(house, officer, 'Upload 2 once more')).rows)).toEqual([[one, 'C']]);
    await answered(house, `${HEAD}${one},Rejected,Locked\n`, 2);
    // Nobody has heard whether One has it open.
    expect((await say(officer, 'one upload')).text).toContain('Capita One: 1 case to upload');
    await answered(house, `${HEAD}${one},Imported,\n`, 1);
    expect(actions((await madeFrom(house, officer)).rows)).toEqual([[one, 'C']]);
    await answered(house, `${HEAD}${one},Updated,\n`, 3);
    await house.at('2026-04-29', '10:00');
    await house.casework.close(house.people.officer, one, 'reported-in-error', 'Theirs.', 'None is owed.');
    expect((await say(officer, 'one upload')).text).toContain('Capita One: nothing waits');
  });

  test('is in no file where One never had it', async () => {
    await correct(await referred());
    expect((await say(officer, 'one upload')).text).toContain('Capita One: nothing waits');
  });
});
