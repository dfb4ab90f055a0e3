import { aCalendarHouse, type CalendarHouse } from './calendar-house';

const SIX = ['05-07', '05-21', '06-04', '06-18', '07-02', '07-16'].map((day) => `2026-${day} 10:00`);
/** On which somebody has the event of 7 May happen as well. */
const AGAIN = ['2026-05-14', '2026-05-28'] as const;
const SERIES = [SIX[0]!, '2026-05-14 10:00', SIX[1]!, '2026-05-28 10:00', ...SIX.slice(2)];
const TOLD = 'the event of the meeting of Thu 7 May 2026 now repeats';

describe('an event of the panel that somebody makes a series', () => {
  let house: CalendarHouse;
  let made: number;
  beforeEach(async () => {
    house = await aCalendarHouse();
    await house.later();
    house.outlook.repeat(house.outlook.on('2026-05-07'), AGAIN);
    made = house.written().length;
  });
  afterEach(() => house.close());

  const told = () => house.inChannel().filter((words) => words.includes(TOLD));
  const writtenSince = () => house.written().slice(made);

  test('is told to the channel once', async () => {
    for (let n = 0; n < 3; n += 1) await house.later();
    expect(told()).toHaveLength(1);
    expect(house.inChannel()).toHaveLength(1);
  });

  test('is not moved for one meeting that is moved in Teams, nor deleted for one that is cancelled', async () => {
    await house.change('Move', 'Move the meeting', { to: '2026-05-13', time: '' });
    for (let n = 0; n < 2; n += 1) await house.later();
    expect(house.outlook.shown()).toEqual(SERIES);
    await house.change('Cancel', 'Cancel the meeting');
    for (let n = 0; n < 2; n += 1) await house.later();
    expect(house.outlook.shown()).toEqual(SERIES);
    expect(writtenSince()).toEqual([]);
  });

  test('moves no meeting, whether all of it is put on another day or one of it', async () => {
    await house.later();
    house.outlook.dragOne(house.outlook.on('2026-05-14'), '2026-05-13');
    house.outlook.drag(house.outlook.on('2026-05-07'), '2026-05-08');
    for (let n = 0; n < 2; n += 1) await house.later();
    expect(await house.meetings()).not.toContain('Why:');
    expect(writtenSince()).toEqual([]);
    expect(house.inChannel()).toHaveLength(1);
  });

  test('cancels no meeting once it is deleted, and the meeting stands there again by itself', async () => {
    await house.later();
    house.outlook.delete(house.outlook.on('2026-05-07'));
    for (let n = 0; n < 3; n += 1) await house.later();
    expect(await house.meetings()).not.toContain('Cancelled');
    expect(house.outlook.shown()).toEqual(SIX);
    house.outlook.drag(house.outlook.on('2026-05-07'), '2026-05-13');
    await house.later();
    expect(await house.meetings()).toContain('Wed 13 May 2026');
  });

  test('is not made beside while a list leaves it out', async () => {
    await house.later();
    house.outlook.lags = true;
    for (let n = 0; n < 2; n += 1) await house.later();
    expect(writtenSince()).toEqual([]);
  });

  test('is as any other once it does not repeat any more', async () => {
    await house.later();
    await house.change('Move', 'Move the meeting', { to: '2026-05-13', time: '' });
    await house.later();
    house.outlook.repeatNoMore(house.outlook.on('2026-05-07'));
    await house.later();
    expect(house.outlook.shown()).toEqual(['2026-05-13 10:00', ...SIX.slice(1)]);
    house.outlook.delete(house.outlook.on('2026-05-13'));
    for (let n = 0; n < 2; n += 1) await house.later();
    expect(await house.meetings()).toContain('Cancelled');
  });
});

test('a copy that is made a series keeps nothing from its meeting, and stays where it is cancelled', async () => {
  const house = await aCalendarHouse();
  try {
    await house.later();
    house.outlook.copy(house.outlook.on('2026-05-07'), '2026-05-11');
    house.outlook.repeat(house.outlook.on('2026-05-11'), ['2026-05-12']);
    const SERIES = ['2026-05-11 10:00', '2026-05-12 10:00'];
    await house.change('Move', 'Move the meeting', { to: '2026-05-13', time: '' });
    await house.later();
    expect(house.outlook.shown()).toEqual([...SERIES, '2026-05-13 10:00', ...SIX.slice(1)]);
    await house.change('Cancel', 'Cancel the meeting');
    for (let n = 0; n < 2; n += 1) await house.later();
    expect(house.outlook.shown()).toEqual([...SERIES, ...SIX.slice(1)]);
  } finally {
    await house.close();
  }
});
