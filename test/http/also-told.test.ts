import type { Client } from '../support/client';
import {
  ABSENCE,
  aMainJobBot,
  press,
  PUPIL,
  referenceOn,
  reportPupil,
  say,
  TRIAGE,
  type MainJobBot,
} from './main-job-bot';
import { takeOff } from './take-off';

const NAMED = { ...TRIAGE, dateOfBirth: PUPIL.dateOfBirth };

/** What somebody types of a pupil who has a case stands on that case, beside what is on record. */
describe('what is typed of a pupil who has a case', () => {
  let house: MainJobBot;
  let lead: Client;
  beforeEach(async () => {
    house = await aMainJobBot('chat');
    lead = house.as(house.people.lead);
  });
  afterEach(() => house.bot.close());

  const caseText = async (reference: string) => (await say(lead, `case ${reference}`)).text;
  const details = async (reference: string) => press(lead, await say(lead, `case ${reference}`), 'Details');
  const view = (reference: string) => house.casework.see(house.people.lead, reference);

  describe('whose name was deleted', () => {
    let reference: string;
    const since = { lastAttended: '2026-05-11', firstDayMissed: '2026-05-12', absenceNote: 'The flat is empty.' };
    beforeEach(async () => {
      ({ reference } = await reportPupil(lead));
      await house.at('2026-04-30', '09:00');
      const details = { authority: 'Leeds', address: '12 Sample Terrace', 'moved-on': '2026-04-29' };
      await house.casework.outcomes.locate(
        house.people.officer,
        reference,
        { where: 'other-authority', on: '2026-04-29', by: 'An aunt', details, note: '' },
        [],
      );
      await takeOff(house, reference, 'g');
      await house.at('2026-05-13', '09:00');
    });

    test.each(['none', 'known-risk'])('is since when the child is missing again, with the risk %s', async (risks) => {
      const begun = await press(lead, await say(lead, 'report'), 'Continue', { ...NAMED, risks });
      const absence = risks === 'none' ? begun : await press(lead, begun, 'Continue with the report');
      const check = await press(lead, absence, 'Continue', { ...ABSENCE, ...since });
      await press(lead, check, 'Report the pupil');
      expect(await caseText(reference)).toMatch(/First day missed Tue 12 May 2026, code N.*Mon 11 May 2026/);
      expect((await details(reference)).text).toMatch(/Tue 12 May 2026/);
      // Nobody is asked since when once more, and no register has days that it has not.
      expect(house.casework.asksSinceWhen(await view(reference))).toBe(false);
      expect((await view(reference)).assessment.counts.tenDayReturn).toBeNull();
    });
  });

  test('whose first report was never described is the absence of both', async () => {
    const urgent = await press(lead, await say(lead, 'report'), 'Continue', { ...NAMED, risks: 'known-risk' });
    const reference = referenceOn(urgent);
    await house.at('2026-04-29', '09:00');
    const colleague = house.as(house.people.head);
    const first = await press(colleague, await say(colleague, 'report'), 'Begin a new report');
    const absence = await press(colleague, first, 'Continue', NAMED);
    const check = await press(colleague, absence, 'Continue', ABSENCE);
    const shown = await press(colleague, check, 'Report the pupil');
    expect(shown.text).toContain('What you typed that was new stands on it now.');
    expect(shown.text).not.toContain('missing again');
    expect((await view(reference)).absence).toMatchObject({ firstDayMissed: '2026-04-27', code: 'N' });
    expect(await house.casework.mine(house.people.lead)).toHaveLength(1);
  });

  test('is said beside what is on record where a colleague was quicker, and changes no day', async () => {
    const pupil = await press(lead, await say(lead, 'report'), 'Continue', TRIAGE);
    const absence = await press(lead, pupil, 'Continue', { ...PUPIL, lastKnownAddress: '3 New Row, Liverpool' });
    const told = { lastAttended: '2026-04-22', firstDayMissed: '2026-04-23', code: 'O' };
    const check = await press(lead, absence, 'Continue', told);
    const { reference } = await reportAs(house.as(house.people.head));
    const shown = await press(lead, check, 'Report the pupil');
    expect(shown.text).toContain('What you typed that was new stands on it now.');
    const all = (await details(reference)).text;
    for (const words of ['3 New Row, Liverpool', '9 Example Row', 'Thu 23 April 2026', 'Mon 27 April 2026'])
      expect(all).toContain(words);
    const { absence: known, pupil: described } = await view(reference);
    expect([known?.firstDayMissed, described?.lastKnownAddress]).toEqual(['2026-04-27', PUPIL.lastKnownAddress]);
  });

  const reportAs = async (client: Client) => {
    const first = await press(client, await say(client, 'report'), 'Begin a new report');
    const pupil = await press(client, first, 'Continue', TRIAGE);
    const absence = await press(client, pupil, 'Continue', PUPIL);
    const check = await press(client, absence, 'Continue', ABSENCE);
    return { reference: referenceOn(await press(client, check, 'Report the pupil')) };
  };

  test('stands on it when the page asks whether it is the same child', async () => {
    const { reference } = await reportPupil(lead);
    const pupil = await press(lead, await say(lead, 'report'), 'Continue', { ...TRIAGE, forename: 'Rohan' });
    const typed = { ...PUPIL, siblings: 'Wren, at Sample High', parents: 'Jo Ashdown, 0151 496 0199' };
    const asked = await press(lead, pupil, 'Continue', { ...typed, forename: 'Rohan' });
    await press(lead, asked, 'It is the same child');
    const all = (await details(reference)).text;
    for (const words of ['Rowan Ashdown', 'Rohan', '0151 496 0199', '0151 496 0101', 'Wren, at Sample High'])
      expect(all).toContain(words);
  });

  describe('on a case that ends in the one of the same child', () => {
    let kept: string;
    beforeEach(async () => {
      ({ reference: kept } = await reportPupil(lead));
      await house.at('2026-04-29', '09:00');
    });
    const endsInIt = async (typed: Record<string, string>) => {
      const start = { ...TRIAGE, forename: 'R', surname: 'Ashdown', risks: 'known-risk' };
      const urgent = await press(lead, await say(lead, 'report'), 'Continue', start);
      const page = await press(lead, urgent, 'Continue with the report');
      const asked = await press(lead, page, 'Continue', { ...PUPIL, forename: 'Rowena', ...typed });
      const shown = await press(lead, asked, 'It is the same child');
      return { shown, ended: referenceOn(urgent) };
    };

    test('goes on with it: what was not known is, and what differs stands beside what is on record', async () => {
      await endsInIt({ lastKnownAddress: '3 New Row, Liverpool', siblings: 'Wren, at Sample High' });
      const { pupil } = await view(kept);
      expect(pupil).toMatchObject({ lastKnownAddress: PUPIL.lastKnownAddress, siblings: 'Wren, at Sample High' });
      const all = (await details(kept)).text;
      expect(all).toContain('Said in another report as well');
      for (const words of ['3 New Row, Liverpool', 'Rowena']) expect(all).toContain(words);
      expect(await caseText(kept)).toContain('Last known address: 3 New Row, Liverpool');
    });

    test('is of another child once the two are parted', async () => {
      const { ended } = await endsInIt({ siblings: 'Wren, at Sample High' });
      await house.casework.duplicates.part(house.people.officer, kept, ended, 'They are cousins');
      const all = (await details(kept)).text;
      for (const words of ['Rowena', 'Wren, at Sample High']) expect(all).not.toContain(words);
    });

    test('is asked of nobody any more once the details are put right', async () => {
      await endsInIt({ lastKnownAddress: '3 New Row, Liverpool' });
      const page = await press(lead, await details(kept), 'Correct the pupil');
      const after = await press(lead, page, 'Save', { lastKnownAddress: '3 New Row, Liverpool', because: 'Moved' });
      expect(after.text).toContain('3 New Row, Liverpool');
      expect(after.text).not.toContain('Said in another report');
    });
  });
});
