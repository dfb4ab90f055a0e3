import { ROLES, type Role } from '../../../src/domain/access/roles';
import { actionsOf, mayAtAll } from '../../../src/domain/access/table';
import { policyPack } from '../../../src/domain/policy/policies';
import { allowAtAll } from '../../../src/people/allow';
import type { Person } from '../../../src/people/directory';
import { trailOf } from '../../support/trail';
import { aMainJobBot, type MainJobBot } from '../main-job-bot';
import { everything, FAST, said, type Asking } from './asking';
import { countingReads } from './reads';

/** Everything that can be said, pressed, filled in or looked up has one gate before it, and all that it needs is one line. */
describe('the gate before everything', () => {
  let house: MainJobBot;
  let reads: ReturnType<typeof countingReads>;
  beforeAll(async () => {
    house = await aMainJobBot('chat', 'liverpool', policyPack, FAST);
    reads = countingReads(house.storage);
  });
  afterAll(() => house.bot.close());

  const withRole = (role: Role): Person =>
    Object.values(house.people).find(({ roles }: Person) => roles.includes(role));

  /** What somebody is told who may not; null for who may. */
  const refusal = (person: Person, { needs }: Asking): string | null => {
    try {
      allowAtAll(person, needs);
      return null;
    } catch (error) {
      return (error as { says: string }).says.replaceAll('`', '');
    }
  };

  test('lets everybody who is known ask for help, and to nothing else', async () => {
    expect(everything(house).filter(({ needs }) => needs === 'nothing')).toEqual([]);
    for (const role of ROLES) expect(await said(house.as(withRole(role)), 'help')).toContain('I know you as');
  });

  test.each(ROLES)('lets in whoever may do it at all, and says to others whose it is: %s', async (role) => {
    const person = withRole(role);
    const client = house.as(person);
    const wrong: string[] = [];
    for (const asking of everything(house)) {
      const words = refusal(person, asking);
      const before = reads.total();
      const text = (await asking.ask(client)).replaceAll(/[\\`]/g, '');
      if (words !== null ? text !== words : mayBe(text)) wrong.push(`${asking.what}: ${text}`);
      // Nothing is looked up for somebody who is not let in.
      if (words !== null && reads.total() !== before) wrong.push(`${asking.what}: ${reads.total() - before} reads`);
    }
    expect(wrong).toEqual([]);
  });

  test('tells the audit trail of each refusal, once', async () => {
    const person = house.people.auditor;
    const refused = everything(house).filter((asking) => refusal(person, asking) !== null);
    const before = (await trailOf(house.storage, person.authority)).length;
    for (const asking of refused) await asking.ask(house.as(person));
    const told = (await trailOf(house.storage, person.authority)).slice(before);
    expect(told.map(({ action, outcome, reason }) => ({ action, outcome, reason }))).toEqual(
      refused.map(({ needs }) => ({
        action: needs === 'nothing' ? null : actionsOf(needs)[0],
        ...{ outcome: 'refused', reason: 'not-allowed' },
      })),
    );
  });

  test('lists by help what is let in', async () => {
    for (const role of ROLES) {
      const person = withRole(role);
      const help = await said(house.as(person), 'help');
      for (const { id, helps, needs, offered } of house.commands) {
        if (offered) continue;
        const listed = help.includes(helps);
        expect({ role, id, listed }).toEqual({ role, id, listed: mayAtAll(person, needs) });
      }
    }
  });
});

/** What somebody is told who is let in may be many things, but not nothing, and not that it is not understood. */
const mayBe = (text: string): boolean =>
  text === '' || text.startsWith('I did not understand that') || text.includes('something went wrong');
