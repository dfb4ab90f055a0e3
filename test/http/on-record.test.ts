import type { CaseView } from '../../src/casework/casework';
import { inputsOn } from '../support/cards';
import { aPupil, anAbsence, noRisk } from '../builders/case';
import type { Client, Shown } from '../support/client';
import { aMainJobBot, press, reportPupil, say, type MainJobBot } from './main-job-bot';

const valueOf = (shown: Shown, id: string) => inputsOn(shown.card).find((input) => input['id'] === id)?.['value'];
const id = (n: number) => `44444444-4444-4444-8444-${String(n).padStart(12, '0')}`;

const pupilFacts = ({ case: { facts } }: CaseView) => facts.filter(({ kind }) => kind === 'pupil-described');

describe.each(['dialog', 'chat'] as const)('what is on record, where pages open as %s', (pages) => {
  let house: MainJobBot;
  let lead: Client;
  beforeEach(async () => {
    house = await aMainJobBot(pages);
    lead = house.as(house.people.lead);
  });
  afterEach(() => house.bot.close());

  describe('the details of a case', () => {
    let reference: string;
    beforeEach(async () => {
      ({ reference } = await reportPupil(lead));
    });
    const details = async (client: Client) => press(client, await say(client, `case ${reference}`), 'Details');

    test('can be read by everybody who may see the case, and corrected by the school', async () => {
      for (const person of [house.people.lead, house.people.officer, house.people.panel]) {
        const shown = await details(house.as(person));
        for (const said of ['9 Example Row', 'Jo Ashdown', 'Kit Ashdown', 'C341999926001', 'N: Reason not yet']) {
          expect(shown.text).toContain(said);
        }
      }
      expect((await details(lead)).text).toContain('Correct the pupil');
      expect((await details(house.as(house.people.officer))).text).not.toContain('Correct');
    });

    test('are corrected on the page on which they were reported', async () => {
      const page = await press(lead, await details(lead), 'Correct the pupil');
      expect(valueOf(page, 'parents')).toBe('Jo Ashdown, 0151 496 0101');
      const wrong = await press(lead, page, 'Save', { upn: 'A341999926001' });
      expect(wrong.text).toContain('it would be C, not A');
      const right = { upn: 'C341999926001', parents: 'Jo Ashdown, 0151 496 0199' };
      const why = await press(lead, wrong, 'Save', right);
      expect(why.text).toContain('Say in a sentence why this is put right.');
      expect(pupilFacts(await house.casework.see(house.people.lead, reference))).toHaveLength(1);
      const corrected = await press(lead, why, 'Save', { ...right, because: 'A digit was mistyped' });
      expect(pupilFacts(await house.casework.see(house.people.lead, reference)).at(-1)).toMatchObject({
        correctedBecause: 'A digit was mistyped',
        pupil: { parents: right.parents },
      });
      expect((await say(lead, `case ${reference}`)).text).toContain('Put right: A digit was mistyped');
      expect(corrected.text).toContain('0151 496 0199');
      const absence = await press(lead, corrected, 'Correct the absence');
      expect(valueOf(absence, 'firstDayMissed')).toBe('2026-04-27');
      const before = { lastAttended: '2026-04-23', firstDayMissed: '2026-04-24' };
      const asked = await press(lead, absence, 'Save', before);
      const earlier = await press(lead, asked, 'Save', { ...before, because: 'A sister was marked instead' });
      expect(earlier.text).toContain('Fri 24 April 2026');
      expect((await house.casework.see(house.people.lead, reference)).assessment.day).toBe(2);
    });

    test('are not corrected into those of another pupil unless somebody says that it is the same child', async () => {
      const other = aPupil({ forename: 'Robin', dateOfBirth: '2015-07-01', upn: 'R341999926002' });
      await house.casework.report(house.people.lead, {
        ...{ draftId: id(1), triage: noRisk, pupil: other, absence: anAbsence() },
      });
      const page = await press(lead, await details(lead), 'Correct the pupil');
      const asked = await press(lead, page, 'Save', { upn: 'R341999926002', because: 'It was typed of another' });
      expect(asked.text).toContain('Is it the same child?');
      expect(await house.casework.mine(house.people.lead)).toHaveLength(2);
      const same = await press(lead, asked, 'It is the same child');
      expect(same.text).toContain('They are one now, shown here.');
      expect(await house.casework.mine(house.people.lead)).toHaveLength(1);
    });

    test('what was recorded first can still be read', async () => {
      for (let n = 1; n <= 25; n += 1) {
        await house.casework.recordSighting(house.people.lead, reference, {
          ...{ on: '2026-04-27', where: 'elsewhere', by: `Neighbour ${n}`, note: '' },
        });
      }
      const shown = await say(lead, `case ${reference}`);
      expect(shown.text).not.toContain('Neighbour 17');
      const earlier = await press(lead, shown, 'Earlier (20)');
      expect(earlier.text).toContain('9 to 20 of 28');
      expect(earlier.text).toContain('Neighbour 17');
      const first = await press(lead, earlier, 'Earlier (8)');
      expect(first.text).toContain('Neighbour 1\n');
      expect(first.text).toContain('The pupil’s details were recorded');
      expect((await press(lead, first, 'Later')).text).toContain('Neighbour 17');
    });
  });

  test('all open cases can be reached, twelve at a time, what is due first before what is at risk', async () => {
    for (let n = 0; n < 14; n += 1) {
      await house.casework.report(house.people.lead, {
        draftId: id(n),
        triage: n === 13 ? { ...noRisk, yes: ['looked-after'] } : noRisk,
        pupil: aPupil({ forename: 'Rowan', surname: `Number ${n}`, upn: null, upnUnknown: 'other' }),
        absence: anAbsence(n === 5 ? { lastAttended: '2026-04-16', firstDayMissed: '2026-04-17' } : {}),
      });
    }
    const first = await say(lead, 'my cases');
    expect(first.text).toContain('14 open cases');
    expect(first.text.indexOf('Number 5')).toBe(first.text.indexOf('Number'));
    const rest = await press(lead, first, 'Show more');
    expect(rest.text).toContain('Shown here: 13 to 14.');
    const names = (text: string) => text.match(/Number \d+/g) ?? [];
    expect(new Set([...names(first.text), ...names(rest.text)]).size).toBe(14);
    expect((await press(lead, rest, 'Earlier ones')).text).toContain('Number 5');
  });
});
