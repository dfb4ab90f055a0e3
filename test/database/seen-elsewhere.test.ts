import { openStorage } from '../../src/database/prisma-storage';
import type { Storage } from '../../src/stores';
import { fresh } from '../contract/cases';
import { databases, type TestDatabase } from '../support/databases';

const REFUSED = {
  state: 'uninstalled',
  why: '403 BotNotInConversationRoster',
  at: '2026-04-27T08:00:00.000Z',
} as const;
const CALL_MS = 500;

/** Each instance remembers for a while what it has saved of whom, and does not write it again. */
describe.each(databases)(
  'who speaks to one instance while another learns that they cannot be reached, in %s',
  (_name, open) => {
    let database: TestDatabase;
    let here: Storage;
    let there: Storage;
    beforeAll(async () => {
      database = await open();
      [here, there] = [openStorage(database), openStorage(database)];
    });
    afterAll(() => database.close());

    const aPerson = () => {
      const recipient = fresh('person');
      const where = { conversationId: fresh('chat'), tenantId: 't1' };
      const seen = {
        ...where,
        recipient,
        serviceUrl: 's',
        botId: 'b',
        channelId: 'msteams',
        userId: 'u',
        greeted: false,
      };
      return { recipient, where, seen };
    };
    const longAgo = (recipient: string) =>
      database.prisma.$executeRaw`
      update conversation_references set saved_at = clock_timestamp() - interval '1 minute' where recipient = ${recipient}`;
    const stateOf = async (recipient: string) => (await here.references.of(recipient))!.state;

    test('stays reachable, whether the other one wrote it down or had done so a moment before', async () => {
      const { recipient, where, seen } = aPerson();
      await there.references.save(seen);
      expect(await there.references.save(seen)).toBe(false);
      expect(await here.references.mark(where, REFUSED, CALL_MS)).toEqual([]);
      expect(await stateOf(recipient)).toBe('reachable');
    });

    test('has it written down again though nothing has changed', async () => {
      const { recipient, where, seen } = aPerson();
      await here.references.save(seen);
      await longAgo(recipient);
      await there.references.save(seen);
      expect(await here.references.mark(where, REFUSED, CALL_MS)).toEqual([]);
    });

    test('is marked when they have not been seen since long before the call, or when it has just happened', async () => {
      const { recipient, where, seen } = aPerson();
      await here.references.save(seen);
      expect(await here.references.mark(where, REFUSED)).toEqual([recipient]);
      await here.references.save(seen);
      await longAgo(recipient);
      expect(await here.references.mark(where, REFUSED, CALL_MS)).toEqual([recipient]);
      expect(await stateOf(recipient)).toBe('uninstalled');
    });
  },
);
