import fc from 'fast-check';
import { readableFact } from '../../src/casework/readable-facts';
import { SEALED_KINDS, WHY_SEALED } from '../../src/database/sealing/sealed-kinds';
import { openStorage } from '../../src/database/prisma-storage';
import type { Fact, FactBody } from '../../src/domain/case/fact';
import type { Storage } from '../../src/stores';
import { aCase, fact, fresh, keys } from '../contract/cases';
import { EVERY_KIND } from '../contract/every-kind';
import { everythingIn, standsIn } from '../support/at-rest';
import { databases, type TestDatabase } from '../support/databases';

/** Every text of a fact in whose place any other text may stand, replaced by words that nothing else has. */
function filledWith(words: string, body: FactBody): { readonly filled: Fact; readonly paths: string[] } {
  const paths: string[] = [];
  let filled = fact(body);
  const goThrough = (value: unknown, path: readonly string[]) => {
    if (typeof value === 'string') {
      const tried = put(filled, path, words);
      if (!isReadable(tried)) return;
      filled = tried as Fact;
      paths.push(path.join('.'));
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) goThrough(inner, [...path, name]);
    }
  };
  const { kind: _kind, ...rest } = body;
  goThrough(rest, []);
  return { filled, paths };
}

function isReadable(tried: object): boolean {
  try {
    readableFact(tried as Fact, 'c');
    return true;
  } catch {
    return false;
  }
}

function put(value: object, [name, ...more]: readonly string[], words: string): object {
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
  const at = copy as Record<string, unknown>;
  at[name!] = more.length === 0 ? words : put(at[name!] as object, more, words);
  return copy;
}

const bodies = Object.values(EVERY_KIND).flat() as FactBody[];
const sealedBodies = bodies.filter(({ kind }) => WHY_SEALED[kind] !== null);

test('nobody can type into a kind of fact that is not sealed', () => {
  const open = bodies.filter(({ kind }) => WHY_SEALED[kind] === null);
  const paths = open.flatMap((body) => filledWith('any words', body).paths);
  expect([...new Set(paths)].sort()).toEqual(['obligation', 'occurrence']); // ids of the policy, days, ids of facts
  expect(SEALED_KINDS.length).toBe(new Set(sealedBodies.map(({ kind }) => kind)).size);
});

describe.each(databases)('in %s', (_name, open) => {
  let database: TestDatabase;
  let storage: Storage;
  beforeAll(async () => {
    database = await open();
    storage = openStorage(database);
  });
  afterAll(() => database.close());

  test('nothing that was typed stands anywhere in the database, and all of it is read as it was typed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.stringMatching(/^[A-Za-z0-9]{24}$/),
        fc.array(fc.tuple(fc.nat(sealedBodies.length - 1), fc.string({ unit: 'binary', maxLength: 40 })), {
          minLength: 1,
          maxLength: 12,
        }),
        async (canary, picked) => {
          const facts = picked.map(([n, more]) => filledWith(`${canary} ${more}`, sealedBodies[n]!).filled);
          await typedEverywhere(canary, facts);
        },
      ),
      { numRuns: 15 },
    );
    const whole = sealedBodies.map((body) => filledWith('CanaryOfEveryKindOfFact0', body).filled);
    await typedEverywhere('CanaryOfEveryKindOfFact0', whole);
  });

  async function typedEverywhere(canary: string, facts: Fact[]): Promise<void> {
    const theCase = aCase({ facts: facts.slice(0, 1) });
    const upn = `X${canary}`;
    await storage.cases.open(theCase, keys({ upn }), null);
    await storage.transaction(({ cases }) => cases.append(theCase.id, 1, facts.slice(1), keys({ upn }), null));
    const draft = { id: fresh('draft'), school: fresh('school'), kind: 'report', caseId: null, item: null };
    const values = { forename: canary, note: `<${canary}>` };
    await storage.drafts.save({ ...draft, values, savedBy: 'ash', savedAt: '2026-04-27T08:00:00.000Z' });
    const key = fresh('key');
    const claimed = await storage.answers.claim(key, 'a', 60);
    const answer = { status: 200, body: { text: canary } };
    await storage.answers.give((claimed as { claim: { key: string; id: string } }).claim, answer, {
      seconds: 60,
      lasts: true,
    });
    const paper = aPaper(theCase.id, canary);
    await storage.papers.add(paper);

    const rows = await everythingIn(database.client);
    expect(rows.length).toBeGreaterThan(facts.length);
    expect(rows.filter((row) => standsIn(row, canary))).toEqual([]);

    const elsewhere = openStorage(database);
    const readable = facts.map((one) => JSON.parse(JSON.stringify(one, storable)) as Fact);
    expect((await elsewhere.cases.byId(theCase.id))!.facts).toEqual(readable);
    expect((await elsewhere.cases.find(theCase.authority, null, { by: 'upn', upns: [upn] }, 9))[0]!.id).toBe(
      theCase.id,
    );
    expect((await elsewhere.drafts.byId(draft.id))!.values).toEqual(values);
    expect(await elsewhere.answers.claim(key, 'a', 60)).toEqual({ kind: 'given', answer });
    expect(Buffer.from((await elsewhere.papers.byId(paper.id))!.bytes).toString()).toBe(`%PDF ${canary}`);
  }
});

/** What the database cannot hold is left out of what is stored, see `storable`. */
const storable = (_name: string, value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value;

const aPaper = (caseId: string, words: string) => ({
  ...{ id: fresh('paper'), caseId, kind: 'referral-form' as const, fileName: 'WB.pdf', mediaType: 'application/pdf' },
  ...{ sha256: 'ab12', madeBy: 'ash', madeAt: '2026-04-27T08:00:00.000Z' as const, inFull: false, ofAuthority: true },
  bytes: Buffer.from(`%PDF ${words}`),
});
