import { randomUUID } from 'node:crypto';
import { keysOf } from '../../src/casework/record';
import type { Case } from '../../src/domain/case/case';
import type { Fact, FactBody } from '../../src/domain/case/fact';
import { FactSchema } from '../../src/domain/case/fact-schema';
import { policyPack } from '../../src/domain/policy/policies';
import { memoryStorage } from '../../src/memory-storage';
import type { Part } from '../../src/records/pdf/sheet';
import { findChild } from '../../src/records/subject-access/find-child';
import { subjectAccessData } from '../../src/records/subject-access/data';
import { subjectAccessSheet } from '../../src/records/subject-access/sheet';
import { subjectAccess } from '../../src/records/subject-access/subject-access';
import type { Storage } from '../../src/stores';
import { anAuthority, OTHER_SCHOOL, SCHOOL, type Staff } from '../builders/authority';
import { aPupil, atRisk, History } from '../builders/case';
import { aNotice } from '../contract/an-outbox';
import { aReferral } from '../builders/ways';
import { EVERY_KIND } from '../contract/every-kind';
import { CHOSEN, OF_STAFF } from './open-places';

const NOW = '2026-06-12T09:00:00.000Z';
const MARK = /\[(?:third party|may name others): [^\]]*\]/g;

let storage: Storage;
let people: Staff;
beforeEach(async () => {
  storage = memoryStorage();
  people = await anAuthority(storage);
});

async function kept(facts: readonly Fact[], over: Partial<Case> = {}): Promise<Case> {
  const theCase: Case = {
    ...{
      id: randomUUID(),
      reference: `WB-${randomUUID().slice(0, 6).toUpperCase()}`,
      school: SCHOOL,
      authority: '341',
    },
    ...{ policy: 'liverpool', openedAt: '2026-04-27T07:40:00.000Z', version: facts.length, facts },
    ...over,
  };
  await storage.cases.open(theCase, keysOf(theCase), null);
  return theCase;
}

const lead = (history: History): Fact[] => history.facts.map((fact) => ({ ...fact, recordedBy: people.lead.id }));

/** Everything on paper, row by row, as text. */
const textOf = (parts: readonly Part[]): string =>
  parts
    .flatMap((part): string[] => {
      if (part.kind === 'heading' || part.kind === 'paragraph') return [part.text];
      if (part.kind === 'facts') return part.rows.map(({ label, value }) => `${label} ${value}`);
      return part.kind === 'table' ? part.rows.map((row) => row.join(' | ')) : [];
    })
    .join('\n');

async function answerFor(cases: readonly Case[]) {
  const found = cases.map((theCase) => ({ theCase, by: 'asked for' as const }));
  const access = await subjectAccess({ cases: found, unfinished: [], namedIn: [] }, NOW, storage, policyPack);
  return {
    access,
    paper: textOf(subjectAccessSheet(access).parts),
    data: JSON.stringify(subjectAccessData(access)).replaceAll('\\n', ' '),
  };
}

const unmarked = (text: string): string => text.replaceAll('\n', ' ').replace(MARK, '');

/** What is of others, whatever the code thinks: said here once more, by kind of fact and place. */
const OF_OTHERS =
  /\.(parents|emergencyContacts|siblings|spokeTo|by|who|heldBy|consulted)$|^referral-received\.referral\.(from|contact)$|evidence\.|^enquiry-requested\.request\.to$|^(sibling-(un)?linked|parted)\.(caseId|reference)$/;
const OF_THE_CHILD = /\.pupil\.(forename|surname|otherNames)$/;
interface Planted {
  readonly path: string;
  readonly canary: string;
}

/** The fact with another word in every place that takes any text. */
function planted(body: FactBody): { body: FactBody; canaries: Planted[] } {
  const canaries: Planted[] = [];
  const stamp = { id: 'f', recordedAt: NOW, recordedBy: 'p' };
  let grown: Record<string, unknown> = structuredClone(body) as Record<string, unknown>;
  const places = (value: unknown, at: readonly string[]): (readonly string[])[] =>
    typeof value === 'string'
      ? [at]
      : typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([name, inner]) => places(inner, [...at, name]))
        : [];
  for (const at of places(body, [])) {
    if (at[0] === 'kind' || (body.kind === 'policy-moved' && (at[1] === 'from' || at[1] === 'to'))) continue;
    const canary = `Cnry${randomUUID().slice(0, 8)}`;
    const tried = structuredClone(grown);
    const parent = at.slice(0, -1).reduce<Record<string, unknown>>((inner, name) => inner[name] as never, tried);
    parent[at.at(-1)!] = canary;
    if (!FactSchema.safeParse({ ...tried, ...stamp }).success) continue;
    grown = tried;
    canaries.push({ path: [body.kind, ...at].join('.'), canary });
  }
  return { body: grown as unknown as FactBody, canaries };
}

