import type { Role } from '../../src/domain/access/roles';
import type { Person } from '../../src/people/directory';
import { newId } from '../support/bot';
import { buttonsOn } from '../support/cards';
import type { Shown } from '../support/client';
import { pressed } from './access/asking';
import { aMainJobBot, type MainJobBot } from './main-job-bot';
import { watched } from './steps-taken';

let house: MainJobBot;
beforeEach(async () => {
  house = await aMainJobBot('chat');
});
afterEach(() => house.bot.close());
const { atRiskCase, chat, noticeTo, only } = watched(() => house);

const RULE = 'at-risk-report';
const hasNow = (person: Person, ...roles: readonly Role[]) =>
  only(...Object.values(house.people).filter(({ id, authority }) => authority === '341' && id !== person.id), {
    ...person,
    roles,
  });
const cardOf = (person: Person, reference: string): Shown =>
  house
    .as(person)
    .history()
    .find(({ text }) => text.includes(reference))!;
const caseOf = async (reference: string) => (await house.storage.cases.byReference('341', reference))!;
const answersTo = async (reference: string) =>
  (await caseOf(reference)).facts.flatMap((fact) => (fact.kind === 'acknowledged' ? [fact.obligation] : []));
const refusalsOf = async ({ id, authority }: Person) => {
  await house.storage.audit.settled();
  const entries = await house.storage.audit.page(authority, 0, 1_000);
  return entries
    .filter(({ person, outcome }) => person === id && outcome === 'refused')
    .map(({ action, reason }) => [action, reason]);
};
const acknowledge = (person: Person, delivery: string) => pressed(house.as(person), { verb: 'acknowledge', delivery });

describe('an alert at risk, on a card that stands with who had the role for it', () => {
  const withdrawn: [Role, RegExp, string[]][] = [
    ['administrator', /^There is no case with that reference that you can see\./, ['acknowledge', 'no-such-case']],
    [
      'panel-member',
      /^Your role does not allow this\. Ask a colleague whose role does:/,
      ['acknowledge', 'not-allowed'],
    ],
  ];
  test.each(withdrawn)('is not answered by them as %s', async (role, words, noted) => {
    const { officer } = house.people;
    const reference = await atRiskCase();
    const { id } = await noticeTo(officer, reference, RULE);
    await hasNow(officer, role);
    expect(await acknowledge(officer, id)).toMatch(words);
    expect(await answersTo(reference)).toEqual([]);
    expect(await noticeTo(officer, reference, RULE)).toMatchObject({ acknowledgedBy: null, acknowledgedAt: null });
    expect(await refusalsOf(officer)).toEqual([noted]);
  });

  test('is still passed on to who has one, though they have pressed', async () => {
    const { officer, manager } = house.people;
    await house.as(manager).say('hello');
    const reference = await atRiskCase();
    const card = cardOf(officer, reference);
    await hasNow(officer, 'administrator');
    await house.as(officer).click(card, 'Acknowledge');
    for (const time of ['09:45', '12:00', '15:00'] as const) await house.at('2026-04-27', time);
    expect(chat(manager).join()).toContain(reference);
    expect(buttonsOn(cardOf(manager, reference).card).map(({ title }) => title)).toContain('Acknowledge');
  });

  test('is answered by them in another role that works on the case', async () => {
    const { officer } = house.people;
    const reference = await atRiskCase();
    await hasNow(officer, 'service-manager');
    await house.as(officer).click(cardOf(officer, reference), 'Acknowledge');
    expect(await answersTo(reference)).toEqual([RULE]);
    expect(await noticeTo(officer, reference, RULE)).toMatchObject({ acknowledgedBy: officer.id });
  });
});

test('of one card that tells of a calendar too an administrator answers the calendar alone', async () => {
  const { officer } = house.people;
  const reference = await atRiskCase();
  const atRisk = await noticeTo(officer, reference, RULE);
  const { id: caseId } = await caseOf(reference);
  const due = { authority: '341', caseId, occurrence: '', recipient: officer.id, dueAt: house.clock.now() };
  const calendar = { id: newId(), kind: 'alert', obligation: 'calendar-short', ...due, urgent: false } as const;
  await house.storage.outbox.add([calendar]);
  await house.storage.outbox.fold([{ lead: atRisk.id, others: [calendar.id] }]);
  await hasNow(officer, 'administrator');
  await house.as(officer).click(cardOf(officer, reference), 'Acknowledge');
  expect(await answersTo(reference)).toEqual(['calendar-short']);
  expect(await noticeTo(officer, reference, RULE)).toMatchObject({ acknowledgedBy: null });
});
