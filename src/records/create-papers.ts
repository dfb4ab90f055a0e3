import { createHash, randomUUID } from 'node:crypto';
import type { CaseView } from '../casework/casework';
import { factsFor, otherCasesOn, type ShownFact } from '../casework/shown-facts';
import { doneBesideNote, readNote } from '../casework/deed';
import { allow, noSuchCase, seenFor, type CaseworkDeps } from '../casework/record';
import { refusing } from '../casework/refusing';
import { may } from '../domain/access/table';
import type { Case, CaseHead } from '../domain/case/case';
import type { Instant } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import { ctfDestination } from '../domain/case/ctf-destination';
import { readCtfName } from '../domain/case/ctf-name';
import { removalOf } from '../domain/case/removal/removal-of';
import { Refusal } from '../errors';
import type { Person } from '../people/directory';
import type { Stores } from '../stores';
import type { Serves } from '../tenants';
import type { AuditNote } from './audit/entry';
import { caseJson } from './case-json';
import { commonTransferFile, reasonsAgainstCtf, type CtfOrder } from './ctf';
import { deletionReturnCsv, deletionReturnPdf } from './deletion-return';
import { endedNote, linkHolder } from './link-holder';
import type { Made, PaperFile, PaperKind } from './paper';
import type { Paper, PaperRow, Ticket } from './paper-store';
import type { Order, Papers, Ready } from './papers';
import { referralForm, type Maker } from './referral-form';
import { hashOf, isSecret, newTicket } from './tickets';
import type { People } from './words';

interface PapersDeps extends CaseworkDeps {
  readonly serves: Serves;
}

