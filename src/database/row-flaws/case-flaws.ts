import { Prisma } from '../../generated/prisma/client';
import { UnreadableFact } from '../../casework/readable-facts';
import { keysOf } from '../../casework/record';
import type { RowFlaw } from '../../records/audit/audit-store';
import { CASE_COLUMNS, toCase, type CaseRow } from '../case-rows';
import type { Client } from '../columns';
import type { Seals } from '../sealing/sealing';
import { inPages } from '../in-pages';

/** Cases that nobody opened, that are not as they were opened, and whose row says what does not follow from their facts. */
export async function* caseFlaws(
  authority: string,
  most: number,
  client: Client,
  seals: Seals,
): AsyncGenerator<RowFlaw> {
  for (const { id, seq } of await headsFound(authority, most, client)) {
    yield { of: 'case', id, seq, says: seq === null ? PUT_IN : CHANGED };
  }
  for await (const row of inPages(rowsOf(authority, client))) {
    const wrong = await wrongIn(row, seals);
    if (wrong.length > 0) yield { of: 'case', id: row.id, seq: null, says: wordsFor(wrong) };
  }
}

const PUT_IN = 'was put in: no entry tells that it was opened';
const CHANGED =
  'is not as it was opened: its authority, its school, its rules, its reference or the moment of its opening was changed';

/** The digest of no facts, which an entry had in the place of that of the row before there was one. */
const OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const headsFound = (authority: string, most: number, client: Client) =>
  client.$queryRaw<{ id: string; seq: number | null }[]>`
    with told as (
      select distinct on (1) cases[1] as id, seq, coalesce(case when facts_to is null then facts_after end, facts_before) as digest
      from audit_entries where authority = ${authority} and outcome = 'done' and (
        facts_from = 0 and facts_to > 0 and facts_before is distinct from ${OF_NOTHING}
        or action = 'take-stock' and cardinality(cases) = 1 and cardinality(fields) = 0
      ) order by 1, 2
    )
    select c.id, t.seq from cases c left join told t on t.id = c.id
    where (c.authority = ${authority} or t.id is not null) and t.digest is distinct from case_digest(c.id)
    order by t.seq nulls last, c.id limit ${most}::int`;

interface KeyedRow extends CaseRow {
  readonly open: boolean;
  readonly upn: string | null;
  readonly name_key: string;
  readonly born: string | null;
}

const AT_ONCE = 200;

const rowsOf = (authority: string, client: Client) => (after: string) =>
  client.$queryRaw<KeyedRow[]>(Prisma.sql`
    select ${CASE_COLUMNS}, c.open, c.upn, c.name_key, to_char(c.date_of_birth, 'YYYY-MM-DD') as born
    from cases c where c.authority = ${authority} and c.id > ${after} order by c.id limit ${AT_ONCE}::int`);

type Wrong = 'facts' | 'key' | 'open' | 'upn' | 'name' | 'born' | 'version';

/** What of the row does not follow from the facts. Throws `FieldKeyMissing` where there are no keys at all. */
async function wrongIn(row: KeyedRow, seals: Seals): Promise<Wrong[]> {
  try {
    if (row.key && !(await seals.opensKeyOf(row.id, row.key))) return ['key'];
    const { facts } = await toCase(row, seals);
    const keys = keysOf({ facts });
    const isUpn = row.upn === null ? keys.upn === null : seals.blindly(keys.upn).includes(row.upn);
    return [
      ...(row.version === facts.length ? [] : (['version'] as const)),
      ...(row.open === keys.open ? [] : (['open'] as const)),
      ...(isUpn ? [] : (['upn'] as const)),
      ...(row.name_key === keys.nameKey ? [] : (['name'] as const)),
      ...(row.born === keys.dateOfBirth ? [] : (['born'] as const)),
    ];
  } catch (error) {
    if (error instanceof UnreadableFact) return ['facts'];
    throw error;
  }
}

const NAMES: Readonly<Record<Exclude<Wrong, keyof typeof UNREAD>, string>> = {
  version: 'how many facts it has',
  open: 'whether it is open',
  upn: 'its UPN',
  name: 'the name that it is found by',
  born: 'the date of birth that it is found by',
};

const UNREAD = {
  facts: 'has facts that cannot be read',
  key: 'has a key that none of FIELD_KEYS opens, so that its facts cannot be read',
} as const;

const wordsFor = ([one, ...more]: readonly Wrong[]): string =>
  one === 'facts' || one === 'key'
    ? UNREAD[one]
    : `says otherwise than its facts ${[one!, ...more].map((each) => NAMES[each as keyof typeof NAMES]).join(', ')}`;
