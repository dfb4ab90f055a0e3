import { MOVED_AWAY } from '../../people/import/person-notes';
import type { RowFlaw } from '../../records/audit/audit-store';
import type { Client } from '../columns';

interface Found {
  readonly id: string;
  readonly seq: number | null;
  readonly what: 'put in' | 'missing' | 'changed' | 'had changed';
}

const SAYS: Readonly<Record<Found['what'], string>> = {
  'put in': 'was put in: no entry tells that they were imported',
  missing: 'is not there any more',
  changed:
    'was changed by no import: their authority, school, roles or name, who they are in Entra, or that they have left',
  'had changed': 'had been changed by no import before the one that this entry is of',
};

/** People whom nobody imported, who are gone, and who are not, or were not in between, what an import made of them. */
export async function* personFlaws(authority: string, most: number, client: Client): AsyncGenerator<RowFlaw> {
  const found = await client.$queryRaw<Found[]>`
    with told as (
      select distinct on (1) substr(fields[1], 8) as id, seq, facts_after as digest, ${MOVED_AWAY}::text = any(fields) as gone
      from audit_entries
      where authority = ${authority} and action in ('change-person', 'take-stock') and starts_with(fields[1], 'person:')
      order by 1, 2 desc
    ), there as (
      select p.id, p.authority, person_digest(p.id) as digest from people p
      where p.authority = ${authority} or exists (select from told t where t.id = p.id)
    ), held as (
      select coalesce(p.id, t.id) as id, t.seq,
        case when t.id is null then 'put in'
          when p.id is null then 'missing'
          when t.gone and p.authority <> ${authority} then null
          when t.gone or p.digest is distinct from t.digest then 'changed' end as what
      from told t full join there p on p.id = t.id
    )
    select id, seq, what from held where what is not null order by seq nulls last, id limit ${most}::int`;
  for (const { id, seq, what } of [...found, ...(await changedBetween(authority, most, client))]) {
    yield { of: 'person', id, seq, says: SAYS[what] };
  }
}

/**
 * An import goes over whatever it finds: what stood there before it is told by its entry alone. Whom it found and no entry
 * before tells of was put in, unless they came from another authority.
 */
const changedBetween = (authority: string, most: number, client: Client): Promise<Found[]> =>
  client.$queryRaw<Found[]>`
    with told as (
      select substr(fields[1], 8) as id, seq, action, fields, facts_before, lag(facts_after) over of_person as last_after,
        lag(${MOVED_AWAY}::text = any(fields)) over of_person as was_gone
      from audit_entries
      where authority = ${authority} and action in ('change-person', 'take-stock') and starts_with(fields[1], 'person:')
      window of_person as (partition by fields[1] order by seq)
    )
    select id, seq, 'had changed' as what from told
    where last_after is not null and not was_gone and facts_before is distinct from last_after
      or last_after is null and action = 'change-person' and facts_before is not null and not ('authority' = any(fields))
    order by seq limit ${most}::int`;