export function createPapers(deps: PapersDeps): Papers {
  const { storage, clock, serves, log } = deps;
  const load = (person: Person, reference: string) => seenFor(person, reference, 'make-papers', deps);

  async function peopleOn({ case: theCase }: CaseView, { person, seesToo = new Set() }: Maker): Promise<People> {
    const people = await storage.directory.people(idsIn(factsFor(person, theCase, seesToo)));
    return new Map(people.map((person) => [person.id, person]));
  }

  async function makerOf(person: Person, { case: { facts } }: CaseView, at: Instant): Promise<Maker> {
    const others = await Promise.all(otherCasesOn(facts).map((id) => storage.cases.headById(id)));
    const seen = others.filter((one) => one !== null && may(person, 'see-case', one));
    return { person, at, seesToo: new Set(seen.map((one) => one!.id)) };
  }

  type Kept = Promise<Ready | Extract<Made, { made: false }>>;

  async function keep(view: CaseView, person: Person, now: Instant, drawn: Made, stores: Stores): Kept {
    if (!drawn.made) return drawn;
    const paper = paperOf(drawn.file, view.case, person, now);
    await stores.papers.add(paper);
    await stores.audit.add(madeNote(paper, person, view.case, now));
    return ready(view, paper, person, now, stores);
  }

  /** What takes long is drawn before the transaction begins. A button pressed twice makes one paper. */
  async function makePaper(view: CaseView, person: Person, now: Instant, order: DrawnOrder): Kept {
    const maker = await makerOf(person, view, now);
    const people = await peopleOn(view, maker);
    const drawn = await draw(order, view, people, maker);
    return storage.transaction(async (stores) => {
      const last = await stores.papers.lastOf(view.case.id, order.kind);
      if (last && last.madeBy === person.id && isJustMade(last, now)) {
        const asThen = await draw(order, view, people, { ...maker, at: last.madeAt });
        if (asThen.made && sha256Of(asThen.file) === last.sha256) return ready(view, last, person, now, stores);
      }
      return keep(view, person, now, drawn, stores);
    });
  }

  async function makeCtf(view: CaseView, person: Person, now: Instant, destination: string) {
    const order = { destination, at: now, removal: groundOf(view), found: ctfDestination(view.case.facts) };
    const reasons = reasonsAgainstCtf(view, order);
    if (reasons.length > 0) return { made: false as const, reasons };
    // A number is drawn for a file that is written, and for no other: of one deletion the same file is given again.
    return storage.transaction(async (stores) => {
      await stores.papers.lastOf(view.case.id, 'lost-pupil-ctf'); // of two presses at once the second waits here
      const written = (await stores.papers.onCase(view.case.id)).find(isSameFile(view, order));
      if (written) return ready(view, written, person, now, stores);
      const number = await stores.papers.nextNumber(view.school!.dfeNumber, destination);
      return keep(view, person, now, commonTransferFile(view, order, number), stores);
    });
  }

  async function again(person: Person, paperId: string) {
    const now = clock.now();
    const paper = await storage.papers.rowById(paperId);
    // As much is read for a paper that there is not, and nothing is opened before it is known who asks.
    const found = await storage.cases.headById(paper?.caseId ?? paperId);
    const head = paper && found?.authority === person.authority ? found : null;
    if (!paper || !head || !may(person, 'see-case', head)) throw noSuchCase(head);
    allow(person, 'make-papers', head);
    if (!mayHave(person, paper, head)) throw new Refusal('not-allowed', OF_THE_AUTHORITY, { theCase: head });
    const view = await load(person, head.reference);
    return storage.transaction((stores) => ready(view, paper, person, now, stores));
  }

  return {
    async onCase(person, reference) {
      const view = await load(person, reference);
      storage.audit.later(readNote({ person, action: 'make-papers' }, [view.case], clock.now()));
      const rows = await storage.papers.onCase(view.case.id);
      const makers = await storage.directory.people([...new Set(rows.map(({ madeBy }) => madeBy))]);
      const names = new Map(makers.map(({ id, name }) => [id, name]));
      return {
        view,
        papers: rows.map((row) => ({
          ...row,
          by: names.get(row.madeBy) ?? 'somebody who has left',
          mayFetch: mayHave(person, row, view.case),
        })),
      };
    },

    async make(person, reference, order) {
      const view = await load(person, reference);
      const now = clock.now();
      if (order.kind === 'lost-pupil-ctf') return makeCtf(view, person, now, order.destination);
      return makePaper(view, person, now, order);
    },

    again: (person, paperId) => refusing(person, 'make-papers', deps, () => again(person, paperId)),

    async waits(secret) {
      if (!isSecret(secret)) return false;
      const ticket = await storage.papers.valid(hashOf(secret), clock.now());
      return ticket !== null && (await behind(ticket, storage, serves))?.isTheirs === true;
    },

    async take(secret) {
      if (!isSecret(secret)) return null;
      const now = clock.now();
      return storage.transaction(async (stores) => {
        const ticket = await stores.papers.use(hashOf(secret), now);
        const found = ticket && (await behind(ticket, stores, serves));
        if (!found) return null;
        const { holder, theCase } = found;
        const { person } = holder;
        if (!found.isTheirs) {
          const seen = theCase.authority === person.authority ? theCase : null;
          await stores.audit.add(endedNote(holder, 'make-papers', seen, now));
          return null;
        }
        const paper = await stores.papers.byId(found.paper.id);
        if (!paper) return null;
        await stores.audit.add(readNote({ person, action: 'make-papers' }, [theCase], now, [paper.kind]));
        log.info({ case: theCase.id, person: person.id, bytes: paper.bytes.length }, 'paper fetched');
        return paper;
      });
    },
  };
}

/** Whoever recorded something, and whoever else is spoken of: people are known by ids, and a paper names them. */
const idsIn = (facts: readonly ShownFact[]): string[] => [
  ...new Set(facts.map(({ recordedBy }) => recordedBy)),
  ...new Set(JSON.stringify(facts).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []),
];

const OF_THE_AUTHORITY =
  'This paper was made at the authority and holds what is for its own people. Make one yourself: it holds what you may see.';

const groundOf = ({ case: { facts }, policy }: CaseView) => removalOf(facts, policy);

