import { randomUUID } from 'node:crypto';
import type { Person } from '../../../src/people/directory';
import { keepPaper } from '../../support/keep-paper';
import { pressed, said } from './asking';
import { countingReads } from './reads';
import { ABSENT, aWorldOfCases, CASES, type CaseKind, type Ids, type WorldOfCases } from './world';

/**
 * Forbidden and absent are one answer, and as much is looked up for it: how long it takes tells nothing either. Reads are
 * counted rather than timed, since they are what takes time, and a count is the same on every machine.
 */
const NO_PAPER = randomUUID();

describe('a case that may not be seen', () => {
  let world: WorldOfCases;
  let reads: ReturnType<typeof countingReads>;
  /** A paper of each case, by its reference. */
  const papers = new Map<string, string>();
  beforeAll(async () => {
    world = await aWorldOfCases();
    for (const kind of CASES) {
      const { id: caseId, authority, reference } = world.cases[kind];
      const { id } = await keepPaper(world.house.storage, authority, {
        ...{
          id: randomUUID(),
          caseId,
          kind: 'case-json',
          fileName: `${reference}.json`,
          mediaType: 'application/json',
        },
        ...{ madeBy: world.house.people.officer.id, madeAt: world.house.clock.now(), inFull: false },
        ...{ ofAuthority: false, bytes: Buffer.from('{}') },
      });
      papers.set(reference, id);
    }
    reads = countingReads(world.house.storage, ['directory']);
  });
  afterAll(() => world.close());

  const forbidden: [keyof WorldOfCases['house']['people'], CaseKind][] = [
    ['lead', 'another-school'],
    ['lead', 'no-school'],
    ['lead', 'other-authority'],
    ['officer', 'other-authority'],
    ['panel', 'not-on-agenda'],
    ['panel', 'other-authority'],
  ];

  const ASKED: Readonly<Record<string, (person: Person, ids: Ids) => Promise<string>>> = {
    'said to be shown': (person, { reference }) => said(world.house.as(person), `case ${reference}`),
    'pressed to be shown': (person, { reference }) => pressed(world.house.as(person), { verb: 'show-case', reference }),
    'its checklist': (person, { reference }) => said(world.house.as(person), `checklist ${reference}`),
    'a page opened': (person, { reference }) =>
      pressed(world.house.as(person), { verb: 'page', page: 'check', args: { case: reference, item: 'S04' } }),
    'a page submitted': (person, { reference }) =>
      pressed(world.house.as(person), {
        ...{ verb: 'page', page: 'check', args: { case: reference, item: 'S04', seen: '' }, step: 'next' },
        ...{ outcome: 'no-answer', on: '2026-04-27', token: `${person.id} ${reference}` },
      }),
    'a page saved': (person, { reference }) =>
      pressed(world.house.as(person), {
        verb: 'page',
        page: 'check',
        args: { case: reference, item: 'S04' },
        step: 'save',
      }),
    'an alert answered': (person, { others }) =>
      pressed(world.house.as(person), { verb: 'acknowledge', delivery: others }),
    'an alert put off': (person, { others }) =>
      pressed(world.house.as(person), { verb: 'page', page: 'snooze', args: { delivery: others } }),
    'a paper fetched once more': (person, { reference }) =>
      pressed(world.house.as(person), { verb: 'fetch-paper', paper: papers.get(reference) ?? NO_PAPER }),
  };

  test.each(forbidden)('to %s, %s, is told and looked up like one that there is not', async (who, kind) => {
    const person = world.house.people[who];
    const ids = await world.idsFor(kind, person);
    for (const [what, ask] of Object.entries(ASKED)) {
      // An alert is answered by whoever it was sent to, and by everybody who works on the case; the panel has none.
      const looked = async (given: Ids) => {
        const before = reads.total();
        const text = (await ask(person, given)).replaceAll(given.reference, 'the reference');
        return { what, text, reads: reads.since(before).sort() };
      };
      expect(await looked(ids)).toEqual(await looked(ABSENT));
    }
  });

  const desks: [keyof WorldOfCases['house']['people'], keyof WorldOfCases['house']['people'], string[]][] = [
    ['lead', 'otherLead', ['report-triage', 'report-pupil', 'report-absence', 'report-check']],
    ['officer', 'lead', ['refer', 'refer-route', 'refer-child']],
  ];

  test.each(desks)(
    'to %s an unfinished report of another desk, that of %s, is told and looked up like none, and is not opened',
    async (who, whose, pages) => {
      const { house } = world;
      const [client, { school, id: savedBy }] = [house.as(house.people[who]), house.people[whose]];
      const id = randomUUID();
      await house.storage.drafts.save({
        ...{ id, school: school!, kind: 'report', caseId: null, item: null, savedBy, savedAt: house.clock.now() },
        values: { forename: 'Canaryfore', situation: 'missing' },
      });
      const ways: ((draft: string) => object)[] = [
        ...pages.map((page) => (draft: string) => ({ verb: 'page', page, args: { draft }, step: '' })),
        (draft) => ({ verb: 'discard-report', draft }),
      ];
      for (const way of ways) {
        const looked = async (draft: string) => {
          const before = reads.total();
          const text = await pressed(client, way(draft));
          return {
            way: way(''),
            text,
            reads: reads.since(before).sort(),
            opened: reads.askedOf('drafts.byId', before),
          };
        };
        const { opened, ...theirs } = await looked(id);
        const { opened: _, ...absent } = await looked(randomUUID());
        expect(theirs).toEqual(absent);
        expect(opened).not.toContain(id);
      }
      expect(await house.storage.drafts.byId(id)).not.toBeNull();
    },
  );
});
