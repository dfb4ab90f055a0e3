import { ROLES } from '../../src/domain/access/roles';
import type { OnePolicy } from '../../src/domain/policy/one-policy';
import { loadPolicy, policiesFrom, SHIPPED } from '../../src/domain/policy/policies';
import type { Person } from '../../src/people/directory';
import { createOneUploads } from '../../src/records/one/create-one-uploads';
import { changed } from '../builders/policies';
import { trailOf } from '../support/trail';
import { aWorld } from '../casework/world';

const withYears = loadPolicy(
  changed((pack) => pack['oneUpload'].columns.push({ heading: 'NCYEAR', value: 'year-group' })),
);

test('closed cases that One knows as closed are not opened for the next upload', async () => {
  const { people, casework, deps, report, storage } = await aWorld();
  const [one, two] = [await report(), await report({ pupil: { forename: 'Sorrel', upn: null, upnUnknown: 'other' } })];
  const [why, unsent] = ['Another child was meant.', 'None is owed.'];
  await casework.close(people.officer, one.case.reference, 'reported-in-error', why, unsent);
  const uploads = createOneUploads(deps);
  expect(await uploads.fetch(people.officer, { number: 1, everything: false }, async () => true)).not.toBeNull();
  const opened: string[] = [];
  const cases = new Proxy(storage.cases, {
    get: (target, name) =>
      name === 'byIds'
        ? (ids: readonly string[]) => {
            opened.push(...ids);
            return target.byIds(ids);
          }
        : (Reflect.get(target, name) as unknown),
  });
  const watched = createOneUploads({ ...deps, storage: { ...storage, cases } });
  expect((await watched.look(people.officer)).waiting).toEqual({ new: 0, changed: 0, closed: 0 });
  expect(opened).toEqual([two.case.id]);
});

/** Whose each of them is, whatever stands before it. */
describe.each(ROLES)('for %s', (role) => {
  const isTheirs = role === 'tracking-officer' || role === 'service-manager';
  const next = { number: 2, everything: true };
  const asked = {
    'what One answered': (uploads, person) => uploads.look(person),
    'an upload that was made': (uploads, person) => uploads.made(person, 1),
    'an order': (uploads, person) => uploads.check(person, next),
    'the next file': (uploads, person) => uploads.fetch(person, next, async () => true),
    'an earlier file': (uploads, person) =>
      uploads.fetch(person, { ...next, number: 1, everything: false }, async () => true),
  } satisfies Record<string, (uploads: ReturnType<typeof createOneUploads>, person: Person) => Promise<unknown>>;

  test.each(Object.entries(asked))(
    '%s is given out, or refused and noted, as it is theirs or not',
    async (_name, ask) => {
      const { people, deps, report, storage } = await aWorld();
      await report();
      const uploads = createOneUploads(deps);
      await uploads.fetch(people.officer, { number: 1, everything: false }, async () => true);
      const person = Object.values(people).find(({ roles }: Person) => roles.includes(role));
      const before = (await trailOf(storage, '341')).length;
      const came = await ask(uploads, person).then(
        () => 'let in',
        (error: { readonly code?: string }) => error.code,
      );
      expect(came).toBe(isTheirs ? 'let in' : 'not-allowed');
      const told = (await trailOf(storage, '341')).slice(before);
      const refusal = { action: 'upload-to-one', outcome: 'refused', reason: 'not-allowed', person: person.id };
      if (!isTheirs) expect(told).toMatchObject([refusal]);
      else expect(told.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    },
  );
});

describe('an upload that is drawn again by other columns', () => {
  const withMapping = (change: (one: OnePolicy) => OnePolicy) =>
    policiesFrom(SHIPPED.map((pack) => ({ ...pack, oneUpload: change(pack.oneUpload) })));

  async function drawnBy(change: (one: OnePolicy) => OnePolicy) {
    const { people, deps, report } = await aWorld();
    await report();
    const order = { number: 1, everything: false };
    const fetched = (uploads: ReturnType<typeof createOneUploads>) =>
      uploads.fetch(people.officer, order, async () => true);
    const first = await fetched(createOneUploads(deps));
    const again = fetched(createOneUploads({ ...deps, policies: withMapping(change) }));
    return { first, again: await again.catch((error: { readonly code?: string }) => error.code) };
  }

  test.each<[string, (one: OnePolicy) => OnePolicy]>([
    [
      'a heading',
      (one) => ({ ...one, columns: one.columns.map((column) => ({ ...column, heading: `${column.heading}_2` })) }),
    ],
    [
      'a code of why a line stands there',
      (one) => ({
        ...one,
        columns: one.columns.map((column) =>
          column.value === 'change' ? { ...column, codes: { ...column.codes, new: 'NEU' } } : column,
        ),
      }),
    ],
    ['the mark of bytes', (one) => ({ ...one, byteOrderMark: !one.byteOrderMark })],
  ])('is refused: %s would not be what it was', async (_name, change) => {
    expect((await drawnBy(change)).again).toBe('one-upload-not-as-it-was');
  });

  test('is what it was where only the words about it are others', async () => {
    const { first, again } = await drawnBy((one) => ({
      ...one,
      citation: 'Confirmed by the council',
      answers: { ...one.answers, taken: [...one.answers.taken, 'OK'] },
    }));
    expect(first).not.toBeNull();
    expect(again).toEqual(first);
  });
});

test('a year group that has moved up since the last upload is a change, once, and none of a case that had ended', async () => {
  const { people, casework, deps, report, at } = await aWorld('liverpool', policiesFrom([withYears]));
  const [open, ended] = [
    await report(),
    await report({ pupil: { forename: 'Sorrel', upn: null, upnUnknown: 'other' } }),
  ];
  await casework.close(
    people.officer,
    ended.case.reference,
    'reported-in-error',
    'Another was meant.',
    'None is owed.',
  );
  const uploads = createOneUploads(deps);
  const made = async (number: number, everything = false) => {
    const file = await uploads.fetch(people.officer, { number, everything }, async () => true);
    return file && Buffer.from(file.bytes).toString('utf8').split(/\r?\n/);
  };
  const lineOf = (lines: string[] | null, { case: { reference } }: typeof open) =>
    lines?.find((line) => line.includes(reference));
  const first = await made(1);
  at('2026-08-31', '09:00');
  const second = await made(2);
  expect((await uploads.look(people.officer)).waiting).toEqual({ new: 0, changed: 0, closed: 0 });
  at('2026-09-01', '09:00');
  expect((await uploads.look(people.officer)).waiting).toEqual({ new: 0, changed: 1, closed: 0 });
  const third = await made(3);
  const cells = [first, second, third].map((lines) => lineOf(lines, open)?.split(','));
  expect(cells.map((line) => [line?.includes('5'), line?.includes('6')])).toEqual([
    [true, false],
    [true, false],
    [false, true],
  ]);
  expect(lineOf(third, ended)).toBeUndefined();
  expect((await uploads.look(people.officer)).waiting).toEqual({ new: 0, changed: 0, closed: 0 });
  expect(
    lineOf(await made(4, true), ended)
      ?.split(',')
      .includes('5'),
  ).toBe(true);
});
