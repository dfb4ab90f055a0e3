import type { Instant } from '../../src/domain/calendar/date';
import type { AgreedOn, Turn } from '../../src/panel/calendar/panel-calendar-store';
import type { Storage } from '../../src/stores';
import { storages, type TestStorage } from '../support/databases';
import { fresh } from './cases';

const turn = (now: string, next: string, latest = `2026-04-27T1${now}`): Turn => ({
  now: `2026-04-27T0${now}` as Instant,
  next: `2026-04-27T0${next}` as Instant,
  latest: latest as Instant,
});
const FIRST: AgreedOn = {
  meeting: '2026-05-07',
  isThere: true,
  mark: '2026-05-07T10:00 ',
  gone: 0,
  missedAt: null,
  event: 'e1',
};
const anEvent = (over: Partial<AgreedOn>): AgreedOn => ({ ...FIRST, ...over });
const [AT_8, AT_8_05] = ['8:00:00.000Z', '8:05:00.000Z'];

describe.each(storages)('of the calendars of panels in %s', (_name, open) => {
  let opened: TestStorage;
  let storage: Storage;
  beforeAll(async () => {
    opened = await open();
    storage = opened.storage;
  });
  afterAll(() => opened.close());

  test('one of those who come at once has the turn to look, and nobody has it again before it is time', async () => {
    const [authority, other] = [fresh('authority'), fresh('authority')];
    const take = (who: string, ...[now, next]: [string, string]) =>
      storage.panelCalendars.takeTurn(who, turn(now, next));
    const atOnce = await Promise.all([1, 2, 3].map(() => take(authority, AT_8, AT_8_05)));
    expect(atOnce.toSorted()).toEqual([false, false, true]);
    expect(await take(authority, '8:04:59.999Z', '8:09:00.000Z')).toBe(false);
    expect(await take(other, '8:04:59.999Z', '8:09:00.000Z')).toBe(true);
    expect(await take(authority, AT_8_05, '8:10:00.000Z')).toBe(true);
    expect(await take(authority, AT_8_05, '8:10:00.000Z')).toBe(false);
  });

  test('it is waited for as long as was asked, and not for a turn that a clock took which ran ahead', async () => {
    const authority = fresh('authority');
    await storage.panelCalendars.wait(authority, '2026-04-27T09:00:00.000Z');
    const take = (latest: string) => storage.panelCalendars.takeTurn(authority, turn(AT_8_05, '8:10:00.000Z', latest));
    expect(await take('2026-04-27T09:00:00.000Z')).toBe(false);
    expect(await take('2026-04-27T08:59:59.999Z')).toBe(true);
  });

  test('what was agreed on is kept for each meeting and each calendar, as it was last', async () => {
    const [authority, other] = [fresh('authority'), fresh('authority')];
    const first = anEvent({ missedAt: '2026-04-27T08:05:00.001Z' });
    const second = anEvent({ meeting: '2026-05-21', isThere: false, mark: 'none w1', gone: 2, event: null });
    const keep = storage.panelCalendars;
    await keep.agree(authority, 'a@example.gov.uk', second);
    await keep.agree(authority, 'a@example.gov.uk', { ...first, isThere: false, gone: 1, missedAt: null });
    await keep.agree(authority, 'a@example.gov.uk', first);
    await keep.agree(authority, 'b@example.gov.uk', { ...first, mark: 'other' });
    await keep.agree(other, 'a@example.gov.uk', { ...first, mark: 'theirs' });
    await keep.agree(other, 'b@example.gov.uk', first);
    await keep.agree(other, 'b@example.gov.uk', { ...first, missedAt: null });
    expect(await keep.agreed(authority, 'a@example.gov.uk')).toEqual([first, second]);
    expect(await keep.agreed(authority, 'b@example.gov.uk')).toEqual([{ ...first, mark: 'other' }]);
    expect(await keep.agreed(other, 'b@example.gov.uk')).toEqual([{ ...first, missedAt: null }]);
    expect(await keep.agreed(fresh('authority'), 'a@example.gov.uk')).toEqual([]);
  });

  test('what was agreed on for other calendars is forgotten once, and nobody else’s', async () => {
    const [authority, other] = [fresh('authority'), fresh('authority')];
    const first = anEvent({ missedAt: '2026-04-27T08:05:00.000Z' });
    const keep = storage.panelCalendars;
    for (const who of [authority, other]) await keep.agree(who, 'a@example.gov.uk', first);
    await keep.agree(authority, 'b@example.gov.uk', first);
    for (let n = 0; n < 2; n += 1) await keep.leaveOthers(authority, 'b@example.gov.uk');
    const left = { ...first, isThere: false, mark: '', gone: 1, missedAt: null, event: null };
    expect(await keep.agreed(authority, 'a@example.gov.uk')).toEqual([left]);
    expect(await keep.agreed(authority, 'b@example.gov.uk')).toEqual([first]);
    expect(await keep.agreed(other, 'a@example.gov.uk')).toEqual([first]);
    await keep.leaveOthers(authority, null);
    expect(await keep.agreed(authority, 'b@example.gov.uk')).toEqual([left]);
  });
});
