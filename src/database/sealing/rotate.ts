import { Prisma } from '../../generated/prisma/client';
import { operatorNote } from '../../records/audit/operator-note';
import type { Instant } from '../../domain/calendar/date';
import { placeOfFact } from '../case-rows';
import { toJsonText, type Client } from '../columns';
import { inPages } from '../in-pages';
import type { Database } from '../open-database';
import { placeOfDraft } from '../prisma-draft-store';
import { placeOfMessage } from '../prisma-one-store';
import { placeOfReason } from '../prisma-panel-store';
import { sealedPaper } from '../prisma-paper-store';
import { signedContent } from '../signed-notes';
import { HOUSE } from './data-keys';
import { isSealed, SealBroken, type Sealed } from './jwe';
import { FieldKeyMissing, placeOfKey, type KeyRing } from './key-ring';
import { SEALED_KINDS } from './sealed-kinds';
import type { Seals } from './sealing';

/** What is still sealed with another key than the first one, and what is not sealed at all. */
export interface Left {
  readonly keys: number;
  readonly cases: number;
  readonly drafts: number;
  readonly papers: number;
  readonly upns: number;
  readonly meetings: number;
  /** Marks of what was uploaded to Capita One, and its answers. */
  readonly uploads: number;
}

export async function leftToSeal({ client }: Pick<Database, 'client'>, { others }: KeyRing): Promise<Left> {
  const [left] = await client.$queryRaw<Left[]>`
    select (select count(*) from data_keys where key_id = any(${[...others]}::text[]))::int as keys,
      (select count(distinct case_id) from facts where kind = any(${[...SEALED_KINDS]}::text[])
        and not is_sealed(data))::int as cases,
      (select count(*) from drafts where not is_sealed(values))::int as drafts,
      (select count(*) from papers where not sealed)::int as papers,
      (select count(*) from cases where upn is not null and not starts_with(upn, 'b1.'))::int as upns,
      (select count(*) from meeting_changes where not is_sealed(reason))::int as meetings,
      (select count(*) from one_upload_lines where not starts_with(mark, 'b1.') or not is_sealed(message))::int as uploads`;
  return left!;
}

/**
 * Brings everything under the first key while bots are at work: keys that others seal are sealed anew, and what was
 * written before there were keys is sealed. Each row is changed only if nobody has changed it since it was read, so it
 * may be broken off and begun again at any time. Returns what was left since the key of its case does not open:
 * `audit verify` names those.
 */
export async function sealAnew(database: Database, ring: KeyRing, now: Instant): Promise<Left> {
  const { client, sealing } = database;
  const keys = await rewrapKeys(client, ring);
  const cases = await sealCases(database, now);
  const seals = sealing.on(client);
  await sealDrafts(client, seals);
  const papers = await sealPapers(client, seals);
  await blindUpns(client, seals);
  await sealReasons(client, seals);
  const uploads = await sealUploads(client, seals);
  return { keys, cases, drafts: 0, papers, upns: 0, meetings: 0, uploads };
}

/** One whose key does not open is left, so that it does not keep the others from being sealed. How many those were. */
async function eachUnlessShut<Row extends { readonly id: string }>(
  page: (after: string) => Promise<readonly Row[]>,
  work: (row: Row) => Promise<unknown>,
): Promise<number> {
  let shut = 0;
  for await (const row of inPages(page)) {
    try {
      await work(row);
    } catch (error) {
      if (!(error instanceof SealBroken || error instanceof FieldKeyMissing)) throw error;
      shut += 1;
    }
  }
  return shut;
}

const KEYS_AT_ONCE = 200;

async function rewrapKeys(client: Client, ring: KeyRing): Promise<number> {
  const page = (after: string) => client.$queryRaw<{ id: string; wrapped: Sealed }[]>`
    select owner as id, wrapped from data_keys where key_id = any(${[...ring.others]}::text[]) and owner > ${after}
    order by owner limit ${KEYS_AT_ONCE}::int`;
  return eachUnlessShut(page, async ({ id, wrapped }) => {
    if (!isSealed(wrapped)) throw new SealBroken(placeOfKey(id));
    const anew = await ring.rewrap(id, wrapped);
    await client.$executeRaw`
      update data_keys set key_id = ${anew.keyId}, wrapped = ${toJsonText(anew.wrapped)}::jsonb
      where owner = ${id} and wrapped = ${toJsonText(wrapped)}::jsonb`;
  });
}

const CASES_AT_ONCE = 50;

async function sealCases(database: Database, now: Instant): Promise<number> {
  const page = (after: string) => database.client.$queryRaw<{ id: string }[]>`
    select distinct case_id as id from facts
    where kind = any(${[...SEALED_KINDS]}::text[]) and not is_sealed(data) and case_id > ${after}
    order by 1 limit ${CASES_AT_ONCE}::int`;
  return eachUnlessShut(page, ({ id }) => database.transact((tx) => sealCase(id, tx, database.sealing.on(tx), now)));
}

interface PlainFact {
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly data: object;
}

