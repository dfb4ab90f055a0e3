import { randomUUID } from 'node:crypto';
import { referralDeskOf } from '../../src/casework/desk';
import type { Draft } from '../../src/casework/draft-store';
import type { LocalDate } from '../../src/domain/calendar/date';
import { policyPack } from '../../src/domain/policy/policies';
import { inOneSentence } from '../../src/records/audit/history';
import { confirmationOf, isEmpty } from '../../src/records/retention/confirmation';
import { previewOf } from '../../src/records/retention/preview';
import { previewInWords } from '../../src/records/retention/preview-in-words';
import { deleteUnfinished } from '../../src/records/retention/unfinished';
import { anAuthority, ELSEWHERE, OTHER_SCHOOL, SCHOOL, type Staff } from '../builders/authority';
import { storagesOfTheOwner, type TestStorage } from '../support/databases';
import { trailOf } from '../support/trail';
import { aKeptCase } from './a-kept-case';

const NOW = '2026-07-27T08:00:00.000Z';

describe.each(storagesOfTheOwner)('an unfinished report in %s', (_name, open) => {
  let opened: TestStorage;
  let people: Staff;
  beforeEach(async () => {
    opened = await open();
    people = await anAuthority(opened.storage);
    await anAuthority(opened.storage, 'westmere', ELSEWHERE);
  });
  afterEach(() => opened.close());

  async function aReport(over: Partial<Draft> = {}): Promise<Draft> {
    const draft: Draft = {
      ...{ id: randomUUID(), school: SCHOOL, kind: 'report', caseId: null, item: null, savedBy: people.lead.id },
      ...{ savedAt: '2026-04-27T22:59:59.999Z', values: { forename: 'Canary' }, ...over },
    };
    await opened.storage.drafts.save(draft);
    return draft;
  }
  const preview = async (on: LocalDate = '2026-07-27', code = '341') =>
    previewOf((await opened.storage.directory.authority(code))!, on, opened.storage, policyPack);
  const idsIn = async (...args: Parameters<typeof preview>) => (await preview(...args)).unfinished.map(({ id }) => id);
  async function deleted(seen: Awaited<ReturnType<typeof preview>>) {
    const done: [string, boolean][] = [];
    for await (const one of deleteUnfinished(seen.unfinished, seen.authority.code, NOW, opened.storage))
      done.push([one.id, one.done]);
    return done;
  }

  test('is kept for the days that the pack says after it was last saved in London, that day included', async () => {
    const { days } = policyPack('liverpool').retention.unfinished;
    expect(days).toBe(90);
    const last = await aReport();
    const next = await aReport({ savedAt: '2026-04-27T23:00:00.000Z' });
    expect(await idsIn('2026-07-26')).toEqual([]);
    expect(await idsIn('2026-07-27')).toEqual([last.id]);
    expect(await idsIn('2026-07-28')).toEqual([last.id, next.id]);
  });

  test('of a school, or of the authority’s own desk, goes by the rules of its own authority', async () => {
    const ours = [
      await aReport(),
      await aReport({ school: OTHER_SCHOOL }),
      await aReport({ school: referralDeskOf('341') }),
    ];
    const theirs = await aReport({ school: ELSEWHERE.school });
    const { code } = policyPack('westmere').authority;
    expect((await idsIn('2026-08-25')).sort()).toEqual(ours.map(({ id }) => id).sort());
    expect(await idsIn('2026-08-25', code)).toEqual([]);
    expect(await idsIn('2026-08-26', code)).toEqual([theirs.id]);
  });

  test('that became a case goes with the case, and so does what was begun on one', async () => {
    const { theCase, draft } = await aKeptCase(opened.storage, { authority: '341' });
    expect(await idsIn('2030-01-01')).toEqual([]);
    expect(await opened.storage.drafts.byId(theCase.id)).not.toBeNull();
    expect(await opened.storage.drafts.byId(draft.id)).not.toBeNull();
  });

  test('is shown without a word of the child, changes nothing, and makes the hash another', async () => {
    const before = confirmationOf([await preview()]);
    expect(isEmpty([await preview()])).toBe(true);
    const { id } = await aReport();
    const seen = await preview();
    const words = previewInWords(seen).join('\n');
    expect(words).toContain(
      `unfinished report ${id} of ${SCHOOL}  would go, since Mon 27 July 2026: last saved on Mon 27 April 2026, 90 days`,
    );
    expect(words).toContain('A report that nobody finishes is kept 90 days after it was last saved');
    expect(words).toContain('Unfinished reports that would go: 1.');
    expect(words).not.toContain('Canary');
    expect(isEmpty([seen])).toBe(false);
    expect(confirmationOf([seen])).not.toBe(before);
    expect(await opened.storage.drafts.byId(id)).not.toBeNull();
  });

  test('goes with an entry on the trail, and what was answered about it', async () => {
    const { id } = await aReport();
    const other = await aReport({ savedAt: '2026-07-26T08:00:00.000Z' });
    const answered = async (about: string) => {
      const claimed = await opened.storage.answers.claim(about, 'first', 600);
      if (claimed.kind !== 'mine') throw new Error(claimed.kind);
      const answer = { status: 200, body: { data: about, text: 'Canary' } };
      await opened.storage.answers.give(claimed.claim, answer, { seconds: 600, lasts: true });
    };
    for (const about of [id, other.id]) await answered(about);
    expect(await deleted(await preview())).toEqual([[id, true]]);
    expect(await opened.storage.drafts.byId(id)).toBeNull();
    expect(await opened.storage.drafts.byId(other.id)).toEqual(other);
    expect((await opened.storage.answers.claim(id, 'second', 600)).kind).toBe('mine');
    expect((await opened.storage.answers.claim(other.id, 'second', 600)).kind).toBe('given');
    const [entry, ...more] = await trailOf(opened.storage, '341');
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ action: 'retention-delete-report', cases: [id], person: null, to: null, at: NOW });
    expect(inOneSentence(entry!, (person) => person)).toBe(
      '1. Mon 27 July 2026, 09:00: The operator threw away a draft of a report that nobody had finished, its time being ' +
        `over (desk.${SCHOOL}, last-saved.2026-04-27)`,
    );
    expect(isEmpty([await preview()])).toBe(true);
  });

  test('with which somebody went on since it was looked at stays, and leaves no entry', async () => {
    const [saved, finished, thrownAway] = [await aReport(), await aReport(), await aReport()];
    const seen = await preview();
    const hash = confirmationOf([seen]);
    await opened.storage.drafts.save({ ...saved, savedAt: '2026-07-27T07:59:00.000Z' });
    await aKeptCase(opened.storage, { authority: '341', id: finished.id });
    await opened.storage.drafts.save(finished);
    await opened.storage.drafts.remove(thrownAway.id);
    expect((await deleted(seen)).map(([, done]) => done)).toEqual([false, false, false]);
    expect(await opened.storage.drafts.byId(saved.id)).not.toBeNull();
    expect(await opened.storage.drafts.byId(finished.id)).not.toBeNull();
    const entries = await trailOf(opened.storage, '341');
    expect(entries.filter(({ action }) => action === 'retention-delete-report')).toEqual([]);
    expect(confirmationOf([await preview()])).not.toBe(hash);
  });

  test('and its entry go together or not at all', async () => {
    const { id } = await aReport();
    const seen = await preview();
    const failing = opened.storage.transaction(async (stores) => {
      for await (const _one of deleteUnfinished(seen.unfinished, '341', NOW, { transaction: (work) => work(stores) }));
      throw new TypeError('half-way');
    });
    await expect(failing).rejects.toThrow(TypeError);
    expect(await opened.storage.drafts.byId(id)).not.toBeNull();
    expect(await trailOf(opened.storage, '341')).toEqual([]);
  });
});