const samples = Object.values(EVERY_KIND)
  .flat()
  .map((body): FactBody =>
    body.kind === 'policy-moved' ? { ...body, move: { ...body.move, from: 'liverpool', to: 'liverpool' } } : body,
  );

test.each(samples.map((body, n) => [`${body.kind} (${n})`, body] as const))(
  'of %s every word is there, and what is about others stands in a mark',
  async (_name, sample) => {
    const { body, canaries } = planted(sample);
    const begun = body.kind === 'opened' ? [] : ([{ kind: 'opened', way: 'missing' }] as const);
    const { access, paper, data } = await answerFor([
      await kept(lead(new History().at('2026-05-05', '09:00', ...begun, body))),
    ]);
    for (const text of [paper, data]) {
      const open = unmarked(text);
      const there = (where: string) => canaries.flatMap(({ path, canary }) => (where.includes(canary) ? [path] : []));
      expect(there(text)).toEqual(canaries.map(({ path }) => path));
      const isOpen = (path: string) => OF_THE_CHILD.test(path) || CHOSEN.test(path);
      expect(there(open).filter((path) => !OF_STAFF.test(path))).toEqual(there(text).filter(isOpen));
      expect(open).not.toContain(people.lead.name);
    }
    const listed = access.marks.filter(({ kind }) => kind === 'third-party').map(({ text }) => text);
    for (const { path, canary } of canaries) if (OF_OTHERS.test(path)) expect(listed).toContain(canary);
  },
);

test('what was put right is told with what stood before, in marks where it is about others', async () => {
  const described = (over: Parameters<typeof aPupil>[0], correctedBecause?: string): FactBody => ({
    ...{ kind: 'pupil-described', pupil: aPupil(over) },
    ...(correctedBecause && { correctedBecause }),
  });
  const facts = new History()
    .at(
      '2026-04-27',
      '08:40',
      { kind: 'opened', way: 'missing' },
      described({ parents: 'Canaryold', lastKnownAddress: '1 Old Row' }),
    )
    .at('2026-04-28', '08:40', described({ parents: 'Canarynew', lastKnownAddress: '2 New Row' }, 'Canarywhy'));
  const { paper, data } = await answerFor([await kept(lead(facts))]);
  for (const text of [paper, data]) {
    expect(text).toContain(
      'Last known address put right: “[may name others: 1 Old Row]” before, “[may name others: 2 New Row]” since',
    );
    for (const canary of ['Canaryold', 'Canarynew', 'Canarywhy']) expect(text).toContain(canary);
    expect(unmarked(text)).not.toContain('Canary');
  }
});

test('a bracket that somebody typed ends no mark', async () => {
  const body: FactBody = { kind: 'followed-up', on: '2026-05-05', note: 'Seen] by Canary [third party: nobody]' };
  const { paper } = await answerFor([await kept(lead(new History().at('2026-05-05', '09:00', body)))]);
  expect(paper).toContain('[may name others: Seen) by Canary (third party: nobody)]');
});

test('drafts, papers, alerts and whoever looked are there, with the names of staff in marks', async () => {
  const theCase = await kept(lead(new History().at('2026-04-27', '08:40', { kind: 'opened', way: 'missing' })));
  const draft = { id: theCase.id, school: SCHOOL, kind: 'report', caseId: null, item: null, savedBy: people.lead.id };
  const values = { forename: 'Canaryone', parents: 'Canarytwo', note: 'Canarythree' };
  await storage.drafts.save({ ...draft, values, savedAt: NOW });
  await storage.drafts.save({
    ...draft,
    id: 'd2',
    caseId: theCase.id,
    item: 'S04',
    values: { spokeTo: 'Canaryfour' },
    savedAt: NOW,
  });
  await storage.papers.add({
    ...{ id: randomUUID(), caseId: theCase.id, kind: 'referral-form', fileName: 'Canaryfive.pdf', sha256: 'ab' },
    ...{ mediaType: 'application/pdf', madeBy: people.lead.id, madeAt: NOW, inFull: true, ofAuthority: false },
    bytes: Buffer.from('x'),
  });
  await storage.outbox.add([aNotice({ caseId: theCase.id, recipient: people.officer.id, obligation: 'school-day-6' })]);
  await storage.audit.add({
    ...{
      authority: '341',
      tenant: 't',
      person: people.manager.id,
      role: 'service-manager',
      at: NOW,
      action: 'see-case',
    },
    ...{ outcome: 'read', cases: [theCase.id], fields: [], reason: null, from: null, to: null },
  });
  const { paper, data } = await answerFor([theCase]);
  for (const text of [paper, data]) {
    for (const n of ['one', 'two', 'three', 'four', 'five']) expect(text).toContain(`Canary${n}`);
    expect(unmarked(text)).toContain('Canaryone');
    for (const n of ['two', 'three', 'four']) expect(unmarked(text)).not.toContain(`Canary${n}`);
    for (const { name } of [people.lead, people.officer, people.manager]) {
      expect(text).toContain(`[third party: ${name}, `);
      expect(unmarked(text)).not.toContain(name);
    }
    expect(text).toMatch(/\[third party: Jan Manager, service-manager\] \(Service manager\) saw the case/);
  }
});

