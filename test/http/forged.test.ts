import { randomUUID } from 'node:crypto';
import type { Person } from '../../src/people/directory';
import { buttonsOn } from '../support/cards';
import type { Client, Clicked, Shown } from '../support/client';
import { ABSENCE, aMainJobBot, press, PUPIL, reportPupil, say, TRIAGE, type MainJobBot } from './main-job-bot';

/** What a client sends that does not keep to the choices and the ids on our cards. */
describe('a button or an input that was tampered with', () => {
  let house: MainJobBot;
  let lead: Client;
  beforeEach(async () => {
    house = await aMainJobBot('chat');
    lead = house.as(house.people.lead);
  });
  afterEach(() => house.bot.close());

  const sends = (data: object, client: Client = lead): Promise<Clicked> =>
    client.invoke('adaptiveCard/action', { action: { type: 'Action.Execute', data }, trigger: 'manual' });
  const shownBy = async (data: object, client: Client = lead): Promise<Shown> => {
    const { shown, messages } = await sends(data, client);
    return shown ?? messages.at(-1)!;
  };
  const page = (page: string, args: object, typed: object = {}, step = 'next') => ({
    verb: 'page',
    page,
    args,
    step,
    ...typed,
  });
  const mine = (person: Person = house.people.lead) => house.casework.mine(person);

  test.each(['xxxx', 'none,xxxx', 'constructor', ',', ''])(
    'safety questions answered with “%s” are not answered',
    async (risks) => {
      const again = await press(lead, await say(lead, 'report'), 'Continue', { ...TRIAGE, risks });
      expect(again.text).toContain('Tick what applies, or “None of these”.');
      const { reference } = await reportedBy(house, lead);
      const risk = await press(lead, await say(lead, `case ${reference}`), 'Risk has changed');
      expect((await press(lead, risk, 'Save', { risks })).text).toContain('Tick what applies');
    },
  );

  test('a yes opens the case whatever stands beside it', async () => {
    const urgent = await press(lead, await say(lead, 'report'), 'Continue', { risks: 'none,xxxx,known-risk' });
    expect(urgent.text).toContain('Call now');
  });

  test('a choice that is not on the list is asked for anew, also when an object would know its name', async () => {
    const pupil = await press(lead, await say(lead, 'report'), 'Continue', TRIAGE);
    const again = await press(lead, pupil, 'Continue', { ...PUPIL, upn: '', upnUnknown: 'constructor' });
    expect(again.text).toContain('Choose one of those listed.');
    const absence = await press(lead, again, 'Continue', { ...PUPIL, upnUnknown: '' });
    expect((await press(lead, absence, 'Continue', { ...ABSENCE, code: 'Z9' })).text).toContain(
      'Choose one of the codes listed.',
    );
    expect(await mine()).toEqual([]);
  });

  test('a check takes only the evidence and the ways that it offers', async () => {
    const { reference } = await reportedBy(house, lead);
    const typed = { outcome: 'no-answer', on: '2026-04-27' };
    const args = { case: reference, item: 'S10', seen: '' };
    for (const wrong of [{ evidence_occupied: 'toString' }, { method: 'constructor' }]) {
      expect((await shownBy(page('check', args, { ...typed, ...wrong }))).text).toContain(
        'Choose one of those listed.',
      );
    }
    const call = { agency: 'constructor', contactOn: '2026-04-27', contactAt: '08:40' };
    const urgent = await shownBy(page('urgent', { case: reference, then: 'stay' }, call));
    expect(urgent.text).toContain('Choose one of those listed.');
    expect((await mine())[0]!.case.facts.some(({ kind }) => kind === 'check-recorded')).toBe(false);
  });

  test.each(['report-pupil', 'report-absence', 'report-check'])(
    '%s leads to the safety questions first',
    async (id) => {
      const draft = randomUUID();
      expect((await shownBy(page(id, { draft }, {}, ''))).text).toContain('Safety first');
      for (const [at, typed] of [
        ['report-pupil', { ...TRIAGE, ...PUPIL }],
        ['report-absence', ABSENCE],
        ['report-check', {}],
      ] as const) {
        await sends(page(at, { draft }, typed));
      }
      expect((await shownBy(page(id, { draft }, {}, ''))).text).toContain('Safety first');
      expect(await mine()).toEqual([]);
    },
  );

  test('an id that is none is answered kindly', async () => {
    const words = /no longer (there|works)/;
    for (const draft of ['x', 'constructor', '\0', '../..']) {
      expect((await shownBy(page('report-pupil', { draft }, {}, ''))).text).toMatch(words);
      expect((await shownBy(page('report-triage', { draft }, TRIAGE))).text).toMatch(words);
      expect((await shownBy({ verb: 'discard-report', draft })).text).toMatch(words);
      expect((await shownBy({ verb: 'acknowledge', delivery: draft })).text).toMatch(words);
    }
  });

  test('the draft of another school is answered like one that nobody has begun, and stays as it is', async () => {
    const first = await say(lead, 'report');
    const draft = String(buttonsOn(first.card)[0]!['data'].args.draft);
    await press(lead, await press(lead, first, 'Continue', TRIAGE), 'Save for later', { parents: 'Jo Ashdown' });
    const other = house.as(house.people.otherLead);
    const asked = async (id: string) => {
      const shown = [await shownBy(page('report-pupil', { draft: id }, {}, ''), other)];
      shown.push(await shownBy(page('report-triage', { draft: id }, { ...TRIAGE, forename: 'Robin' }), other));
      shown.push(await shownBy(page('report-check', { draft: id }), other));
      return shown.map(({ text }) => text);
    };
    expect(await asked(draft)).toEqual(await asked(randomUUID()));
    expect((await house.storage.drafts.byId(draft))!.values).toMatchObject({
      forename: 'Rowan',
      parents: 'Jo Ashdown',
    });
  });

  describe('the id of another school’s case where that of a report should be', () => {
    const other = () => house.as(house.people.otherLead);
    const tells = async (draft: string): Promise<string[]> => {
      const steps: readonly [string, object, string][] = [
        ['report-triage', { ...TRIAGE, forename: 'Robin' }, 'save'],
        ['report-triage', {}, ''],
        ['report-triage', { ...TRIAGE, forename: 'Robin' }, 'next'],
        ['report-pupil', { parents: 'Jo Example' }, 'save'],
        ['report-pupil', {}, ''],
        ['report-absence', {}, 'save'],
        ['report-check', {}, 'next'],
        ['report-triage', { risks: 'known-risk' }, 'next'],
        ['report-pupil', { parents: 'Jo Example' }, 'save'],
      ];
      const told: string[] = [];
      for (const [id, typed, step] of steps) {
        const { shown, messages, ...rest } = await sends(page(id, { draft }, typed, step), other());
        const text = (shown ?? messages.at(-1))?.text ?? JSON.stringify(rest);
        told.push(text.replaceAll(/WB-\w+-\w+/g, 'a reference'));
      }
      const listed = (await say(other(), 'report')).text;
      const discarded = await shownBy({ verb: 'discard-report', draft }, other());
      return [...told, listed, discarded.text, (await say(other(), 'report')).text];
    };

    test('is answered alike whether there is such a case, open or closed, or none', async () => {
      const { reference } = await reportedBy(house, lead);
      const { id } = (await house.casework.see(house.people.lead, reference)).case;
      const unknown = await tells(randomUUID());
      const left = await house.storage.drafts.reports(house.people.otherLead.school!);
      await Promise.all(left.map((draft) => house.storage.drafts.remove(draft.id)));
      await house.casework.close(house.people.officer, reference, 'reported-in-error', 'In the sick room.');
      expect(await tells(id)).toEqual(unknown);
    });
  });

  test('the grounds for a removal are shown to the school and to who signs with it, and to nobody else who sees the case', async () => {
    const { reference } = await reportedBy(house, lead);
    const { officer, welfare, panel } = house.people;
    const asked = (person: Person, id: string, step: string) =>
      shownBy(page(id, { case: reference, ground: 'i' }, { ground: 'i' }, step), house.as(person));
    for (const id of ['removal-ground', 'removal-gate']) {
      expect((await asked(officer, id, '')).text).toContain('The name stays on the register');
      for (const person of [welfare, panel])
        for (const step of ['', 'next']) {
          const { text } = await asked(person, id, step);
          expect(text).toContain('Your role does not allow this');
          expect(text).not.toContain('The name stays on the register');
        }
    }
    // A ground that is no ground is nothing to somebody whose question it is not.
    const none = await shownBy(page('removal-gate', { case: reference, ground: 'z' }, {}, ''), house.as(welfare));
    expect(none.text).toContain('Your role does not allow this');
  });

  test('an answer with an alert that is not there is on record, and the case is shown', async () => {
    const { reference } = await reportedBy(house, lead);
    for (const delivery of ['x', randomUUID()]) {
      const shown = await shownBy({ verb: 'attendance', reference, delivery, answer: 'still-missing' });
      expect(shown.text).toContain('Rowan Ashdown');
    }
  });
});

/** The case of an earlier report, or a new one. */
async function reportedBy(house: MainJobBot, lead: Client): Promise<{ reference: string }> {
  await Promise.all(
    (await house.storage.drafts.reports(house.people.lead.school!)).map(({ id }) => house.storage.drafts.remove(id)),
  );
  return reportPupil(lead);
}
