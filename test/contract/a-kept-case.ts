import { randomUUID } from 'node:crypto';
import { keysOf } from '../../src/casework/record';
import type { Instant } from '../../src/domain/calendar/date';
import type { Case } from '../../src/domain/case/case';
import type { FactBody } from '../../src/domain/case/fact';
import type { RegisterSpan } from '../../src/domain/register/spans';
import type { Storage } from '../../src/stores';
import { aPupil } from '../builders/case';
import { keepPaper } from '../support/keep-paper';
import { aCase, fact, fresh } from './cases';
import { aNotice } from './an-outbox';

export const CLOSED: FactBody = { kind: 'closed', reason: 'returned', note: 'Canary Closing' };

const AT: Instant = '2026-04-27T08:00:00.000Z';

let moments = 0;
const anotherMoment = () => new Date(Date.parse(AT) + 1000 * ++moments).toISOString() as Instant;

/** How it stood on the register while it was open. */
const STOOD: RegisterSpan = {
  ...{ from: '2026-04-27', to: '2026-05-04', since: null, risk: null, highRisk: false },
  ...{ reason: 'missing', pack: 'liverpool' },
};

/** A closed case with something of every kind that there is of a case, each with a canary in it. */
export async function aKeptCase(storage: Storage, over: Partial<Case> = {}, ...more: readonly FactBody[]) {
  const pupil = aPupil({ forename: 'Canary', surname: 'Pupil', upn: null });
  const bodies: FactBody[] = [
    { kind: 'opened', way: 'missing' },
    { kind: 'pupil-described', pupil },
    ...(more.some(({ kind }) => kind === 'closed') ? [] : [CLOSED]),
    ...more,
  ];
  const facts = bodies.map((body) => fact(body));
  const theCase = aCase({ ...over, facts, version: facts.length, school: over.school ?? fresh('school') });
  const { id, authority, reference } = theCase;
  await storage.transaction(async (stores) => {
    await stores.cases.open(theCase, keysOf(theCase), null);
    await stores.cases.reckoned(id, theCase.version, [STOOD], []);
    await stores.audit.add({
      ...{ authority, tenant: 't1', person: 'ash', role: 'attendance-lead', at: '2026-04-27T08:00:00.000Z' },
      ...{ action: 'report', outcome: 'done', cases: [id], fields: ['pupil-described.pupil'], reason: null },
      ...{ from: 0, to: theCase.version },
    });
  });
  const draft = { school: theCase.school, savedBy: 'ash', savedAt: '2026-04-27T08:00:00.000Z' } as const;
  const values = { note: 'Canary Draft' };
  await storage.drafts.save({ ...draft, id, kind: 'report', caseId: null, item: null, values });
  const onItem = { ...draft, id: randomUUID(), kind: 'check', caseId: id, item: 'S04', values };
  await storage.drafts.save(onItem);
  const paper = await keepPaper(storage, authority, {
    ...{ id: randomUUID(), caseId: id, kind: 'referral-form', fileName: `${reference}.pdf` },
    ...{ mediaType: 'application/pdf', madeBy: 'ash', madeAt: AT, inFull: true },
    ...{ ofAuthority: true, bytes: Buffer.from('Canary Paper') },
  });
  const ticket = {
    hash: fresh('hash'),
    paperId: paper.id,
    personId: 'ash',
    expiresAt: '2026-04-27T08:10:00.000Z',
  } as const;
  await storage.papers.issue(ticket);
  const items = [{ caseId: id, version: theCase.version, sections: ['new'] as const }];
  await storage.panels.freeze(authority, { meeting: '2026-05-07', postAt: anotherMoment(), takenAt: AT, items });
  const [mark] = await storage.one.marks([{ caseId: id, said: 'Canary Line' }]);
  const [last] = await storage.one.latest(authority, 1);
  const upload = { authority, number: (last?.number ?? 0) + 1, madeAt: AT, madeBy: 'ash', everything: false };
  const line = { caseId: id, version: theCase.version, mark: mark!, open: false, change: 'new' } as const;
  await storage.one.make({ ...upload, mapping: 'mapping' }, [line]);
  const refused = { outcome: 'refused', message: 'Canary Upload', at: AT } as const;
  await storage.one.answer(authority, upload.number, new Map([[id, refused]]));
  const notices = [aNotice({ authority, caseId: id }), aNotice({ authority, caseId: id })];
  await storage.outbox.add(notices);
  const step = { noticeId: notices[0]!.id, place: 0, to: 'deputy', outcome: 'told', why: 'blocked' } as const;
  await storage.steps.begin({ ...step, told: ['ed'], via: [], takenAt: '2026-04-27T08:00:00.000Z' });
  const key = fresh('key');
  const claimed = await storage.answers.claim(key, 'first', 600);
  if (claimed.kind !== 'mine') throw new Error(claimed.kind);
  const answer = { status: 200, body: { text: `${reference}: Canary Answer` } };
  await storage.answers.give(claimed.claim, answer, { seconds: 600, lasts: true });
  return { theCase, draft: onItem, paper, ticket, notices, step, key };
}

export type KeptCase = Awaited<ReturnType<typeof aKeptCase>>;
