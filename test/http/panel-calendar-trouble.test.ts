import { createServer, type AddressInfo } from 'node:net';
import { aCalendarHouse, MAILBOX, type CalendarHouse } from './calendar-house';

const SIX = ['05-07', '05-21', '06-04', '06-18', '07-02', '07-16'].map((day) => `2026-${day} 10:00`);
const EVENTS = /\/events/;
const NOT_NOW = 'could not be looked at just now';
const REFUSED = 'may not be read or written';

describe('where the panel’s calendar does not answer', () => {
  let house: CalendarHouse;
  beforeEach(async () => {
    house = await aCalendarHouse();
  });
  afterEach(() => house.close());

  test('for an hour, what was done in both stands once it does, and the sweeps go on', async () => {
    await house.later();
    await house.change('Move', 'Move the meeting', { to: '2026-05-13', time: '' });
    house.outlook.drag(house.outlook.on('2026-05-21'), '2026-05-27');
    house.graph.trouble({ status: 503, code: 'Unavailable', to: EVENTS, times: 36, headers: { 'retry-after': '0' } });
    for (let minutes = 0; minutes < 60; minutes += 5) await house.later();
    expect(house.said(NOT_NOW)).toHaveLength(12);
    expect(house.outlook.shown()[0]).toBe('2026-05-07 10:00');
    await house.later();
    expect(house.outlook.shown().slice(0, 2)).toEqual(['2026-05-13 10:00', '2026-05-27 10:00']);
    expect(await house.meetings()).toContain('Moved from Thu 21 May 2026');
  });

  test('it is asked again as late as it asks for', async () => {
    house.graph.trouble({ status: 429, code: 'TooMany', to: EVENTS, headers: { 'retry-after': '1200' } });
    await house.later();
    const asked = () => house.graph.calls().filter((call) => EVENTS.test(call)).length;
    expect(asked()).toBe(1);
    await house.later(19);
    expect(asked()).toBe(1);
    await house.later(2);
    expect(house.outlook.shown()).toEqual(SIX);
  });

  test('for want of a permission, the log says so once a day, without the address', async () => {
    house.graph.trouble({ status: 403, code: 'ErrorAccessDenied', to: EVENTS, times: 30 });
    for (let n = 0; n < 5; n += 1) await house.later();
    expect(house.said(REFUSED)).toHaveLength(1);
    expect(house.said(REFUSED)[0]).toContain('"code":"403 ErrorAccessDenied"');
    expect(house.said(REFUSED)[0]).not.toContain('copp');
    await house.later(24 * 60);
    expect(house.said(REFUSED)).toHaveLength(2);
  });

  test.each([{ reset: true }, { status: 500 }, { status: 503, headers: { 'retry-after': '0' } }])(
    'to what it did all the same (%o), no meeting is two events, and none is moved back',
    async (how) => {
      house.graph.trouble({ ...how, done: true, method: 'POST', to: EVENTS });
      await house.later();
      await house.later();
      expect(house.outlook.shown()).toEqual(SIX);
      house.graph.trouble({ ...how, done: true, method: 'PATCH', to: EVENTS });
      await house.change('Move', 'Move the meeting', { to: '2026-05-13', time: '' });
      await house.later();
      await house.change('Move', 'Move the meeting', { to: '2026-05-07', time: '' });
      await house.later();
      expect(house.outlook.shown()).toEqual(SIX);
      house.graph.trouble({ ...how, done: true, method: 'DELETE', to: EVENTS });
      await house.change('Cancel', 'Cancel the meeting');
      await house.later();
      await house.change('Put back', 'Put it back');
      await house.later();
      await house.later();
      expect(house.outlook.shown()).toEqual(SIX);
      expect(await house.meetings()).not.toContain('Cancelled');
    },
  );
});