test('what came with the case of another child, parted since, is marked from end to end', async () => {
  const moved = { caseId: 'other', recordedAt: NOW, recordedBy: people.lead.id } as const;
  const pupil = aPupil({ forename: 'Canarychild', lastKnownAddress: 'Canaryhome' });
  const further = {
    way: 'not-on-roll',
    pupil,
    out: { ...OUT, since: '2026-03-02', lastProvider: 'Canaryschool' },
  } as const;
  const referral = aReferral();
  const facts = lead(
    new History()
      .at('2026-04-27', '08:40', { kind: 'opened', way: 'missing' })
      .at(
        '2026-04-28',
        '08:40',
        { kind: 'referral-received', referral, further },
        { kind: 'triaged', triage: { ...atRisk, note: 'Canaryrisk' } },
      )
      .at('2026-04-29', '08:40', { kind: 'parted', caseId: 'other', reference: 'WB-CNRY-22' }),
  ).map((fact, at) => (at === 1 || at === 2 ? { ...fact, moved } : fact));
  const { paper, data } = await answerFor([await kept(facts)]);
  for (const text of [paper, data]) {
    for (const canary of ['Canaryschool', 'Canaryrisk', 'WB-CNRY-22']) {
      expect(text).toContain(canary);
    }
    expect(unmarked(text)).not.toMatch(/Canary|WB-CNRY/);
  }
});

const OUT = { since: null, lastProvider: '', waitingFor: null, appealOn: null, assessedOn: null, note: '' };

describe('the cases of a child', () => {
  const of = (pupil: Parameters<typeof aPupil>[0], ...more: readonly FactBody[]) =>
    lead(
      new History().at(
        '2026-04-27',
        '08:40',
        { kind: 'opened', way: 'missing' },
        { kind: 'pupil-described', pupil: aPupil(pupil) },
        ...more,
      ),
    );
  const UPN = aPupil().upn!;

  test('are found by UPN, by name with date of birth, and by joining, at whichever school, open and closed', async () => {
    const closed: FactBody = { kind: 'closed', reason: 'returned', note: '' };
    const one = await kept(of({}));
    const atOther = await kept(of({}, closed), { school: OTHER_SCHOOL });
    const byName = await kept(of({ upn: null, upnUnknown: 'not-found' }, closed));
    const joined = await kept(
      of({ upn: null, forename: 'Known', surname: 'Otherwise' }, { ...closed, duplicateOf: one.id }),
    );
    const sister = await kept(
      of({ upn: null, forename: 'Sister' }, { kind: 'sibling-linked', caseId: one.id, reference: one.reference }),
    );
    await kept(of({ upn: null, dateOfBirth: '2001-01-01' }));
    await kept(of({ upn: null, surname: `${aPupil().surname}son` }));
    const by = async (asked: Parameters<typeof findChild>[0]) =>
      Object.fromEntries((await findChild(asked, storage)).cases.map(({ theCase: { id }, by: how }) => [id, how]));
    const all = [one, atOther, byName].map(({ id }) => id).sort();
    expect(Object.keys(await by({ upn: UPN })).sort()).toEqual(all);
    expect(await by({ theCase: joined })).toEqual({
      [joined.id]: 'asked for',
      [one.id]: 'joined with another of them',
      [atOther.id]: 'the same UPN',
      [byName.id]: 'the same name and date of birth',
    });
    expect(Object.keys(await by({ theCase: sister }))).toEqual([sister.id]);
    expect(await by({ upn: 'A000000000000' })).toEqual({});
  });

  test('a linked case of a brother or sister is named in a mark, to be looked through by hand', async () => {
    const sister = await kept(of({ upn: null, forename: 'Sister' }));
    const one = await kept(of({}, { kind: 'sibling-linked', caseId: sister.id, reference: sister.reference }));
    const { paper, data } = await answerFor([one]);
    for (const text of [paper, data]) {
      expect(text).toContain(`[third party: ${sister.reference}]`);
      expect(unmarked(text)).not.toContain(sister.reference);
      expect(text).not.toContain('Sister');
    }
  });
});
