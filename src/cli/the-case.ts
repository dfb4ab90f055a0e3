import type { Case } from '../domain/case/case';
import type { Storage } from '../stores';
import type { Surroundings } from './command';

/** The one case of this reference; null, and said why, where there is none or more than one authority has it. */
export async function theCase(
  reference: string,
  only: string | null,
  { cases, directory }: Pick<Storage, 'cases' | 'directory'>,
  { warn }: Pick<Surroundings, 'warn'>,
): Promise<Case | null> {
  const codes = only === null ? (await directory.authorities()).map(({ code }) => code) : [only];
  const found = await Promise.all(codes.map((code) => cases.byReference(code, reference)));
  const [one, ...others] = found.filter((theCase) => theCase !== null);
  if (one && others.length === 0) return one;
  warn(
    one
      ? `More than one authority has a case ${reference}: say which with --authority CODE.`
      : `There is no case ${reference}.`,
  );
  return null;
}