/** The trail says that it was done, since the digest of the facts is another one from then on. */
async function sealCase(caseId: string, tx: Client, seals: Seals, now: Instant): Promise<void> {
  const [theCase] = await tx.$queryRaw<{ authority: string; version: number }[]>`
    select authority, version from cases where id = ${caseId} for update`;
  if (!theCase) return;
  const plain = await tx.$queryRaw<PlainFact[]>`
    select seq, id, kind, data from facts
    where case_id = ${caseId} and kind = any(${[...SEALED_KINDS]}::text[]) and not is_sealed(data)`;
  const sealed = plain.map(async (fact) => ({
    seq: fact.seq,
    data: await seals.seal(caseId, placeOfFact(caseId, fact), fact.data),
  }));
  const { authority, version } = theCase;
  const deed = operatorNote('seal-facts', authority, now);
  const note = { ...deed, operator: seals.operator, cases: [caseId], from: version, to: version };
  const entry = toJsonText({ ...note, ...signedContent(note, seals) });
  await tx.$queryRaw`
    select facts_seal(${caseId}, ${toJsonText(await Promise.all(sealed))}::jsonb, ${entry}::jsonb)`;
}

const DRAFTS_AT_ONCE = 200;

async function sealDrafts(client: Client, seals: Seals): Promise<void> {
  const page = (after: string) => client.$queryRaw<{ id: string; values: object }[]>`
    select id, values from drafts where not is_sealed(values) and id > ${after}
    order by id limit ${DRAFTS_AT_ONCE}::int`;
  for await (const { id, values } of inPages(page)) {
    const sealed = await seals.seal(HOUSE, placeOfDraft(id), values);
    await client.$executeRaw`
      update drafts set values = ${toJsonText(sealed)}::jsonb
      where id = ${id} and values = ${toJsonText(values)}::jsonb`;
  }
}

const PAPERS_AT_ONCE = 10;

async function sealPapers(client: Client, seals: Seals): Promise<number> {
  const page = (after: string) =>
    client.paper.findMany({
      where: { sealed: false, id: { gt: after } },
      orderBy: { id: 'asc' },
      take: PAPERS_AT_ONCE,
    });
  return eachUnlessShut(page, async (paper) => {
    const bytes = await sealedPaper(paper, paper.bytes, seals);
    await client.paper.updateMany({ where: { id: paper.id, sealed: false }, data: { bytes, sealed: true } });
  });
}

const UPNS_AT_ONCE = 500;

async function blindUpns(client: Client, seals: Seals): Promise<void> {
  const page = (after: string) => client.$queryRaw<{ id: string; upn: string }[]>`
    select id, upn from cases where upn is not null and not starts_with(upn, 'b1.') and id > ${after}
    order by id limit ${UPNS_AT_ONCE}::int`;
  for await (const { id, upn } of inPages(page)) {
    await client.$executeRaw`update cases set upn = ${seals.blind(upn)} where id = ${id} and upn = ${upn}`;
  }
}

const REASONS_AT_ONCE = 200;

/** Why meetings of the panel were moved. */
async function sealReasons(client: Client, seals: Seals): Promise<void> {
  const page = (after: string) => client.$queryRaw<{ id: string; reason: object }[]>`
    select id, reason from meeting_changes where not is_sealed(reason) and id > ${after}
    order by id limit ${REASONS_AT_ONCE}::int`;
  for await (const { id, reason } of inPages(page)) {
    const sealed = await seals.seal(HOUSE, placeOfReason(id), reason);
    await client.$executeRaw`
      update meeting_changes set reason = ${toJsonText(sealed)}::jsonb
      where id = ${id} and reason = ${toJsonText(reason)}::jsonb`;
  }
}

const LINES_AT_ONCE = 200;

interface PlainLine {
  readonly id: string;
  readonly authority: string;
  readonly number: number;
  readonly caseId: string;
  readonly message: object | null;
}

/** What was uploaded to Capita One: by which words lines are told apart, and what One answered. */
async function sealUploads(client: Client, seals: Seals): Promise<number> {
  const page = (after: string) => client.$queryRaw<PlainLine[]>`
    select * from (
      select concat(case_id, '/', authority, '/', number) as id, authority, number, case_id as "caseId",
        case when is_sealed(message) then null else message end as message
      from one_upload_lines where not starts_with(mark, 'b1.') or not is_sealed(message)
    ) l where id > ${after} order by id limit ${LINES_AT_ONCE}::int`;
  const ofLine = ({ authority, number, caseId }: PlainLine) =>
    Prisma.sql`authority = ${authority} and number = ${number}::int and case_id = ${caseId}`;
  return eachUnlessShut(page, async (line) => {
    const { authority, number, caseId, message } = line;
    const [row] = await client.$queryRaw<{ mark: string }[]>`select mark from one_upload_lines where ${ofLine(line)}`;
    if (row && !row.mark.startsWith('b1.')) {
      await client.$executeRaw`
        update one_upload_lines set mark = ${seals.blind(row.mark)} where ${ofLine(line)} and mark = ${row.mark}`;
    }
    if (!message) return;
    const sealed = await seals.seal(caseId, placeOfMessage(authority, number, caseId), message);
    await client.$executeRaw`
      update one_upload_lines set message = ${toJsonText(sealed)}::jsonb
      where ${ofLine(line)} and message = ${toJsonText(message)}::jsonb`;
  });
}
