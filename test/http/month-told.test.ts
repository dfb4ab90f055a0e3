import { newId } from '../support/bot';
import { buttonsOn } from '../support/cards';
import type { Client, Shown } from '../support/client';
import { readPdf } from '../support/read-pdf';
import { trailOf } from '../support/trail';
import { fetchedFrom } from './handed-out';
import { aMainJobBot, press, reportPupil, say, type MainJobBot } from './main-job-bot';
import { watched } from './steps-taken';

let house: MainJobBot;
let director: Client;
let reference: string;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  director = house.as(house.people.director);
  await director.say('hello');
  ({ reference } = await reportPupil(house.as(house.people.lead)));
});
afterEach(() => house.bot.close());
const { only } = watched(() => house);

const titles = (): string[] => director.history().flatMap(({ text }) => /^Summary of .*/.exec(text)?.[0] ?? []);
const told = (): Shown => director.history().at(-1)!;
const but = (...whom: readonly string[]) => Object.values(house.people).filter(({ id }) => !whom.includes(id));

describe('what a month came to, for the director', () => {
  // In May 2026 the first working days are Friday 1, Tuesday 5 and Wednesday 6: Monday 4 is a bank holiday.
  test('comes by itself on the third working day after it, at nine, and never a second time', async () => {
    await house.at('2026-05-06', '08:59');
    expect(await house.tellMonth()).toBe(0);
    await house.at('2026-05-06', '09:00');
    expect(await Promise.all([house.tellMonth(), house.tellMonth()])).toEqual(expect.arrayContaining([1, 0]));
    await house.fallDue();
    await house.at('2026-05-29', '09:00');
    expect(await house.tellMonth()).toBe(0);
    await house.fallDue();
    expect(titles()).toEqual(['Summary of April 2026']);
  });

  test('does not come of a month before the first case, in which nobody recorded anything', async () => {
    // March fell due on 7 April, and is the last month that was to be told of until April is.
    expect(await house.tellMonth()).toBe(0);
    await house.at('2026-05-06', '09:00');
    expect(await house.tellMonth()).toBe(1);
    await house.fallDue();
    expect(titles()).toEqual(['Summary of April 2026']);
  });

  test('is rounded, names no child, and comes with its paper; who read it stands on the trail', async () => {
    await house.at('2026-05-06', '09:00');
    await house.tellMonth();
    await house.fallDue();
    expect(told().text).toContain('Figures of cases are rounded');
    expect(told().text).not.toMatch(new RegExp(`${reference}|Rowan|Ashdown`));
    expect(buttonsOn(told().card).map(({ title }) => title)).toEqual(['PDF']);
    const paper = await fetchedFrom(house, await press(director, told(), 'PDF'));
    const { text } = readPdf(paper.bytes);
    expect(text).toContain('April 2026');
    expect(text).not.toMatch(new RegExp(`${reference}|Rowan|Ashdown`));
    const looks = (await trailOf(house.storage, '341')).filter(({ action }) => action === 'see-summary');
    expect(looks.map(({ person }) => person)).toContain(house.people.director.id);
  });

  test('is not told to who has the role no more by then', async () => {
    await house.at('2026-05-06', '09:00');
    expect(await house.tellMonth()).toBe(1);
    await only(...but(house.people.director.id), { ...house.people.director, roles: ['administrator'] });
    const before = director.history().length;
    await house.fallDue();
    expect(director.history()).toHaveLength(before);
  });

  test('goes to nobody where nobody has the role, and says so to who can hand it on', async () => {
    const manager = house.as(house.people.manager);
    await house.at('2026-05-06', '09:00');
    expect((await say(manager, 'summary')).text).toContain('it goes to the director of education by itself');
    await only(...but(house.people.director.id));
    expect((await say(manager, 'summary')).text).toContain('please hand it on');
    expect(await house.tellMonth()).toBe(0);
  });

  test('says to who can hand it on whether it was delivered, and if not, why and what to do', async () => {
    const manager = house.as(house.people.manager);
    const { director: reader } = house.people;
    // Another one, who has never written to Whereabouts.
    const other = { ...reader, id: 'director-2', entraId: newId(), name: 'Nia Newcome' };
    await only(...Object.values(house.people), other);
    await house.at('2026-05-06', '09:00');
    await house.tellMonth();
    expect((await say(manager, 'summary')).text).toContain(`on its way to ${reader.name}`);
    await house.fallDue();
    const { text } = await say(manager, 'summary');
    expect(text).toContain(`It was delivered to ${reader.name} by itself: Wed 6 May 2026, 09:00.`);
    expect(text).toContain('It has not been delivered to Nia Newcome. They have never written to Whereabouts');
    expect(text).toContain('Please hand it on.');
    expect(text).not.toContain('Each month it goes to');
    await house.as(other).say('hello');
    await house.fallDue();
    expect((await say(manager, 'summary')).text).toContain('It was delivered to Nia Newcome by itself');
    // Of a month that is not due to be told of it is not said that it went.
    expect((await say(manager, 'summary May 2026')).text).toContain('it goes to the director of education by itself');
    // Who cannot hand it on is told nothing of others.
    expect((await say(director, 'summary')).text).not.toContain('Nia Newcome');
  });
});
