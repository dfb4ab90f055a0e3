import type { Role } from '../../src/domain/access/roles';
import type { Person } from '../../src/people/directory';
import { anAbsence, aPupil, noRisk } from '../builders/case';
import { OTHER_SCHOOL } from '../builders/authority';
import { newId } from '../support/bot';
import { buttonsOn } from '../support/cards';
import type { Clicked, Client, Shown } from '../support/client';
import { caseOf, more, open, fillIn } from './case-pages';
import { aMainJobBot, press, say, type MainJobBot } from './main-job-bot';

const MOVED_ON = 'This case has moved on. Here it is now.';
const CALL = '**999** police';

/** What a person has before them of a case: asked for, and left in the chat. */
const CARDS: Readonly<Record<string, (client: Client, reference: string) => Promise<Shown>>> = {
  'the case': caseOf,
  'the checklist': (client, reference) => say(client, `checklist ${reference}`),
  'what more can be done': more,
  'the details': async (client, reference) => press(client, await caseOf(client, reference), 'Details'),
};

describe.each(['dialog', 'chat'] as const)('a card of a case in the chat, with pages as %s,', (pages) => {
  let house: MainJobBot;
  let reference: string;
  beforeEach(async () => {
    house = await aMainJobBot(pages);
    const absence = anAbsence({ firstDayMissed: '2026-04-27', lastAttended: null });
    const report = { draftId: newId(), triage: noRisk, absence, pupil: aPupil() };
    ({ reference } = (await house.casework.report(house.people.lead, report)).view.case);
  });
  afterEach(() => house.bot.close());

  const lead = () => house.as(house.people.lead);
  const facts = async () => (await house.casework.see(house.people.officer, reference)).case.facts;
  const clickOf = (client: Client, card: Shown, button: Record<string, unknown>): Promise<Clicked> => {
    const on = { ...card, card: button };
    const title = button['title'] as string;
    return button['type'] === 'Action.Execute' ? client.click(on, title) : client.openDialog(on, title);
  };
  /** Those that ask for something; whom to call is shown whatever has become of the case. */
  const asking = ({ card }: Shown) =>
    buttonsOn(card).filter(({ data }) => ['page', 'attendance'].includes(data.verb) && data.page !== 'urgent');
  const standing = (client: Client, { id }: Shown) => client.history().find((message) => message.id === id)!;

  async function closed(): Promise<void> {
    const { casework, people } = house;
    await casework.markAttendance(people.safeguarding, reference, {
      code: '/',
      from: '2026-04-27',
      to: null,
      note: '',
    });
    await casework.close(people.safeguarding, reference, 'returned', 'Was at a match.');
  }
  const becomes = async (person: Person, roles: Role[], school = person.school) => {
    const { tenantId, entraId, name, authority } = person;
    await house.storage.directory.savePeople(authority, [{ tenantId, entraId, name, authority, school, roles }]);
  };

  test.each(Object.entries(CARDS))(
    '%s, gives way to the case as it is once a colleague has closed it',
    async (_, show) => {
      const old = await show(lead(), reference);
      await closed();
      const before = await facts();
      const buttons = asking(old);
      expect(buttons.length).toBeGreaterThan(0);
      for (const button of buttons) {
        const { shown, line, messages } = await clickOf(lead(), old, button);
        expect([button['title'], line, messages.length]).toEqual([button['title'], '', 0]);
        expect(shown!.text).toContain(MOVED_ON);
        expect(shown!.text).toContain('Closed: the pupil is back in school');
        expect(standing(lead(), old).text).toContain(MOVED_ON);
      }
      expect(await facts()).toEqual(before);
    },
  );

  test('says whom to call whatever has become of the case', async () => {
    const old = await caseOf(lead(), reference);
    await closed();
    for (const title of ['Safeguarding contact', 'Risk has changed']) {
      const { shown } = await clickOf(
        lead(),
        old,
        buttonsOn(old.card).find((button) => button['title'] === title)!,
      );
      expect(shown!.text).toContain(CALL);
    }
  });

  test.each([
    ['Still missing', 'N'],
    ['Back in school', '/'],
  ])('records “%s” once where a colleague has said it meanwhile', async (title, code) => {
    const mark = { code, from: '2026-04-27', to: null, note: '' } as const;
    const old = await caseOf(lead(), reference);
    await house.casework.markAttendance(house.people.safeguarding, reference, mark);
    const before = await facts();
    const { shown } = await lead().click(old, title);
    expect(shown!.text).toContain(MOVED_ON);
    expect(shown!.text).toContain('This is on record already.');
    expect(await facts()).toEqual(before);
  });

  test('shows the case, and why not, where a colleague has said the opposite', async () => {
    const old = await caseOf(lead(), reference);
    const back = { code: '/', from: '2026-04-27', to: null, note: '' } as const;
    await house.casework.markAttendance(house.people.safeguarding, reference, back);
    const before = await facts();
    const { shown, messages } = await lead().click(old, 'Still missing');
    expect(messages).toEqual([]);
    expect(shown!.text).toContain(MOVED_ON);
    expect(shown!.text).toContain('The register says otherwise of Mon 27 April 2026.');
    expect(standing(lead(), old).text).toContain('Back in school since');
    expect(await facts()).toEqual(before);
  });

  test('offers in vain what a colleague has done, though the case goes on', async () => {
    const [officer, manager] = [house.as(house.people.officer), house.as(house.people.manager)];
    const typed = { until: '2026-05-04', reason: 'The family is to be met.' };
    await fillIn(officer, reference, 'Put on hold', 'Put on hold', typed);
    const old = await more(officer, reference);
    await press(manager, await open(manager, reference, 'End the hold'), 'End the hold', {});
    const end = buttonsOn(old.card).find(({ title }) => title === 'End the hold')!;
    const { shown } = await clickOf(officer, old, end);
    expect(shown!.text).toContain(MOVED_ON);
    const hand = buttonsOn(old.card).find(({ title }) => title === 'Give to a colleague')!;
    expect((await clickOf(officer, old, hand)).shown!.text).toContain('Who works on it?');
  });

  test('shows the case, and whose it is to say, to who may do it no longer', async () => {
    const old = await caseOf(lead(), reference);
    await becomes(house.people.lead, ['caseworker'], null);
    const before = await facts();
    const { shown } = await lead().click(old, 'Still missing');
    expect(shown!.text).toContain('Your role does not allow this.');
    expect(shown!.text).toContain(reference);
    expect(buttonsOn(standing(lead(), old).card).map(({ title }) => title)).not.toContain('Still missing');
    expect(await facts()).toEqual(before);
  });

  test('tells nothing to who may not see the case any more', async () => {
    const cards: Shown[] = [];
    for (const show of Object.values(CARDS)) cards.push(await show(lead(), reference));
    await closed();
    await becomes(house.people.lead, ['attendance-lead'], OTHER_SCHOOL);
    for (const old of cards) {
      for (const button of buttonsOn(old.card)) {
        const { shown, line, messages } = await clickOf(lead(), old, button);
        const told = [shown?.text, line, ...messages.map(({ text }) => text)].join();
        expect(told).not.toMatch(/Rowan|Ashdown|moved on|losed/);
        expect(told).not.toContain(reference);
      }
    }
  });

  test('is put into no channel, though a button asks for a dialog there', async () => {
    const old = await caseOf(lead(), reference);
    await closed();
    const channel = lead().in({ id: '19:general@thread.tacv2', conversationType: 'channel' });
    const [posted] = await channel.say('help');
    const button = buttonsOn(old.card).find(({ title }) => title === 'Another code')!;
    const value = { data: button['data'], context: { theme: 'default' } };
    const { shown } = await channel.invoke('task/fetch', value, { replyToId: posted!.id });
    expect(shown!.text).toContain(MOVED_ON);
    expect(
      channel
        .history()
        .map(({ text }) => text)
        .join(),
    ).not.toMatch(/Rowan|WB-/);
  });
});
