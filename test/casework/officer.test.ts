import type { EnquiryRequest } from '../../src/domain/case/facts/enquiries';
import { aCheck } from '../builders/case';
import { aWorld } from './world';

const REQUEST: EnquiryRequest = {
  ...{ on: '2026-05-11', to: 'Revenues', disclosed: ['name'], basis: 's436a', purpose: 'find' },
  ...{ reason: 'The house looks empty', agencyReference: '', asked: 'Do they live there?' },
};

type World = Awaited<ReturnType<typeof aWorld>>;
let world: World;
let reference: string;
beforeEach(async () => {
  world = await aWorld();
  ({ reference } = (await world.report()).case);
  world.at('2026-05-11', '10:00');
});

const ofWork = (view: Awaited<ReturnType<World['casework']['see']>>) =>
  view.assessment.obligations
    .filter(({ id }) => /^(authority|acknowledge|enquiry|question)/.test(id))
    .map(({ id }) => id);

describe('what is disclosed of a child', () => {
  const request = (over: Partial<EnquiryRequest>, enquiry = 'council-tax') =>
    world.casework.enquiries.request(world.people.officer, reference, enquiry, { ...REQUEST, ...over });

  test.each<[string, Partial<EnquiryRequest>, string]>([
    ['without a legal basis', { basis: '' }, 'Without one nothing may be disclosed.'],
    ['on a basis that the policy does not give this agency', { basis: 'vital-interests' }, 'Choose the legal basis'],
    ['on consent', { basis: 'consent' }, 'Choose the legal basis'],
    ['without a purpose', { purpose: '' }, 'Say what the disclosure is for.'],
    ['without saying what', { disclosed: [] }, 'Tick what the agency was told'],
    ['without saying why', { reason: '' }, 'why this agency had to be told'],
    ['on a day to come', { on: '2026-05-12' }, 'still to come'],
  ])('is not recorded %s', async (_how, over, says) => {
    await expect(request(over)).rejects.toMatchObject({ says: expect.stringContaining(says) });
  });

  test('is not recorded by a school, the Education Welfare Service or the panel', async () => {
    const { lead, welfare, panel } = world.people;
    for (const person of [lead, welfare, panel]) {
      const asked = world.casework.enquiries.request(person, reference, 'council-tax', REQUEST);
      await expect(asked).rejects.toMatchObject({ code: 'not-allowed' });
    }
  });

  test('an answer needs a question', async () => {
    const answer = { on: '2026-05-11' as const, by: 'Revenues', outcome: 'not-known', note: '' };
    const answered = world.casework.enquiries.answer(world.people.officer, reference, 'council-tax', answer);
    await expect(answered).rejects.toMatchObject({ says: expect.stringContaining('Nothing is asked there') });
  });

  test('what came before the pupil was back is no answer to where the pupil is now', async () => {
    await request({});
    const mark = (code: string, from: '2026-05-12' | '2026-05-13') =>
      world.casework.markAttendance(world.people.lead, reference, { code, from, to: from, note: '' });
    world.at('2026-05-13', '10:00');
    await mark('/', '2026-05-12');
    const view = await mark('N', '2026-05-13');
    expect(view.assessment.enquiries.asked).toBe(0);
  });
});

describe('what the authority owes', () => {
  const notify = () =>
    world.casework.recordCheck(
      world.people.lead,
      reference,
      'L01',
      aCheck({ outcome: 'submitted', on: '2026-05-11', evidence: { reference: 'R-1' } }),
      null,
    );

  test('begins with the notification, and not before', async () => {
    const { casework, people } = world;
    expect(ofWork(await casework.see(people.officer, reference))).toEqual([]);
    await expect(casework.enquiries.acknowledge(people.officer, reference)).rejects.toMatchObject({
      says: expect.stringContaining('has not notified the authority yet'),
    });
    expect(ofWork(await notify())).toEqual(['acknowledge-referral', 'authority-checks']);
    expect(ofWork(await casework.enquiries.acknowledge(people.officer, reference))).toEqual(['authority-checks']);
    // No agency of this authority has agreed to a time, so nothing is owed by one.
    expect(ofWork(await casework.enquiries.request(people.officer, reference, 'council-tax', REQUEST))).toEqual([]);
    world.at('2026-07-17', '10:00');
    expect(ofWork(await casework.see(people.officer, reference))).toEqual([]);
  });
});

describe('a case in somebody’s hands', () => {
  test('goes to people of the authority who work on cases, and to nobody else', async () => {
    const { casework, people } = world;
    for (const { id } of [people.lead, people.panel, people.administrator]) {
      const given = casework.officer.assign(people.officer, reference, id, '');
      await expect(given).rejects.toMatchObject({ says: 'Choose one of the people listed.' });
    }
    await expect(casework.officer.colleagues(people.lead, reference)).rejects.toMatchObject({ code: 'not-allowed' });
    const names = (await casework.officer.colleagues(people.officer, reference)).map(({ name }) => name);
    expect(names).toEqual(['Ed Track', 'Flo Welfare', 'Ivy Case', 'Jan Manager']);
  });

  test('whoever gets it is not told what had been told before', async () => {
    const { casework, people, storage, sweep } = world;
    await sweep();
    const view = await casework.officer.assign(people.officer, reference, people.caseworker.id, '');
    await sweep();
    const told = (await storage.outbox.ofCase(view.case.id)).filter(
      ({ recipient }) => recipient === people.caseworker.id,
    );
    expect(told.map(({ obligation }) => obligation)).toEqual(['case-assigned']);
  });
});

test('a hold has an end, a reason and a limit', async () => {
  const { casework, people } = world;
  const hold = (until: `2026-${number}-${number}`, reason = 'Waiting') =>
    casework.officer.hold(people.officer, reference, until, reason);
  await expect(hold('2026-05-11')).rejects.toMatchObject({ says: expect.stringContaining('a day to come') });
  await expect(hold('2026-06-09')).rejects.toMatchObject({ says: expect.stringContaining('Mon 8 June 2026') });
  await expect(hold('2026-05-20', '')).rejects.toMatchObject({ says: expect.stringContaining('Say why') });
  expect((await hold('2026-06-08')).assessment.hold).toMatchObject({ from: '2026-05-11', until: '2026-06-08' });
  expect((await casework.officer.lift(people.officer, reference, '')).assessment.hold).toBeNull();
});

test('a school is not asked more than it can answer', async () => {
  const { casework, people } = world;
  const ask = (n: number) => casework.officer.ask(people.officer, reference, Array(n).fill('Where?'), '2026-05-12');
  await ask(9);
  await expect(ask(1)).rejects.toMatchObject({ says: expect.stringContaining('that many questions') });
});
