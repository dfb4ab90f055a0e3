import { createHash } from 'node:crypto';
import type { Draft } from '../../src/casework/draft-store';
import { strangerFor, type Reference } from '../../src/notices/references';
import type { Storage } from '../../src/stores';
import { storages, type TestStorage } from '../support/databases';
import { fresh } from './cases';

const aDraft = (over: Partial<Draft> = {}): Draft => ({
  id: fresh('draft'),
  school: fresh('school'),
  kind: 'report',
  caseId: null,
  item: null,
  values: { forename: 'Rowan', note: 'two\nlines' },
  savedBy: 'ash',
  savedAt: '2026-04-27T08:00:00.000Z',
  ...over,
});

const aReference = (over: Partial<Reference> = {}): Reference => ({
  recipient: fresh('person'),
  conversationId: 'c1',
  serviceUrl: 'http://127.0.0.1/',
  tenantId: 't1',
  botId: 'b1',
  channelId: 'msteams',
  userId: 'u1',
  ...{ greeted: false, entraId: 'e1', teamId: null },
  ...{ state: 'reachable' as const, since: null, why: null },
  ...over,
});

/** As Teams calls the bot of an app. */
const botNamed = (app: string): string => {
  const hex = createHash('sha256').update(app).digest('hex');
  return `28:${[8, 4, 4, 4, 12].map((length, n) => hex.slice(n * 12, n * 12 + length)).join('-')}`;
};

