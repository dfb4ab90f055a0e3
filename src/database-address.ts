import { LOOPBACK_HOSTS } from './loopback';

/** What may be said of the way to the database: that it is trusted as it is, since nobody else can listen there. */
export const DATABASE_TLS = ['required', 'off'] as const;

const SHAPE = /^postgres(ql)?:\/\/./;

/** Why this is no address to keep children's names at; null where it is one. It repeats no password. */
export function databaseProblem(address: string, tls: (typeof DATABASE_TLS)[number]): string | null {
  if (!SHAPE.test(address) || !URL.canParse(address))
    return 'must be a PostgreSQL address such as postgresql://user:password@host:5432/name';
  const { hostname, searchParams } = new URL(address);
  const hosts = [hostname, ...searchParams.getAll('host')].filter((host) => host !== '' && !host.startsWith('/'));
  const isHere = hosts.every((host) => LOOPBACK_HOSTS.includes(host));
  const modes = searchParams.getAll('sslmode');
  const isSafe = modes.length === 1 && modes[0] === 'verify-full' && !searchParams.has('ssl');
  return isHere || isSafe || tls === 'off' ? null : TLS_WANTED;
}

const TLS_WANTED =
  'names another machine: add ?sslmode=verify-full, so that names and passwords go to no other, and no one reads them ' +
  'on the way (DATABASE_TLS=off where that way is safe by itself)';
