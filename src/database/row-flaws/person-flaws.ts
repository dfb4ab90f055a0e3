import { MOVED_AWAY } from '../../people/import/person-notes';
import type { RowFlaw } from '../../records/audit/audit-store';
import type { Client } from '../columns';

interface Found {
  readonly id: string;
  readonly seq: number | null;
  readonly what: 'put in' | 'missing' | 'changed';
}

const SAYS: Readonly<Record<Found['what'], string>> = {
  'put in': 'was put in: no entry tells that they were imported',
  missing: 'is not there any more',
  changed:
    'was changed by no import: their authority, school, roles or name, who they are in Entra, or that they have left',
};

/** People whom nobody imported, who are gone, and who are not what the last import made of them. */
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
  for (const { id, seq, what } of found) yield { of: 'person', id, seq, says: SAYS[what] };
}
