import type { Instant, LocalDate } from '../../src/domain/calendar/date';
import type { FrozenAgenda } from '../../src/domain/panel/frozen';
import type { PanelChannel } from '../../src/panel/panel-store';
import type { Storage } from '../../src/stores';
import { aChange } from '../builders/meetings';
import { storages, type TestStorage } from '../support/databases';
import { fresh } from './cases';

const aChannel = (over: Partial<PanelChannel> = {}): PanelChannel => ({
  authority: fresh('authority'),
  setBy: 'ed',
  setAt: '2026-04-27T08:00:00.000Z',
  nextPostAt: '2026-05-05T07:30:00.000Z',
  nextMeeting: '2026-05-07',
  toldOf: null,
  ...over,
});

describe.each(storages)('of panels in %s', (_name, open) => {
  let opened: TestStorage;
  let storage: Storage;
  beforeAll(async () => {
    opened = await open();
    storage = opened.storage;
  });
  afterAll(() => opened.close());

  test('a panel has one channel, which is due at its moment', async () => {
    const channel = aChannel();
    const later = aChannel({ nextPostAt: '2026-05-19T07:30:00.000Z', toldOf: '2026-05-07' });
    await storage.panels.save(later);
    await storage.panels.save({ ...channel, setBy: 'gus' });
    await storage.panels.save(channel);
    expect(await storage.panels.channel(channel.authority)).toEqual(channel);
    expect(await storage.panels.channel(later.authority)).toEqual(later);
    expect(await storage.panels.channel('none')).toBeNull();
    expect(await storage.panels.earliestDue('2026-05-01T00:00:00.000Z')).toBe(channel.nextPostAt);
    expect(await storage.panels.earliestDue(channel.nextPostAt)).toBe(later.nextPostAt);
    expect(await storage.panels.earliestDue(later.nextPostAt)).toBeNull();
  });

  test('what was said of a panel’s meetings is kept in order, and not by two who say something at once', async () => {
    const [authority, other] = [fresh('authority'), fresh('authority')];
    const moved = aChange('2026-05-07', { kind: 'moved', to: '2026-05-12', time: '14:00' }, { id: fresh('change') });
    const cancelled = aChange(
      '2026-05-07',
      { kind: 'cancelled' },
      { id: fresh('change'), reason: 'two\nlines "quoted"' },
    );
    const later = aChange('2026-05-21', { kind: 'moved', to: '2026-05-20', time: null }, { id: fresh('change') });
    const back = aChange('2026-05-07', { kind: 'put-back' }, { id: fresh('change') });
    expect(await storage.panels.change(authority, moved, 0)).toBe(true);
    const atOnce = await Promise.all([cancelled, later].map((one) => storage.panels.change(authority, one, 1)));
    expect(atOnce.toSorted()).toEqual([false, true]);
    expect(await storage.panels.change(authority, back, 2)).toBe(true);
    const extra = (['14:00', null] as const).map((time, n) =>
      aChange(`2026-05-1${n + 2}` as '2026-05-12', { kind: 'added', time }, { id: fresh('change') }),
    );
    for (const [n, one] of extra.entries()) expect(await storage.panels.change(authority, one, n + 3)).toBe(true);
    expect(await storage.panels.change(other, aChange('2026-05-07', back.said, { id: fresh('change') }), 0)).toBe(true);
    expect(await storage.panels.changes(authority)).toEqual([moved, atOnce[0] ? cancelled : later, back, ...extra]);
    expect(await storage.panels.changes(other)).toHaveLength(1);
  });

  test('an agenda that was closed is written down once for each cut-off, in its order', async () => {
    const [authority, other] = [fresh('authority'), fresh('authority')];
    const items = [
      { caseId: fresh('case'), version: 7, sections: ['new', 'high-risk'] as const },
      { caseId: fresh('case'), version: 1, sections: ['new'] as const },
    ];
    const closed = (meeting: LocalDate, postAt: Instant, over = {}): FrozenAgenda => ({
      ...{ meeting, postAt, takenAt: postAt, items },
      ...over,
    });
    const one = closed('2026-05-07', '2026-05-05T08:00:00.000Z');
    const anew = closed('2026-05-07', '2026-05-11T08:00:00.000Z', { items: items.toReversed() });
    const empty = closed('2026-05-21', '2026-05-19T08:00:00.000Z', { items: [] });
    const atOnce = await Promise.all([one, one].map((each) => storage.panels.freeze(authority, each)));
    expect(atOnce.toSorted()).toEqual([false, true]);
    expect(await storage.panels.freeze(authority, { ...one, items: [] })).toBe(false);
    for (const each of [anew, empty]) expect(await storage.panels.freeze(authority, each)).toBe(true);
    expect(await storage.panels.freeze(other, one)).toBe(true);
    expect(await storage.panels.frozen(authority, ['2026-05-07'])).toEqual([one, anew]);
    expect(await storage.panels.frozen(authority, ['2026-05-21', '2026-05-07'])).toEqual([one, anew, empty]);
    expect(await storage.panels.frozen(authority, ['2026-06-04'])).toEqual([]);
    expect(await storage.panels.frozen(authority, [])).toEqual([]);
    const bare = ({ meeting, postAt, takenAt }: FrozenAgenda) => ({ meeting, postAt, takenAt });
    expect(await storage.panels.closedLists(authority)).toEqual([one, anew, empty].map(bare));
    expect(await storage.panels.closedLists(other)).toEqual([bare(one)]);
    expect(await storage.panels.closedLists(fresh('authority'))).toEqual([]);
  });
});
