import { z } from 'zod';
import type { Storage, Stores } from '../../stores';
import type { School } from '../directory';
import { readCsv, type Row, type Rows } from './csv';
import { distinct, duplicates, firstOfEach } from './duplicates';
import { authorityCode, dfeNumber, urn, words } from './fields';
import { counted } from '../../letters';
import { refuseIfAny, type Imported, type Problem } from './problem';

const SchoolRow = z.strictObject({ urn, name: words('The name'), dfe_number: dfeNumber, authority: authorityCode });

/**
 * Schools from a CSV file with the columns
 * - `urn`: six digits;
 * - `name`;
 * - `dfe_number`: the authority's three digits and the establishment's four, with or without a slash;
 * - `authority`: code of three digits, imported before.
 *
 * A school is known by its URN. One that is in the file is added or changed; one that is not stays as it is.
 */
export function parseSchools(text: string): Rows<School> {
  const { rows, problems } = readCsv(text, SchoolRow);
  const schools = rows.map(({ line, value }) => ({ line, value: asSchool(value) }));
  return {
    rows: schools,
    problems: [
      ...problems,
      ...duplicates(schools, 'urn', (school) => school.urn, 'This URN'),
      ...duplicates(schools, 'dfe_number', (school) => school.dfeNumber, 'This DfE number'),
      ...schools.filter(({ value }) => !value.dfeNumber.startsWith(value.authority)).map(otherAuthority),
    ],
  };
}

const asSchool = ({ dfe_number, ...rest }: z.output<typeof SchoolRow>): School => ({ ...rest, dfeNumber: dfe_number });

const otherAuthority = ({ line, value }: Row<School>): Problem => ({
  line,
  column: 'dfe_number',
  says: `The DfE number begins with ${value.dfeNumber.slice(0, 3)}, but the school’s authority is ${value.authority}.`,
});

/** Throws `ImportRefused` with every problem; then nothing has been changed. */
export async function importSchools(storage: Storage, text: string): Promise<Imported> {
  const { rows, problems } = parseSchools(text);
  return storage.transaction(async (stores) => {
    refuseIfAny([...problems, ...(await unknownAuthorities(rows, stores)), ...(await schoolsThatMove(rows, stores))]);
    await stores.directory.saveSchools(rows.map(({ value }) => value));
    return {
      says: `${counted(rows.length, 'school', 'schools')} imported.`,
      notes: [],
      authorities: distinct(rows.map(({ value }) => value.authority)),
    };
  });
}

/** For every file that names authorities: those of them that nobody has imported, each where it first stands. */
export async function unknownAuthorities(
  rows: readonly Row<{ readonly authority: string }>[],
  { directory }: Stores,
): Promise<Problem[]> {
  const known = new Set((await directory.authorities()).map(({ code }) => code));
  return firstOfEach(rows, ({ authority }) => authority)
    .filter(({ value }) => !known.has(value.authority))
    .map(({ line, value }) => ({
      line,
      column: 'authority',
      says: `There is no authority ${value.authority} here. Import it first: import authority FILE.json.`,
    }));
}

/** For every file that names schools: those of them that nobody has imported, each where it first stands. */
export async function unknownSchools(
  rows: readonly Row<{ readonly authority: string; readonly school: string | null }>[],
  { directory }: Stores,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { line, value } of firstOfEach(rows, ({ authority, school }) => `${authority} ${school}`)) {
    const { school, authority } = value;
    if (school === null || (await directory.school(school))?.authority === authority) continue;
    const says = `There is no school ${school} in authority ${authority}. Import it first: import schools FILE.csv.`;
    problems.push({ line, column: 'school_urn', says });
  }
  return problems;
}

/** Cases belong to a school and its authority; a school that changed hands would leave its cases behind. */
async function schoolsThatMove(rows: readonly Row<School>[], { directory }: Stores): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { line, value } of rows) {
    const known = await directory.school(value.urn);
    if (known === null || known.authority === value.authority) continue;
    problems.push({
      line,
      column: 'authority',
      says: `The school ${value.urn} belongs to ${known.authority} already.`,
    });
  }
  return problems;
}
