import { instantOf } from '../../src/notices/steady-clock';
import type { Person } from '../../src/people/directory';
import { aMainJobBot, type MainJobBot } from './main-job-bot';
import { watched } from './steps-taken';

let house: MainJobBot;
beforeEach(async () => {
  house = await aMainJobBot('chat');
});
afterEach(() => house.bot.close());
const { atRiskCase, chat, noticeTo, only } = watched(() => house);

const RULE = 'at-risk-report';
const NOT_YOURS = 'This alert is not for you any more';
const minutesLater = async (minutes: number) => {
  house.bot.steady.moveTo(instantOf(house.bot.steady.now() + minutes * 60_000));
  await house.fallDue();
};
/** The import of the next day: of this person, this. */
const imported = (person: Person, ...now: readonly Person[]) =>
  only(...Object.values(house.people).filter(({ id, authority }) => authority === '341' && id !== person.id), ...now);
const callsNow = () => house.bot.connector.calls.length;
const writtenTo = ({ entraId }: Person, since: number): string[] =>
  house.bot.connector.calls
    .slice(since)
    .map((call) => JSON.stringify(call))
    .filter((call) => call.includes(`a:${entraId}`));

/** Of somebody whom Teams has put off, and who has another role by the next try. */
async function withdrawnMeanwhile(person: Person, ...now: readonly Person[]): Promise<string> {
  house.bot.connector.refuse([`a:${person.entraId}`], { status: 429, headers: { 'retry-after': '30' } });
  const reference = await atRiskCase();
  house.bot.connector.refuse([`a:${person.entraId}`], null);
  await imported(person, ...now);
  return reference;
}

describe('an alert that waits for somebody', () => {
  test('whose role for it is withdrawn does not go to them, and to whoever has the role now', async () => {
    const { officer } = house.people;
    const successor = { ...officer, entraId: '33333333-3333-4333-8333-333333333333', name: 'Robin Vale' };
    const since = callsNow();
    const reference = await withdrawnMeanwhile(officer, { ...officer, roles: ['administrator'] }, successor);
    const tried = writtenTo(officer, since).length;
    await house.as(successor).say('hello');
    await minutesLater(1);
    expect(writtenTo(officer, since)).toHaveLength(tried);
    expect(await noticeTo(officer, reference, RULE)).toMatchObject({ state: 'dead', lastError: 'role-gone' });
    expect(chat(successor).join()).toContain(reference);
  });

  test('who was moved to another school does not go to them', async () => {
    const { safeguarding, otherLead } = house.people;
    const reference = await withdrawnMeanwhile(safeguarding, { ...safeguarding, school: otherLead.school });
    await minutesLater(1);
    expect(chat(safeguarding).join()).not.toContain(reference);
  });

  test('goes to them after all when the role is theirs again, once', async () => {
    const { officer } = house.people;
    const reference = await withdrawnMeanwhile(officer, { ...officer, roles: ['administrator'] });
    await minutesLater(1);
    const before = chat(officer).length;
    await imported(officer, officer);
    await minutesLater(1);
    await imported(officer, officer);
    await minutesLater(1);
    expect(chat(officer).slice(before)).toEqual([expect.stringContaining(reference)]);
  });

  test('goes to them in another role that works on the case', async () => {
    const { officer } = house.people;
    const reference = await withdrawnMeanwhile(officer, { ...officer, roles: ['service-manager'] });
    await minutesLater(1);
    expect(chat(officer).join()).toContain(reference);
  });
});

describe('a card that stands', () => {
  const gone: [string, (people: MainJobBot['people']) => [Person, Person[]]][] = [
    ['has left', ({ officer }) => [officer, []]],
    ['has a role that sees no case', ({ officer }) => [officer, [{ ...officer, roles: ['administrator'] }]]],
    ['is at another school', (people) => [people.safeguarding, [{ ...people.safeguarding, school: '999002' }]]],
  ];
  test.each(gone)('with who %s says once that it is not theirs, and nothing of the case', async (_how, whoIn) => {
    const [person, now] = whoIn(house.people);
    const reference = await atRiskCase();
    expect(chat(person).join()).toContain(reference);
    await imported(person, ...now);
    const since = callsNow();
    const { lead } = house.people;
    await house.casework.markAttendance(lead, reference, { code: '/', from: '2026-04-27', to: null, note: '' });
    await minutesLater(1);
    const written = writtenTo(person, since);
    expect(written).toEqual([expect.stringContaining(NOT_YOURS)]);
    expect(written.join()).not.toContain(reference);
    await house.casework.close(lead, reference, 'returned', 'Was at a match.');
    await minutesLater(1);
    expect(writtenTo(person, since)).toHaveLength(1);
  });

  test('says so too where Teams found it too big for what it said', async () => {
    const { officer, lead } = house.people;
    const reference = await atRiskCase();
    await imported(officer, { ...officer, roles: ['administrator'] });
    const since = callsNow();
    house.bot.connector.refuse([`a:${officer.entraId}`], { status: 413 });
    await house.casework.markAttendance(lead, reference, { code: '/', from: '2026-04-27', to: null, note: '' });
    await house.fallDue();
    house.bot.connector.refuse([`a:${officer.entraId}`], null);
    await minutesLater(60);
    const written = writtenTo(officer, since);
    expect(written.length).toBeGreaterThan(1);
    expect(written).toEqual(written.map(() => expect.stringContaining(NOT_YOURS)));
  });
});
