import type { CaseView } from '../../casework/casework';
import type { Draft } from '../../casework/draft-store';
import { viewOf } from '../../casework/load';
import { alertRule } from '../../casework/rules-then';
import type { Terms } from '../../casework/told/terms';
import { told } from '../../casework/told/told';
import type { Instant, LocalDate } from '../../domain/calendar/date';
import { momentInWords } from '../../domain/calendar/london';
import type { Case } from '../../domain/case/case';
import type { Fact } from '../../domain/case/fact';
import { ofThisChild } from '../../domain/case/moved';
import type { Policies } from '../../domain/policy/policies';
import { stepsInWords } from '../../notices/chain/steps-in-words';
import type { Delivery } from '../../notices/outbox';
import type { Stores } from '../../stores';
import { inOneSentence } from '../audit/history';
import type { AuditEntry } from '../audit/entry';
import type { Paper } from '../paper-store';
import { inFull } from '../told';
import { mayBeAnother, type FoundCase } from './find-child';
import { markedDraft } from './mark-draft';
import { choicesIn, mapTexts, markedFact, markedWhole } from './mark-fact';
import { Marker } from './marks';
import { agendasOf, passingInWords, passingOf } from './passing';
import { uploadInWords } from './uploaded';

/** All that is held on a child in one case, with others' data in marks. */
export interface HeldCase {
  readonly view: CaseView;
  readonly foundBy: FoundCase['by'];
  readonly address: string;
  readonly history: readonly ToldFact[];
  readonly drafts: readonly Draft[];
  readonly papers: readonly Paper[];
  readonly alerts: readonly string[];
  /** Agendas of the panel that were closed with the child on them, and reasons of its meetings that name the child. */
  readonly agendas: readonly string[];
  /** Files for Capita One in which the case stood, and what One answered. */
  readonly uploads: readonly string[];
  /** Links to papers, and answers to people that are kept for minutes, each as a line. */
  readonly passing: readonly string[];
  /** Who recorded what, and who looked: the trail of the case. */
  readonly trail: readonly string[];
}

export interface ToldFact {
  readonly at: Instant;
  readonly by: string;
  readonly fact: object;
  readonly says: string;
  /** What its words leave out, each by its place. */
  readonly rest: readonly string[];
}

const PAGE = 500;

export async function heldIn(
  { theCase, by }: FoundCase,
  marker: Marker,
  today: LocalDate,
  stores: Stores,
  policies: Policies,
): Promise<HeldCase> {
  const view = await viewOf(theCase, stores, policies, today);
  const deliveries = await stores.outbox.ofCase(theCase.id);
  const steps = await stores.steps.ofMany(deliveries.map(({ id }) => id));
  const entries = await entriesOf(theCase, stores);
  const rows = await stores.papers.onCase(theCase.id);
  const papers = (await Promise.all(rows.map(({ id }) => stores.papers.byId(id)))).filter((one) => one !== null);
  const drafts = await stores.drafts.ofCase(theCase.id);
  const passing = await passingOf(theCase, stores);
  const uploads = await stores.one.ofCase(theCase.id);
  const spoken = { ...theCase, uploads, deliveries, steps, entries, papers, drafts, ...passing };
  const names = await namesFor(spoken, stores);
  const nameOf = (id: string) => marker.person(names.get(id) ?? id);
  const { reference } = theCase;
  return {
    view,
    foundBy: by,
    address: marker.at(`${reference}, last known address`).mark('may-name-others', view.pupil?.lastKnownAddress ?? ''),
    history: historyOf(view, mayBeAnother(by) ? [] : ofThisChild(theCase.facts), names, marker),
    drafts: drafts.map((draft) => ({
      ...markedDraft(draft, marker.at(`${reference}, a draft of ${momentInWords(draft.savedAt)}`)),
      savedBy: nameOf(draft.savedBy),
    })),
    papers: papers.map((paper) => ({ ...paper, madeBy: marker.at(`${reference}, papers`) && nameOf(paper.madeBy) })),
    alerts: deliveries.map((delivery) => {
      marker.at(`${reference}, alerts`);
      const instead = stepsInWords(
        steps.filter(({ noticeId }) => noticeId === delivery.id),
        nameOf,
      );
      return [alertInWords(delivery, view, nameOf), ...instead].join('. ');
    }),
    agendas: await agendasOf(view, stores, marker.at(`${reference}, agendas`)),
    uploads: uploads.map((one) => uploadInWords(one, nameOf, marker.at(`${reference}, uploads to Capita One`))),
    passing: passingInWords(passing, papers, nameOf, marker.at(`${reference}, links and answers`)),
    trail: entries.map((entry) => marker.at(`${reference}, the audit trail`) && inOneSentence(entry, nameOf)),
  };
}

