import type { Person } from '../../src/people/directory';
import { buttonOn, parts, textOn } from '../support/cards';
import type { Client, Shown } from '../support/client';
import { aMainJobBot, press, PUPIL, reportPupil, say, TRIAGE, type MainJobBot } from './main-job-bot';

/** A chat of two people, in which the bot is no member: Teams calls it personal. */
const CHAT = {
  id: '19:33333333-aaaa_33333333-bbbb@unq.gbl.spaces',
  conversationType: 'personal' as const,
};

describe('the compose box', () => {
  let house: MainJobBot;
  beforeEach(async () => {
    house = await aMainJobBot('dialog');
  });
  afterEach(() => house.bot.close());

  const writing = (person: Person): Client => house.as(person).in(CHAT);
  async function query(person: Person, typed: string | null) {
    const parameter = typed === null ? { name: 'initialRun', value: 'true' } : { name: 'text', value: typed };
    const { status, body } = await writing(person).invoke('composeExtension/query', {
      ...{ commandId: 'find', parameters: [parameter], queryOptions: { skip: 0, count: 25 } },
    });
    expect(status).toBe(200);
    return body['composeExtension'];
  }

  test('finds a case, whose preview names the child and whose card names nobody', async () => {
    const { reference } = await reportPupil(house.as(house.people.lead));
    for (const typed of ['ashdown', 'C341999926001', reference, null]) {
      const found = await query(house.people.officer, typed);
      expect(found).toMatchObject({ type: 'result', attachmentLayout: 'list' });
      expect(found.attachments).toHaveLength(1);
      const [{ content, preview }] = found.attachments;
      expect(preview.content.title).toBe('Rowan Ashdown');
      expect(preview.content.text).toContain('born 9 March 2016 · Example Primary School');
      expect(textOn(content)).toContain(`${reference}\nDay 1\n`);
      expect(JSON.stringify(content)).not.toMatch(/rowan|ashdown|primary|2016|9999|risk/i);
    }
  });

  test('finds what the person may see and nothing else, in the same words', async () => {
    await reportPupil(house.as(house.people.lead));
    const none = await query(house.people.otherLead, 'nobody');
    expect(none).toMatchObject({ type: 'message', text: expect.stringContaining('Nothing found') });
    expect(await query(house.people.otherLead, 'Ashdown')).toEqual(none);
    expect(await query(house.people.otherLead, null)).toEqual(none);
    expect(await query(house.people.panel, 'Ashdown')).toMatchObject({ type: 'message' });
    expect(await query(house.people.officer, 'as')).toMatchObject({ text: expect.stringContaining('three letters') });
    const stranger = { ...house.people.officer, entraId: '99999999-9999-4999-8999-999999999999' };
    expect(await query(stranger, 'Ashdown')).toMatchObject({ text: expect.stringContaining('I do not know you yet') });
  });

  test('takes nothing in a name for a mark of its own', async () => {
    await reportPupil(house.as(house.people.lead), { ...TRIAGE, surname: '<b>[Ash](https://evil.example)</b>' });
    const { attachments } = await query(house.people.officer, 'rowan');
    expect(JSON.stringify(attachments[0].preview)).not.toMatch(/[<>[\]]/);
  });

  test('is no chat with the bot: nobody is written to there, and nothing that was typed is logged', async () => {
    const { officer } = house.people;
    await reportPupil(house.as(house.people.lead));
    const before = await house.storage.references.of(officer.id);
    await query(officer, 'Ashdown');
    await writing(officer).invoke('composeExtension/fetchTask', { commandId: 'refer' });
    // A card clicked, and a word said, in a chat of two people.
    await writing(officer).say('my cases');
    expect(await house.storage.references.of(officer.id)).toEqual(before);
    expect(
      writing(officer)
        .history()
        .map(({ text }) => text)
        .join(),
    ).not.toMatch(/rowan/i);
    expect(house.bot.lines.join()).not.toMatch(/ashdown/i);
  });

  test('a card that was put into a chat opens for each reader what they may see, in their own chat', async () => {
    const { reference } = await reportPupil(house.as(house.people.lead));
    const { attachments } = await query(house.people.officer, reference);
    const inChat: Shown = { id: 'm-1', title: '', card: attachments[0].content, text: '' };
    expect(buttonOn(inChat.card, 'Open')['data']).toEqual({ verb: 'show-case', reference });

    const safeguarding = await writing(house.people.safeguarding).click(inChat, 'Open');
    expect(safeguarding.line).toContain('I have put it into your own chat');
    expect(house.as(house.people.safeguarding).history().at(-1)!.text).toContain('Rowan Ashdown');

    const other = await writing(house.people.otherLead).click(inChat, 'Open');
    expect(other.line).toContain('There is no case with that reference that you can see');
    expect(writing(house.people.otherLead).history()).toEqual([]);
    expect(JSON.stringify([safeguarding.body, other.body])).not.toMatch(/rowan/i);
  });

  test('begins a report in a dialog that goes on to its end, and puts nothing into the chat', async () => {
    const { lead } = house.people;
    const client = writing(lead);
    const opened = await client.invoke('composeExtension/fetchTask', { commandId: 'refer' });
    const submit = async (on: Shown, title: string, typed: Record<string, string>): Promise<Shown> => {
      const { type, data } = buttonOn(on.card, title) as { type: string; data: object };
      expect(type).toBe('Action.Submit');
      const stood = parts(on.card).flatMap((part) =>
        part['id'] && part['value'] ? [[part['id'], part['value']]] : [],
      );
      const { shown } = await client.invoke('composeExtension/submitAction', {
        commandId: 'refer',
        data: { ...data, ...Object.fromEntries(stood), ...typed },
      });
      return shown!;
    };
    const pupil = await submit(opened.shown!, 'Continue', TRIAGE);
    const absence = await submit(pupil, 'Continue', PUPIL);
    const check = await submit(absence, 'Continue', { firstDayMissed: '2026-04-27', code: 'N' });
    const done = await submit(check, 'Report the pupil', {});
    expect(done.text).toContain('Reported. The case is open.');
    expect(client.history()).toEqual([]);
    expect((await press(house.as(lead), await say(house.as(lead), 'my cases'), 'Open')).text).toContain(
      'Rowan Ashdown',
    );
  });

  test('does not know other invokes of Teams', async () => {
    const { status } = await writing(house.people.officer).invoke('composeExtension/queryLink', {});
    expect(status).toBe(501);
  });
});