type DrawnOrder = Exclude<Order, { kind: 'lost-pupil-ctf' }>;

async function draw(order: DrawnOrder, view: CaseView, people: People, maker: Maker): Promise<Made> {
  switch (order.kind) {
    case 'referral-form':
      return { made: true, file: await referralForm(view, people, maker) };
    case 'case-json':
      return { made: true, file: caseJson(view, people, maker) };
    case 'deletion-return':
      return deletionReturnPdf(view, { ...order, ground: groundOf(view) }, maker);
    case 'deletion-return-csv':
      return deletionReturnCsv(view, { ...order, ground: groundOf(view) });
  }
}

/** Whether this is the file of this deletion for this destination, with the same words in it as it would have now. */
const isSameFile =
  (view: CaseView, order: CtfOrder) =>
  ({ kind, fileName, madeAt, sha256 }: PaperRow): boolean => {
    const named = kind === 'lost-pupil-ctf' ? readCtfName(fileName) : null;
    const deletedOn = order.removal?.deletedOn;
    if (named?.destination !== order.destination || !deletedOn || londonDate(madeAt) < deletedOn) return false;
    const asThen = commonTransferFile(view, { ...order, at: madeAt }, named.number);
    return asThen.made && sha256Of(asThen.file) === sha256;
  };

const sha256Of = ({ bytes }: PaperFile): string => createHash('sha256').update(bytes).digest('hex');

/** Drawn anew for the same moment it has the same bytes, unless the case or what was ordered has changed since. */
const isJustMade = ({ madeAt }: PaperRow, now: Instant): boolean => Date.parse(now) - Date.parse(madeAt) <= 60_000;

const paperOf = (file: PaperFile, theCase: Case, person: Person, now: Instant): Paper => ({
  ...file,
  id: randomUUID(),
  caseId: theCase.id,
  sha256: sha256Of(file),
  madeBy: person.id,
  madeAt: now,
  inFull: TELLS_ALL.includes(file.kind) && may(person, 'see-enquiries', theCase),
  ofAuthority: TELLS_ALL.includes(file.kind) && isOfAuthority(person),
});

/** The others hold what the school itself has told. */
const TELLS_ALL: readonly PaperKind[] = ['referral-form', 'case-json'];

/** By its id the database puts the digest of the paper beside it, against which `audit verify` holds what is kept. */
const madeNote = ({ id, kind }: Paper, person: Person, theCase: Case, now: Instant): AuditNote =>
  doneBesideNote({ person, action: 'make-papers' }, theCase, now, [kind, `paper:${id}`]);

/** A paper holds what its maker may see, so it is no way round for somebody who may see less. */
const mayHave = (person: Person, { inFull, ofAuthority }: PaperRow, theCase: CaseHead): boolean =>
  may(person, 'make-papers', theCase) &&
  (!inFull || may(person, 'see-enquiries', theCase)) &&
  (!ofAuthority || isOfAuthority(person));

/** Who works for the authority sees the cases of every school in it; who works at a school, those of their own. */
const isOfAuthority = ({ school }: Person): boolean => school === null;

async function ready(
  view: CaseView,
  paper: Paper | PaperRow,
  person: Person,
  now: Instant,
  { papers }: Stores,
): Promise<Ready> {
  const { secret, ticket } = newTicket(paper.id, person.id, now);
  await papers.issue(ticket);
  const { bytes: _bytes, ...row } = { bytes: null, ...paper };
  return { made: true, view, paper: row, secret };
}

/** Which paper a ticket is for, and whether the person to whom it was given may still have it. */
async function behind({ paperId, personId }: Ticket, { papers, cases, directory }: Stores, serves: Serves) {
  const paper = await papers.rowById(paperId);
  const holder = await linkHolder(personId, directory, serves);
  const theCase = paper && (await cases.headById(paper.caseId));
  if (!holder || !theCase) return null;
  return { paper, holder, theCase, isTheirs: holder.ended === null && mayHave(holder.person, paper, theCase) };
}