/** @param own facts of this child; any other is in marks from end to end. */
function historyOf(
  view: CaseView,
  own: readonly Fact[],
  names: ReadonlyMap<string, string>,
  marker: Marker,
): ToldFact[] {
  const { facts, reference } = view.case;
  const choices = choicesIn(view.packs.map(({ policy }) => policy));
  const ofChild = new Set(own);
  const bare = (id: string) => names.get(id) ?? id;
  const marked = facts.map((fact, at) => markedFact(fact, choices, marker.at(`${reference}, fact ${at + 1}`)));
  // What was put right is told with what stood before, which has its marks as well.
  const terms = { ...view, case: { facts: marked } };
  return facts.map((fact, at) => {
    marker.at(`${reference}, fact ${at + 1}`);
    const said = fact.moved ?? fact;
    const stamp = { at: said.recordedAt, by: marker.person(bare(said.recordedBy)) };
    if (!ofChild.has(fact)) {
      const words = wordsOf(fact, { ...terms, nameOf: bare });
      const text = marker.mark('third-party', words.join(' '));
      return { ...stamp, says: text, rest: [], fact: markedWhole(fact, new Marker()) };
    }
    const [says, ...rest] = wordsOf(marked[at]!, { ...terms, nameOf: (id) => marker.person(bare(id)) });
    return { ...stamp, says, rest, fact: marked[at]! };
  });
}

/** How it is told on paper, and whatever that leaves out. */
function wordsOf(fact: Fact, terms: Terms): [string, ...string[]] {
  const says = inFull(told(fact, terms));
  return [says, ...leftOut(fact, says)];
}

const STAMP = ['kind', 'id', 'recordedAt', 'recordedBy', 'moved'];

function leftOut({ ...fact }: Fact, says: string): string[] {
  const rest: string[] = [];
  const said = Object.fromEntries(Object.entries(fact).filter(([name]) => !STAMP.includes(name)));
  mapTexts(said, '', (path, text) => {
    if (text.trim() !== '' && !says.includes(text)) rest.push(`${inPlainWords(path)}: ${text}`);
    return text;
  });
  return rest;
}

/** `.pupil.lastKnownAddress` as `last known address`. */
const inPlainWords = (path: string): string =>
  (path.split('.').findLast((step) => !/^\d+$/.test(step)) ?? '')
    .replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
    .replaceAll('-', ' ');

function alertInWords(delivery: Delivery, view: CaseView, nameOf: (id: string) => string): string {
  const { kind, obligation, recipient, dueAt, sentAt, acknowledgedBy, acknowledgedAt } = delivery;
  const title =
    kind === 'alert' ? (alertRule(obligation, view)?.title ?? obligation) : 'Word of an alert that did not arrive';
  const whom = recipient.includes(':') ? 'a channel, or a role that nobody held' : nameOf(recipient);
  const sent = sentAt ? `sent on ${momentInWords(sentAt)}` : `due on ${momentInWords(dueAt)} and not sent`;
  const answered =
    acknowledgedBy && acknowledgedAt
      ? `, answered by ${nameOf(acknowledgedBy)} on ${momentInWords(acknowledgedAt)}`
      : '';
  return `${title}: to ${whom}, ${sent}${answered}`;
}

export async function entriesOf(
  { id, authority }: Pick<Case, 'id' | 'authority'>,
  { audit }: Stores,
): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (;;) {
    const page = await audit.pageOfCase(authority, id, entries.at(-1)?.seq ?? 0, PAGE);
    entries.push(...page);
    if (page.length < PAGE) return entries;
  }
}

/** Everybody of whom anything speaks by an id, also those who have left. */
export async function namesFor(spoken: object, { directory }: Stores): Promise<ReadonlyMap<string, string>> {
  const ids = JSON.stringify(spoken, (name, value: unknown) => (name === 'bytes' ? undefined : value)).match(
    /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
  );
  const people = await directory.people([...new Set(ids ?? [])]);
  return new Map(people.map(({ id, name, roles }) => [id, [name, ...roles].join(', ')]));
}