test.each([
  ['of one that is there', true],
  ['though there is none', false],
])('an event that may not be made for a conflict, %s, stands there with the next look, once', async (_what, done) => {
  const house = await aCalendarHouse();
  try {
    house.graph.trouble({ status: 409, code: 'ErrorDuplicateTransactionId', done, method: 'POST', to: EVENTS });
    for (let n = 0; n < 3; n += 1) await house.later();
    expect(house.outlook.shown()).toEqual(SIX);
    expect(house.written()).toHaveLength(done ? 6 : 7);
    expect(house.said(NOT_NOW)).toEqual([]);
    expect(await house.meetings()).not.toContain('Cancelled');
  } finally {
    await house.close();
  }
});

test('a next page on another host is not asked for, with a token or without, and no meeting is cancelled for want of it', async () => {
  const house = await aCalendarHouse();
  let reached = 0;
  const elsewhere = createServer((socket) => {
    reached += 1;
    socket.destroy();
  });
  try {
    await house.later();
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const { port } = elsewhere.address() as AddressInfo;
    house.outlook.nextPage = `https://127.0.0.1:${port}/v1.0/users/${encodeURIComponent(MAILBOX)}/events`;
    for (let n = 0; n < 2; n += 1) await house.later();
    expect(reached).toBe(0);
    expect(house.said(REFUSED)).toEqual([expect.stringContaining('"code":"next-page-elsewhere"')]);
    expect(await house.meetings()).not.toContain('Cancelled');
  } finally {
    elsewhere.close();
    await house.close();
  }
});

test('what was made and shows in no list yet is not made again', async () => {
  const house = await aCalendarHouse();
  try {
    house.graph.trouble({ reset: true, done: true, method: 'POST', to: EVENTS });
    await house.later();
    house.outlook.lags = true;
    await house.later();
    house.outlook.lags = false;
    await house.later();
    expect(house.written().filter(({ method }) => method === 'POST')).toHaveLength(7);
    expect(house.outlook.shown()).toEqual(SIX);
  } finally {
    await house.close();
  }
});

test('a meeting that is moved in Teams while its event goes is not cancelled for that, and stands in the calendar again', async () => {
  const house = await aCalendarHouse();
  try {
    await house.later();
    await house.change('Move', 'Move the meeting', { to: '2026-05-13', time: '' });
    house.graph.trouble({ status: 404, code: 'ErrorItemNotFound', method: 'PATCH', to: EVENTS });
    await house.later();
    house.outlook.delete(house.outlook.on('2026-05-07'));
    await house.later();
    await house.later();
    expect(await house.meetings()).not.toContain('Cancelled');
    expect(house.outlook.shown()).toEqual(['2026-05-13 10:00', ...SIX.slice(1)]);
  } finally {
    await house.close();
  }
});

test('one event that may not be written holds up no other meeting, and the log says so', async () => {
  const house = await aCalendarHouse();
  try {
    await house.later();
    await house.change('Move', 'Move the meeting', { to: '2026-05-13', time: '' });
    house.outlook.drag(house.outlook.on('2026-05-21'), '2026-05-27');
    house.graph.trouble({ status: 400, code: 'ErrorInvalidRequest', method: 'PATCH', to: EVENTS });
    await house.later();
    expect(await house.meetings()).toContain('Moved from Thu 21 May 2026');
    expect(house.said(REFUSED)[0]).toContain('"code":"400 ErrorInvalidRequest"');
  } finally {
    await house.close();
  }
});

test('two instances look in turn, and each meeting is one event', async () => {
  const house = await aCalendarHouse(2);
  try {
    for (let n = 0; n < 3; n += 1) await house.later();
    expect(house.outlook.shown()).toEqual(SIX);
    const reads = house.graph.asked.filter(({ method, path }) => method === 'GET' && EVENTS.test(path));
    expect(reads).toHaveLength(3 * 6);
    house.outlook.delete(house.outlook.on('2026-05-07'));
    await house.later();
    expect(house.inChannel()).toEqual([]);
    await house.later();
    expect(house.inChannel()).toEqual([expect.stringContaining('is cancelled')]);
  } finally {
    await house.close();
  }
});

test('nothing is asked of Microsoft Graph where the authority names no calendar', async () => {
  const house = await aCalendarHouse(1, null);
  try {
    await house.later();
    expect(house.graph.calls().filter((call) => EVENTS.test(call))).toEqual([]);
  } finally {
    await house.close();
  }
});
