import { keysOf } from '../../src/casework/record';
import { policyPack } from '../../src/domain/policy/policies';
import { flawsIn } from '../../src/records/audit/verify';
import { inOneSentence } from '../../src/records/audit/history';
import { confirmationOf, goingIn } from '../../src/records/retention/confirmation';
import { deleteDue } from '../../src/records/retention/delete';
import { previewOf } from '../../src/records/retention/preview';
import { previewInWords } from '../../src/records/retention/preview-in-words';
import { tombstoneOf } from '../../src/records/retention/tombstone';
import type { Storage } from '../../src/stores';
import type { Authority } from '../../src/people/directory';
import { storagesOfTheOwner, type TestStorage } from '../support/databases';
import { aKeptCase, CLOSED, type KeptCase } from './a-kept-case';
import { aCase, fact, fresh } from './cases';

const NOW = '2040-04-27T08:00:00.000Z';
const anAuthority = (): Authority => ({
  ...{
    code: fresh('authority'),
    name: 'An authority',
    policy: 'liverpool',
    urgentContacts: [],
    panelAnchor: '2026-04-27',
  },
});

// The bot may take nothing away: its operator does, as the owner.
describe.each(storagesOfTheOwner)('the end of retention in %s', (_name, open) => {
  let opened: TestStorage;
  let storage: Storage;
  beforeAll(async () => {
    opened = await open();
    ({ storage } = opened);
  });
  afterAll(() => opened.close());

  const preview = (authority: Authority, on: '2033-04-27' | '2033-04-28' = '2033-04-28') =>
    previewOf(authority, on, storage, policyPack);
  const fates = async (authority: Authority) =>
    Object.fromEntries((await preview(authority)).cases.map(({ reference, fate }) => [reference, fate.kind]));
  const erased = ({ theCase }: KeptCase) =>
    storage.transaction(async ({ retention }) =>
      retention.erase(theCase, tombstoneOf(theCase, 'years-from-closing', await retention.belongings(theCase.id), NOW)),
    );
  const flaws = async (authority: string) => {
    const found: string[] = [];
    for await (const { kind, seq } of flawsIn(authority, storage.audit)) found.push(`${kind} ${seq}`);
    return found;
  };

  /** What a reader of every store still finds of a case. */
  async function leftOf({ theCase: { id, authority, reference }, draft, paper, ticket, notices, key }: KeptCase) {
    const claimed = await storage.answers.claim(key, 'second', 600);
    const found = {
      case: await storage.cases.byId(id),
      reference: await storage.cases.byReference(authority, reference),
      search: (await storage.cases.find(authority, null, { by: 'name', parts: ['canary'] }, 9)).find(
        (one) => one.id === id,
      ),
      reportDraft: await storage.drafts.byId(id),
      draft: await storage.drafts.byId(draft.id),
      paper: await storage.papers.byId(paper.id),
      ticket: await storage.papers.valid(ticket.hash, '2026-04-27T08:05:00.000Z'),
      notice: await storage.outbox.byId(notices[0]!.id),
      other: await storage.outbox.byId(notices[1]!.id),
      step: (await storage.steps.of(notices[0]!.id))[0],
      answer: claimed.kind === 'given' ? claimed.answer : null,
      uploaded: (await storage.one.ofCase(id))[0],
    };
    return Object.entries(found).flatMap(([name, value]) => (value ? [name] : []));
  }
  const ALL = [
    'case',
    'reference',
    'search',
    'reportDraft',
    'draft',
    'paper',
    'ticket',
    'notice',
    'other',
    'step',
    'answer',
    'uploaded',
  ];

  test('takes out all that there is of a case, and nothing of another', async () => {
    const { code: authority } = anAuthority();
    const [one, other] = [await aKeptCase(storage, { authority }), await aKeptCase(storage, { authority })];
    expect(await leftOf(one)).toEqual(ALL);
    expect(await storage.retention.belongings(one.theCase.id)).toEqual({ facts: 3, drafts: 2, papers: 1, notices: 2 });
    expect(await erased(one)).toBe(true);
    expect(await leftOf(one)).toEqual([]);
    expect(await leftOf(other)).toEqual(ALL);
    expect(await storage.retention.belongings(one.theCase.id)).toEqual({ facts: 0, drafts: 0, papers: 0, notices: 0 });
  });

  test('leaves a tombstone on the trail, which stays whole', async () => {
    const { code: authority } = anAuthority();
    const [one, other] = [await aKeptCase(storage, { authority }), await aKeptCase(storage, { authority })];
    const { id, reference, version } = one.theCase;
    await erased(one);
    const stone = (await storage.audit.tombstone(authority, reference))!;
    const [told] = await storage.audit.pageOfCase(authority, id, 0, 1);
    expect(stone).toMatchObject({ cases: [id], reason: 'years-from-closing', at: NOW, from: version, to: 0 });
    expect(stone).toMatchObject({ person: null, before: told!.after, seq: 5 });
    expect(inOneSentence(stone, (person) => person)).toBe(
      `5. Fri 27 April 2040, 09:00: The operator deleted case ${reference} for good, since the years since its closing were over: ` +
        `3 facts, 2 drafts, 1 papers, 2 notices; digest of its facts ${stone.before}`,
    );
    expect(await storage.audit.tombstone(authority, other.theCase.reference)).toBeNull();
    expect(await storage.audit.tombstone(fresh('authority'), reference)).toBeNull();
    expect(await flaws(authority)).toEqual([]);
  });

  test('deletes nothing of a case that is no longer as it was seen, and nothing by halves', async () => {
    const { code: authority } = anAuthority();
    const one = await aKeptCase(storage, { authority });
    const { theCase } = one;
    const added = fact({ kind: 'legal-hold-begun', reason: 'An inquest' });
    await storage.cases.append(theCase.id, theCase.version, [added], keysOf(theCase), null);
    expect(await erased(one)).toBe(false);
    expect(await leftOf(one)).toEqual(ALL);
    const another = await aKeptCase(storage, { authority });
    const failing = storage.transaction(async (stores) => {
      const { retention } = stores;
      await retention.erase(
        another.theCase,
        tombstoneOf(another.theCase, 'birthday', await retention.belongings(another.theCase.id), NOW),
      );
      throw new TypeError('half-way');
    });
    await expect(failing).rejects.toThrow(TypeError);
    expect(await leftOf(another)).toEqual(ALL);
    expect(await storage.audit.tombstone(authority, another.theCase.reference)).toBeNull();
  });

  test('lists closed cases page by page', async () => {
    const { code: authority } = anAuthority();
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push((await aKeptCase(storage, { authority })).theCase.id);
    const open = aCase({ authority });
    await storage.cases.open(open, keysOf(open), null);
    await aKeptCase(storage);
    ids.sort();
    const first = await storage.cases.closed(authority, '', 3);
    expect([first.cases.map(({ id }) => id), first.last]).toEqual([ids.slice(0, 3), ids[2]]);
    const second = await storage.cases.closed(authority, first.last!, 3);
    expect([second.cases.map(({ id }) => id), second.last]).toEqual([ids.slice(3), null]);
  });

  test('a preview says of every closed case what becomes of it, and changes nothing', async () => {
    const authority = anAuthority();
    const { code } = authority;
    const due = await aKeptCase(storage, { authority: code });
    const held = await aKeptCase(storage, { authority: code }, { kind: 'legal-hold-begun', reason: 'An inquest' });
    const undecided = await aKeptCase(
      storage,
      { authority: code },
      { kind: 'pupil-described', pupil: { ...PUPIL_OF(due), dateOfBirth: null } },
      { kind: 'triaged', triage: { yes: ['child-protection'], groups: [], note: '' } },
    );
    expect(await fates(authority)).toEqual({
      [due.theCase.reference]: 'goes',
      [held.theCase.reference]: 'on-hold',
      [undecided.theCase.reference]: 'undecided',
    });
    expect((await preview(authority, '2033-04-27')).cases.map(({ fate }) => fate.kind).sort()).toEqual([
      ...['on-hold', 'stays', 'undecided'],
    ]);
    expect(await leftOf(due)).toEqual(ALL);
  });

  test('a case whose rules are gone stays until a person decides, and holds up no other', async () => {
    const authority = anAuthority();
    const due = await aKeptCase(storage, { authority: authority.code });
    const gone = await aKeptCase(storage, { authority: authority.code, policy: 'no-such-pack' });
    expect(await fates(authority)).toEqual({
      [due.theCase.reference]: 'goes',
      [gone.theCase.reference]: 'undecided',
    });
    const lines = previewInWords(await preview(authority)).join('\n');
    expect(lines).toContain(`${gone.theCase.reference}  stands under a policy pack that is not there`);
  });

  test('what was joined goes together, and stays while one of them is open or held', async () => {
    const authority = anAuthority();
    const { code } = authority;
    const kept = aCase({ authority: code });
    const one = await aKeptCase(storage, { authority: code }, { ...CLOSED, duplicateOf: kept.id } as typeof CLOSED);
    const joined = fact({ kind: 'joined', caseId: one.theCase.id, reference: one.theCase.reference, since: null });
    const open = { ...kept, facts: [...kept.facts, joined], version: 2 };
    await storage.cases.open(open, keysOf(open), null);
    expect(await fates(authority)).toEqual({ [one.theCase.reference]: 'open' });
    const closed = { ...open, facts: [...open.facts, fact(CLOSED)], version: 3 };
    await storage.cases.append(kept.id, 2, closed.facts.slice(2), keysOf(closed), null);
    expect(await fates(authority)).toEqual({ [one.theCase.reference]: 'goes', [kept.reference]: 'goes' });
    const seen = await preview(authority);
    const reopened = { ...closed, facts: [...closed.facts, fact({ kind: 'reopened', reason: 'Again' })], version: 4 };
    await storage.cases.append(kept.id, 3, reopened.facts.slice(3), keysOf(reopened), null);
    // Whoever had the preview deletes neither: the child's other case is open again.
    const done: boolean[] = [];
    for await (const deleted of deleteDue(seen, NOW, storage)) done.push(deleted.done);
    expect(done).toEqual([false, false]);
    expect(await leftOf(one)).toEqual(ALL);
  });

  test('what is deleted is what was shown: its hash is another once anything of it is', async () => {
    const authority = anAuthority();
    const one = await aKeptCase(storage, { authority: authority.code });
    const seen = confirmationOf([await preview(authority)]);
    expect(confirmationOf([await preview(authority)])).toBe(seen);
    const { id, version } = one.theCase;
    const word = fact({ kind: 'followed-up', on: '2026-04-27', note: '' });
    await storage.transaction(async (stores) => {
      await stores.cases.append(id, version, [word], keysOf(one.theCase), null);
      await stores.audit.add({
        ...{ authority: authority.code, tenant: 't1', person: 'ash', role: 'tracking-officer', at: NOW },
        ...{ action: 'refer', outcome: 'done', cases: [id], fields: [], reason: null, from: version, to: version + 1 },
      });
    });
    expect(confirmationOf([await preview(authority)])).not.toBe(seen);
    const two = await aKeptCase(storage, { authority: authority.code });
    const both = await preview(authority);
    expect(confirmationOf([both])).not.toBe(seen);
    const done: string[] = [];
    for await (const deleted of deleteDue(both, NOW, storage)) done.push(`${deleted.reference} ${deleted.done}`);
    expect(done.sort()).toEqual([one, two].map(({ theCase }) => `${theCase.reference} true`).sort());
    expect(goingIn(await preview(authority))).toEqual([]);
    expect(await flaws(authority.code)).toEqual([]);
  });
});

const PUPIL_OF = ({ theCase }: KeptCase) => {
  const described = theCase.facts.find((one) => one.kind === 'pupil-described');
  if (described?.kind !== 'pupil-described') throw new Error('no pupil');
  return described.pupil;
};