describe.each(storages)('in %s', (_name, open) => {
  let opened: TestStorage;
  let storage: Storage;
  beforeAll(async () => {
    opened = await open();
    storage = opened.storage;
  });
  afterAll(() => opened.close());

  describe('drafts', () => {
    test('of a case are those on it and the report that became it, oldest first', async () => {
      const caseId = fresh('case');
      const report = aDraft({ id: caseId });
      const check = aDraft({ kind: 'check', caseId, item: 'S04', savedAt: '2026-04-28T08:00:00.000Z' });
      for (const draft of [check, report, aDraft(), aDraft({ caseId: fresh('case') })])
        await storage.drafts.save(draft);
      expect(await storage.drafts.ofCase(caseId)).toEqual([report, check]);
    });

    test('come back as typed, and the last one to save wins', async () => {
      const draft = aDraft();
      await storage.drafts.save(draft);
      expect(await storage.drafts.byId(draft.id)).toEqual(draft);
      const later = { ...draft, values: { surname: 'Ashdown' }, savedBy: 'bo' };
      await storage.drafts.save(later);
      expect(await storage.drafts.byId(draft.id)).toEqual(later);
    });

    test('of a school’s reports are listed, the newest first', async () => {
      const school = fresh('school');
      const older = aDraft({ school });
      const newer = aDraft({ school, savedAt: '2026-04-28T08:00:00.000Z' });
      for (const draft of [older, newer, aDraft({ school, kind: 'check' }), aDraft()]) await storage.drafts.save(draft);
      expect(await storage.drafts.reports(school)).toEqual([newer, older]);
    });

    test('of an item are found by whoever goes on with it, and are gone once removed', async () => {
      const caseId = fresh('case');
      const older = aDraft({ kind: 'check', caseId, item: 'home-visit' });
      const newer = { ...older, id: fresh('draft'), savedBy: 'bo', savedAt: '2026-04-28T08:00:00.000Z' } as const;
      await storage.drafts.save(newer);
      await storage.drafts.save(older);
      expect(await storage.drafts.onItem(caseId, 'home-visit')).toEqual(newer);
      expect(await storage.drafts.onItem(caseId, 'siblings')).toBeNull();
      await storage.drafts.remove(newer.id);
      await storage.drafts.remove('no such draft');
      expect(await storage.drafts.onItem(caseId, 'home-visit')).toEqual(older);
      expect(await storage.drafts.byId(newer.id)).toBeNull();
      await storage.drafts.removeOnItem(caseId, 'siblings');
      expect(await storage.drafts.byId(older.id)).toEqual(older);
      await storage.drafts.removeOnItem(caseId, 'home-visit');
      expect(await storage.drafts.byId(older.id)).toBeNull();
    });
  });

  describe('references', () => {
    test('are kept by recipient', async () => {
      const reference = aReference();
      await storage.references.save(reference);
      expect(await storage.references.of(reference.recipient)).toEqual(reference);
      await storage.references.save({ ...reference, serviceUrl: 'http://127.0.0.2/', userId: 'u2' });
      expect(await storage.references.of(reference.recipient)).toMatchObject({ userId: 'u2' });
      expect(await storage.references.of('nobody')).toBeNull();
    });

    test('go back to an address that another transaction has replaced', async () => {
      const reference = aReference();
      await storage.references.save(reference);
      await storage.transaction(({ references }) => references.save({ ...reference, conversationId: 'c2' }));
      await storage.references.save(reference);
      expect(await storage.references.of(reference.recipient)).toEqual(reference);
      const failing = storage.transaction(async ({ references }) => {
        await references.save({ ...reference, conversationId: 'c3' });
        throw new Error('half-way');
      });
      await expect(failing).rejects.toThrow('half-way');
      await storage.references.save({ ...reference, conversationId: 'c3' });
      expect(await storage.references.of(reference.recipient)).toMatchObject({ conversationId: 'c3' });
    });

    test('keep since when and why they cannot be used, until the person is seen again', async () => {
      const reference = aReference({ tenantId: fresh('tenant') });
      await storage.references.save(reference);
      const there = { tenantId: reference.tenantId, conversationId: reference.conversationId };
      const blocked = {
        state: 'blocked',
        why: '403 ConversationBlockedByUser',
        at: '2026-04-27T08:00:00.000Z',
      } as const;
      expect(await storage.references.mark(there, blocked)).toEqual([reference.recipient]);
      expect(await storage.references.mark(there, { ...blocked, at: '2026-04-28T08:00:00.000Z' })).toEqual([]);
      const { at: since, ...trouble } = blocked;
      expect(await storage.references.of(reference.recipient)).toEqual({ ...reference, ...trouble, since });
      expect(await storage.references.save(reference)).toBe(true);
      expect(await storage.references.of(reference.recipient)).toEqual(reference);
    });

    test('are marked where they stand, and nowhere else', async () => {
      const tenantId = fresh('tenant');
      const [one, other] = ['c1', 'c2'].map((conversationId) => aReference({ tenantId, conversationId }));
      const elsewhere = aReference({ tenantId: fresh('tenant') });
      const channels = ['c3', 'c4'].map((conversationId) =>
        aReference({ tenantId, conversationId, teamId: 'team', entraId: null, userId: '' }),
      );
      for (const each of [one!, other!, elsewhere, ...channels]) await storage.references.save(each);
      const gone = { state: 'gone', why: 'teamDeleted', at: '2026-04-27T08:00:00.000Z' } as const;
      expect(await storage.references.mark({ tenantId, conversationId: 'c1' }, gone)).toEqual([one!.recipient]);
      const marked = await storage.references.mark({ tenantId, teamId: 'team' }, gone);
      expect(marked.sort()).toEqual(channels.map(({ recipient }) => recipient).sort());
      for (const each of [other!, elsewhere]) expect(await storage.references.of(each.recipient)).toEqual(each);
      const back = { ...gone, state: 'reachable', why: 'teamRestored' } as const;
      expect(await storage.references.mark({ tenantId, teamId: 'team' }, back)).toHaveLength(2);
      expect(await storage.references.of(channels[0]!.recipient)).toEqual(channels[0]);
    });

    test('know the newest of a tenant’s people', async () => {
      const tenantId = fresh('tenant');
      expect(await storage.references.inTenant(tenantId, null)).toBeNull();
      await storage.references.save(aReference({ tenantId, serviceUrl: 'http://127.0.0.1/old/' }));
      await storage.references.save(aReference({ tenantId, serviceUrl: 'http://127.0.0.1/new/' }));
      await storage.references.save(aReference({ tenantId, serviceUrl: 'http://127.0.0.1/team/', userId: '' }));
      for (const bot of [null, botNamed(fresh('app'))])
        expect(await storage.references.inTenant(tenantId, bot)).toMatchObject({ serviceUrl: 'http://127.0.0.1/new/' });
    });

    test('know the newest of a tenant’s people who met this bot, and not the one that was registered before', async () => {
      const tenantId = fresh('tenant');
      const [ours, before] = [botNamed('ours'), botNamed('before')];
      await storage.references.save(aReference({ tenantId, botId: ours.toUpperCase(), conversationId: 'with us' }));
      await storage.references.save(aReference({ tenantId, botId: before, conversationId: 'with the other' }));
      expect(await storage.references.inTenant(tenantId, ours)).toMatchObject({ conversationId: 'with us' });
      expect(await storage.references.inTenant(tenantId, before)).toMatchObject({ conversationId: 'with the other' });
      expect(await storage.references.inTenant(tenantId, null)).toMatchObject({ conversationId: 'with the other' });
      expect(await storage.references.inTenant(tenantId, botNamed('a third'))).toBeNull();
    });

    describe('of somebody whom the directory does not know yet', () => {
      const account = () => ({ tenantId: fresh('tenant'), entraId: fresh('entra') });
      const metAs = async (over: Partial<Reference> = {}) => {
        const somebody = account();
        const met = aReference({ ...somebody, recipient: strangerFor(somebody), conversationId: 'met', ...over });
        await storage.references.save(met);
        return { met, person: { ...somebody, id: fresh('person') } };
      };

      test('are theirs once they are known, and nobody else’s', async () => {
        const [{ met, person }, other] = [await metAs({ greeted: true }), await metAs()];
        expect(await storage.references.adopt([person, { ...account(), id: fresh('person') }])).toEqual([person.id]);
        expect(await storage.references.of(person.id)).toEqual({ ...met, recipient: person.id });
        expect(await storage.references.of(met.recipient)).toBeNull();
        expect(await storage.references.of(other.met.recipient)).toEqual(other.met);
        expect(await storage.references.adopt([person])).toEqual([]);
      });

      test('take the place of an older one of theirs, and not of a newer one', async () => {
        const { person, met } = await metAs();
        const own = aReference({ ...met, recipient: person.id, conversationId: 'own' });
        await storage.references.save(own);
        expect(await storage.references.adopt([person])).toEqual([]);
        expect(await storage.references.of(person.id)).toEqual(own);
        await storage.references.save(met);
        expect(await storage.references.adopt([person])).toEqual([person.id]);
        expect(await storage.references.of(person.id)).toMatchObject({ conversationId: 'met' });
        expect(await storage.references.save(own)).toBe(true);
      });

      test('stay closed where they were closed meanwhile', async () => {
        const { met, person } = await metAs();
        const gone = {
          state: 'uninstalled',
          why: 'installationUpdate remove',
          at: '2026-04-27T08:00:00.000Z',
        } as const;
        await storage.references.mark({ tenantId: met.tenantId, conversationId: 'met' }, gone);
        expect(await storage.references.adopt([person])).toEqual([]);
        expect(await storage.references.of(person.id)).toMatchObject({ state: 'uninstalled', since: gone.at });
      });
    });

    test('are written to at the newest service address of their place, whatever they are otherwise', async () => {
      const [teamId, tenantId, newest] = [fresh('team'), fresh('tenant'), 'http://127.0.0.9/'];
      const agenda = aReference({ tenantId, teamId, conversationId: fresh('channel'), userId: '' });
      const alerts = aReference({ tenantId, teamId, conversationId: fresh('channel'), userId: '' });
      const others = [
        aReference({ tenantId, teamId: fresh('team'), conversationId: agenda.conversationId }),
        aReference({ tenantId: fresh('tenant'), teamId }),
      ];
      for (const one of [agenda, alerts, ...others]) await storage.references.save(one);
      const since = '2026-04-27T08:00:00.000Z';
      await storage.references.mark(
        { tenantId, conversationId: alerts.conversationId },
        { state: 'gone', why: 'channelDeleted', at: since },
      );
      const of = async ({ recipient }: Reference) => (await storage.references.of(recipient))!;
      await storage.references.movedTo(newest, { tenantId, conversationId: alerts.conversationId });
      expect(await of(alerts)).toMatchObject({ serviceUrl: newest, state: 'gone', since });
      expect((await of(agenda)).serviceUrl).toBe(agenda.serviceUrl);
      await storage.references.movedTo('http://127.0.0.8/', { tenantId, teamId });
      for (const one of [agenda, alerts]) expect((await of(one)).serviceUrl).toBe('http://127.0.0.8/');
      for (const one of others) expect((await of(one)).serviceUrl).toBe(one.serviceUrl);
      // What it was before is written again, should it come from there.
      expect(await storage.references.save(agenda)).toBe(true);
      expect((await of(agenda)).serviceUrl).toBe(agenda.serviceUrl);
    });

    test('are greeted once, by one of several at once', async () => {
      const reference = aReference();
      await storage.references.save(reference);
      const greetings = await Promise.all([1, 2, 3].map(() => storage.references.greet(reference.recipient)));
      expect(greetings.filter(Boolean)).toHaveLength(1);
      expect(await storage.references.greet('nobody')).toBe(false);
    });

    test('stay greeted in the same conversation, and are new in another', async () => {
      const reference = aReference({ greeted: true });
      const greeted = async () => (await storage.references.of(reference.recipient))!.greeted;
      await storage.references.save(reference);
      await storage.references.save({ ...reference, greeted: false });
      expect(await greeted()).toBe(true);
      await storage.references.save({ ...reference, greeted: false, serviceUrl: 'http://127.0.0.2/' });
      expect(await greeted()).toBe(true);
      await storage.references.save({ ...reference, greeted: false, conversationId: 'c2' });
      expect(await greeted()).toBe(false);
      await storage.references.save({ ...reference, greeted: true, conversationId: 'c2' });
      expect(await greeted()).toBe(true);
    });
  });

  test('a setting is what was last set', async () => {
    const name = fresh('setting');
    expect(await storage.settings.get(name)).toBeNull();
    await storage.settings.set(name, 'one');
    await storage.settings.set(name, 'two');
    expect(await storage.settings.get(name)).toBe('two');
  });
});
