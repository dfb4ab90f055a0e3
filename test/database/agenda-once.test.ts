import pino from 'pino';
import { openDatabase } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import { addDays } from '../../src/domain/calendar/date';
import { londonInstant } from '../../src/domain/calendar/london';
import { policyPack } from '../../src/domain/policy/policies';
import { MovingClock } from '../../src/moving-clock';
import { createPanel } from '../../src/panel/create-panel';
import { channelOf } from '../../src/panel/agenda-notice';
import type { Panel } from '../../src/panel/panel';
import type { Storage } from '../../src/stores';
import { anAuthority, type Staff } from '../builders/authority';
import { databases, type TestDatabase } from '../support/databases';
import { FIELD_KEYS } from '../support/field-keys';

const ADDRESS = { serviceUrl: 'https://example.invalid/', tenantId: 't', botId: 'b', channelId: 'msteams', userId: '' };

/** Two bots on one PostgreSQL, which look at the same second. */
describe('two instances', () => {
  let database: TestDatabase;
  let other: Awaited<ReturnType<typeof openDatabase>>;
  let people: Staff;
  let storages: Storage[];
  let panels: Panel[];
  const clock = new MovingClock(londonInstant('2026-04-27', '09:00'));
  beforeAll(async () => {
    database = await databases[1]![1]();
    other = await openDatabase(database.place, { fieldKeys: FIELD_KEYS });
    storages = [openStorage(database), openStorage(other)];
    people = await anAuthority(storages[0]!);
    const log = pino({ level: 'silent' });
    panels = storages.map((storage) => createPanel({ storage, policies: policyPack, clock, log }));
    await panels[0]!.postHere(people.officer, { ...ADDRESS, conversationId: '19:copp@thread.tacv2' });
  });
  afterAll(async () => {
    await other.close();
    await database.close();
  });

  const posted = () => database.client.notice.count({ where: { recipient: channelOf('341'), kind: 'agenda' } });
  const closed = () => database.client.panelAgenda.count();

  test('that come to a cut-off at once close the agenda once and post it once, meeting after meeting', async () => {
    for (let n = 1; n <= 5; n += 1) {
      const { postAt } = (await panels[0]!.meetings(people.officer)).find((one) => one.postAt > clock.now())!;
      clock.moveTo(postAt);
      const counts = await Promise.all([...panels, ...panels].map((panel) => panel.postDue()));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
      expect([await posted(), await closed()]).toEqual([n, n]);
      expect(await Promise.all(panels.map((panel) => panel.postDue()))).toEqual([0, 0]);
    }
  });

  test('of which one says something of a meeting while the other does: one is told to look again, and nothing is lost', async () => {
    const [coming] = await panels[0]!.meetings(people.officer);
    const planned = addDays(coming!.planned, 14);
    const said = await Promise.allSettled(
      panels.map((panel) => panel.change(people.officer, planned, { kind: 'cancelled' }, 'No room is free')),
    );
    expect(said.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = said.find((one) => one.status === 'rejected') as PromiseRejectedResult;
    expect(['busy', 'refused']).toContain((refused.reason as { code: string }).code);
    expect(await storages[1]!.panels.changes('341')).toHaveLength(1);
  });
});
