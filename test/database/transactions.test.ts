import { databases, type TestDatabase } from '../support/databases';

describe.each(databases)('a transaction on %s', (_name, open) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const values = async (): Promise<string[]> => {
    const rows = await database.prisma.setting.findMany({
      where: { name: { startsWith: 'tx-' } },
      orderBy: { name: 'asc' },
    });
    return rows.map(({ value }) => value);
  };
  beforeEach(() => database.prisma.setting.deleteMany({ where: { name: { startsWith: 'tx-' } } }));

  test('keeps what Prisma and our own SQL did in it, or undoes both', async () => {
    const write = (value: string, failure?: Error) =>
      database.transact(async (client) => {
        await client.setting.upsert({ where: { name: 'tx-1' }, create: { name: 'tx-1', value }, update: { value } });
        await client.$executeRaw`insert into settings (name, value) values (${`tx-${value}`}, ${value})`;
        const [row] = await client.$queryRaw<{ value: string }[]>`select value from settings where name = 'tx-1'`;
        expect(row).toEqual({ value });
        expect(await client.setting.findUnique({ where: { name: `tx-${value}` } })).toMatchObject({ value });
        if (failure) throw failure;
      });
    await write('a');
    await expect(write('b', new Error('no'))).rejects.toThrow('no');
    expect(await values()).toEqual(['a', 'a']);
  });

  test('is alone with what it writes while others are open', async () => {
    const one = (n: number) =>
      database.transact(async (client) => {
        await client.setting.create({ data: { name: `tx-${n}`, value: `${n}` } });
        const seen = await client.setting.findMany({ where: { name: { startsWith: 'tx-' } } });
        expect(seen.map(({ name }) => name)).toContain(`tx-${n}`);
        if (n % 2 === 1) throw new Error('undone');
      });
    const outcomes = await Promise.allSettled([0, 1, 2, 3, 4, 5].map(one));
    expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual([true, false, true, false, true, false]);
    expect(await values()).toEqual(['0', '2', '4']);
  });

  test('takes nothing after its end', async () => {
    const kept = await database.transact(async (client) => {
      await client.setting.count();
      return { client };
    });
    await expect(kept.client.$executeRaw`delete from settings`).rejects.toThrow();
    expect(() => kept.client.setting).toThrow();
  });

  test('says by the code alone what went wrong', async () => {
    const failing = database.client.$executeRaw`insert into settings (name, value) values ('tx-secret', null)`;
    await expect(failing).rejects.toMatchObject({ code: '23502', message: expect.not.stringContaining('secret') });
  });

  test('reads every kind of value as Prisma does', async () => {
    const read = (client: Pick<typeof database.client, '$queryRaw'>, given: string | null) => client.$queryRaw`
      select 1::int as "int", 2::bigint as "bigint", 1.5::float8 as "float", true as "bool", ${given}::text as "text",
        '2026-04-27'::date as "day", '2026-04-27T08:30:00.123Z'::timestamptz as "moment", array['a', 'b'] as "list",
        '{"a": [1, "x", null]}'::jsonb as "json", '"x"'::json as "string", null::timestamptz as "nothing"`;
    for (const given of ["a 'word'", null]) {
      expect(await read(database.client, given)).toEqual(await read(database.prisma, given));
    }
  });
});
