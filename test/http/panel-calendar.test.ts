import { GraphCalendar } from '../support/graph-calendar';
import { trailOf } from '../support/trail';
import { aCalendarHouse, MAILBOX, REASON, type CalendarHouse } from './calendar-house';
import { reportPupil } from './main-job-bot';

const SIX = ['05-07', '05-21', '06-04', '06-18', '07-02', '07-16'].map((day) => `2026-${day} 10:00`);
const OTHERS = SIX.slice(1);

describe('the panel’s calendar', () => {
  let house: CalendarHouse;
  beforeEach(async () => {
    house = await aCalendarHouse();
    await house.later();
  });
  afterEach(() => house.close());

  const move = (to: string, time = '') => house.change('Move', 'Move the meeting', { to, time });
  const cancel = () => house.change('Cancel', 'Cancel the meeting');

  test('has the next meetings with their length, and nothing is written while nothing changes', async () => {
    expect(house.outlook.shown()).toEqual(SIX);
    const [event] = house.outlook.events();
    expect([event!.subject, event!.end]).toEqual(['Children Out of Provision Panel', '2026-05-07T11:00:00.000Z']);
    expect(event!.text).toContain('The list for this meeting is closed 2 working days before it, at 09:00.');
    expect(house.written()).toHaveLength(6);
    await house.later();
    await house.later();
    expect(house.written()).toHaveLength(6);
    await house.at('2026-05-08', '09:00');
    expect(house.outlook.shown()).toEqual([...SIX, '2026-07-30 10:00']);
  });

  test('follows what is said in Teams: moved, cancelled, put back', async () => {
    await move('2026-05-13', '14:30');
    await house.later();
    expect(house.outlook.shown()).toEqual(['2026-05-13 14:30', ...OTHERS]);
    await cancel();
    await house.later();
    expect(house.outlook.shown()).toEqual(OTHERS);
    await house.change('Put back', 'Put it back');
    await house.later();
    expect(house.outlook.shown()).toEqual(SIX);
    expect(house.inChannel()).toHaveLength(3);
  });

  test('is followed where an event is put on another day, with the word to the channel and its own name on the trail', async () => {
    house.outlook.drag(house.outlook.on('2026-05-07'), '2026-05-13', '15:00');
    const written = house.written().length;
    await house.later();
    expect(await house.meetings()).toContain('Wed 13 May 2026, 15:00');
    expect(await house.meetings()).toContain('Why: It was changed in the calendar of the panel.');
    expect(house.inChannel()).toEqual([
      'The meeting of Children Out of Provision Panel on Thu 7 May 2026 is now on Wed 13 May 2026, 15:00. Its agenda is closed on Mon 11 May 2026, 09:00.',
    ]);
    const trail = (await trailOf(house.storage, '341')).filter(({ action }) => action === 'follow-calendar');
    expect(trail).toMatchObject([
      { person: null, role: null, outcome: 'done', fields: ['moved', 'meeting:2026-05-07'] },
    ]);
    // The day was people's to write; it is only marked that it is known.
    expect(
      house
        .written()
        .slice(written)
        .map(({ body }) => Object.keys(body!)),
    ).toEqual([['singleValueExtendedProperties']]);
    await house.later();
    expect(house.written()).toHaveLength(written + 1);
    expect(house.inChannel()).toHaveLength(1);
  });

  test('has an extra meeting too, which is moved, cancelled and there again at its own time as any other', async () => {
    await house.change('Add a meeting', 'Add the meeting', { on: '2026-05-12', time: '14:00' });
    await house.later();
    expect(house.outlook.shown()).toEqual([SIX[0], '2026-05-12 14:00', ...OTHERS]);
    house.outlook.drag(house.outlook.on('2026-05-12'), '2026-05-13', '15:00');
    await house.later();
    expect(await house.meetings()).toMatch(/Wed 13 May 2026, 15:00[^]*Extra meeting. Moved from Tue 12 May 2026/);
    house.outlook.drag(house.outlook.on('2026-05-13'), '2026-05-12', '14:00');
    await house.later();
    const event = house.outlook.on('2026-05-12');
    house.outlook.delete(event);
    await house.later();
    await house.later();
    expect(await house.meetings()).toContain('Extra meeting. Cancelled');
    house.outlook.restore(event);
    await house.later();
    expect(await house.meetings()).toMatch(/Tue 12 May 2026, 14:00[^]*Extra meeting. The agenda is closed/);
    expect((await house.storage.panels.changes('341')).map(({ said }) => said.kind)).toEqual([
      ...['added', 'moved', 'moved', 'cancelled', 'put-back'],
    ]);
    expect(house.outlook.shown()).toEqual([SIX[0], '2026-05-12 14:00', ...OTHERS]);
    await house.change('Cancel', 'Cancel the meeting');
    await house.later();
    expect(house.outlook.shown()).toEqual(['2026-05-12 14:00', ...OTHERS]);
  });

  test('is followed where an event is deleted, and where it is there again', async () => {
    const event = house.outlook.on('2026-05-07');
    house.outlook.delete(event);
    await house.later();
    await house.later();
    expect(await house.meetings()).toContain('Cancelled');
    house.outlook.restore(event);
    await house.later();
    expect(await house.meetings()).not.toContain('Cancelled');
    expect(house.outlook.shown()).toEqual(SIX);
    expect(house.inChannel()).toEqual([
      expect.stringContaining('on Thu 7 May 2026 is cancelled. The next one is on Thu 21 May 2026.'),
      expect.stringContaining('on Thu 7 May 2026 takes place on that day after all.'),
    ]);
  });

  test('is followed where an event is there again whose meeting an extra one has put out of the next six', async () => {
    const event = house.outlook.on('2026-07-16');
    house.outlook.delete(event);
    await house.later();
    await house.later();
    expect(house.inChannel()).toEqual([expect.stringContaining('on Thu 16 July 2026 is cancelled.')]);
    await house.change('Add a meeting', 'Add the meeting', { on: '2026-05-12', time: '' });
    await house.later();
    house.outlook.restore(event);
    await house.later();
    expect(house.inChannel()[2]).toContain('on Thu 16 July 2026 takes place on that day after all.');
    expect(house.outlook.shown()).toEqual([SIX[0], '2026-05-12 10:00', ...OTHERS]);
  });

  test('is followed where an event is called off and stays there crossed out', async () => {
    house.outlook.callOff(house.outlook.on('2026-05-07'));
    const written = house.written().length;
    await house.later();
    await house.later();
    expect(await house.meetings()).toContain('Cancelled');
    expect(house.inChannel()).toEqual([expect.stringContaining('on Thu 7 May 2026 is cancelled.')]);
    expect(house.written()).toHaveLength(written);
  });

  test('cancels no meeting whose event is gone with one look alone', async () => {
    const event = house.outlook.on('2026-05-07');
    const written = house.written().length;
    for (let n = 0; n < 2; n += 1) {
      house.outlook.delete(event);
      await house.later();
      house.outlook.restore(event);
      await house.later();
    }
    expect(await house.meetings()).not.toContain('Cancelled');
    expect(house.written()).toHaveLength(written);
    expect(house.inChannel()).toEqual([]);
  });

  test('that is being emptied while a look runs cancels no meeting', async () => {
    const [first, ...others] = house.outlook.events().toReversed();
    house.outlook.delete(first!);
    await house.later();
    for (const event of others) house.outlook.delete(event);
    for (let n = 0; n < 3; n += 1) await house.later();
    expect(await house.meetings()).not.toContain('Cancelled');
    expect(house.outlook.shown()).toEqual(SIX);
    expect(house.inChannel()).toEqual([expect.stringContaining('No meeting is cancelled for that')]);
  });

  test.each([
    ['a weekend', '2026-05-09', 'Sat 9 May 2026 is no working day.'],
    ['another meeting', '2026-05-21', 'The panel meets on Thu 21 May 2026 already.'],
    ['the past', '2026-04-24', 'That has passed already.'],
  ] as const)(
    'is not followed onto %s: the event is put back, and the channel is told once why',
    async (_what, day, why) => {
      house.outlook.drag(house.outlook.on('2026-05-07'), day);
      await house.later();
      await house.later();
      expect(house.outlook.shown()).toEqual(SIX);
      expect(await house.meetings()).not.toContain('Why:');
      expect(house.inChannel()).toEqual([expect.stringContaining(why)]);
      expect(house.inChannel()[0]).toMatch(/The meeting stays on Thu 7 May 2026, and the calendar shows that again\.$/);
    },
  );

  test('gives way to what is said in Teams, where both were changed', async () => {
    house.outlook.drag(house.outlook.on('2026-05-07'), '2026-05-13');
    house.outlook.delete(house.outlook.on('2026-05-21'));
    await move('2026-05-12');
    await move('2026-05-11');
    await house.later();
    expect(house.outlook.shown()).toEqual(['2026-05-11 10:00', ...OTHERS.slice(1)]);
    expect(await house.meetings()).toContain('Mon 11 May 2026');
  });

  test('may have another time on the day itself, other words and copies, which are left alone', async () => {
    house.outlook.drag(house.outlook.on('2026-05-07'), '2026-05-07', '11:15');
    house.outlook.copy(house.outlook.on('2026-05-21'), '2026-05-26');
    const written = house.written().length;
    await house.later();
    expect(house.written()).toHaveLength(written);
    expect(house.outlook.shown()).toEqual([
      '2026-05-07 11:15',
      '2026-05-21 10:00',
      '2026-05-26 10:00',
      ...SIX.slice(2),
    ]);
    expect(house.inChannel()).toEqual([]);
  });

  test('that is emptied cancels no meeting', async () => {
    for (const event of house.outlook.events()) house.outlook.delete(event);
    for (let n = 0; n < 3; n += 1) await house.later();
    expect(await house.meetings()).not.toContain('Cancelled');
    expect(house.outlook.shown()).toEqual(SIX);
    expect(house.said('several meetings were gone')).toHaveLength(1);
    expect(house.inChannel()).toEqual([expect.stringContaining('No meeting is cancelled for that')]);
  });

  test('that loses several events at once cancels none of their meetings, wherever looks end and whatever meetings pass', async () => {
    for (const event of house.outlook.events().slice(1)) house.outlook.delete(event);
    const stops = { status: 500, method: 'POST', to: /\/events$/ };
    for (let n = 0; n < 4; n += 1) {
      house.graph.trouble(stops);
      await house.later();
    }
    await house.at('2026-06-05', '09:00');
    await house.later();
    expect(await house.meetings()).not.toContain('Cancelled');
    expect(house.outlook.shown()).toEqual(expect.arrayContaining(SIX.slice(3)));
    expect(house.inChannel()).not.toContainEqual(expect.stringContaining('is cancelled.'));
  });

  test('cancels no meeting whose event a list leaves out, or has on its next page', async () => {
    const written = house.written().length;
    house.outlook.lags = true;
    await house.later();
    await house.later();
    house.outlook.lags = false;
    house.outlook.nextPage = `${house.graph.url}/v1.0/users/${encodeURIComponent(MAILBOX)}/events`;
    house.outlook.drag(house.outlook.on('2026-05-21'), '2026-05-27');
    house.outlook.delete(house.outlook.on('2026-05-07'));
    await house.later();
    await house.later();
    expect(house.written()).toHaveLength(written + 1);
    expect(house.inChannel()).toHaveLength(2);
  });

  test('that was left for another mailbox and is named again cancels no meeting whose event was deleted there', async () => {
    const authority = (await house.storage.directory.authority('341'))!;
    const name = (panelCalendar: string) => house.storage.directory.saveAuthority({ ...authority, panelCalendar });
    const other = new GraphCalendar();
    house.graph.calendars.set('other@example.gov.uk', other);
    await name('other@example.gov.uk');
    await house.later();
    expect(other.shown()).toEqual(SIX);
    house.outlook.delete(house.outlook.on('2026-05-07'));
    await name(MAILBOX);
    await house.later();
    await house.later();
    expect(await house.meetings()).not.toContain('Cancelled');
    expect(house.outlook.shown()).toEqual(SIX);
  });

  test('does not cancel a meeting whose event is tidied away after it has begun', async () => {
    await house.at('2026-05-07', '10:05');
    house.outlook.delete(house.outlook.on('2026-05-07'));
    await house.later();
    await house.later();
    expect(await house.meetings()).not.toContain('Cancelled');
  });

  test('is told nothing of a child or of what was typed, and nothing is asked of events that are not ours', async () => {
    const { reference } = await reportPupil(house.as(house.people.lead));
    house.outlook.write('Talk about Rowan Ashdown', '2026-05-07');
    await move('2026-05-13');
    await house.later();
    await house.at('2026-05-11', '09:00');
    await house.at('2026-05-14', '09:00');
    const sent = JSON.stringify(house.graph.asked.map(({ path, query, body }) => [path, query, body]));
    expect(sent).toContain('Children Out of Provision Panel');
    for (const secret of ['Rowan', 'Ashdown', reference, REASON, 'Marmaduke', 'Ed Track'])
      expect(sent).not.toContain(secret);
    for (const { query, method } of house.graph.asked.filter(({ path }) => path.endsWith('/events')))
      if (method === 'GET') {
        expect(query['$select']).toBe('id,type,start,isAllDay,isCancelled,createdDateTime,lastModifiedDateTime');
        expect(query['$filter']).toMatch(/WhereaboutsMeeting' and ep\/value eq '341 2026-\d\d-\d\d'\)$/);
      }
    const kept = await house.storage.panelCalendars.agreed('341', MAILBOX);
    expect(house.outlook.events().map(({ id }) => id)).toEqual(
      expect.arrayContaining(kept.flatMap(({ isThere, event }) => (isThere ? [event] : []))),
    );
    for (const secret of ['Rowan', 'Ashdown', reference, REASON]) expect(JSON.stringify(kept)).not.toContain(secret);
    expect(house.outlook.events().map(({ subject }) => subject)).toContain('Talk about Rowan Ashdown');
    for (const secret of [MAILBOX, 'copp@', 'Rowan', 'Marmaduke']) expect(house.lines.join('')).not.toContain(secret);
  });
});
