import { randomUUID } from 'node:crypto';
import { londonDate } from '../../domain/calendar/london';
import { readFacts } from '../../domain/case/reading';
import { draftsReadNote } from '../../casework/deed';
import type { Draft } from '../../casework/draft-store';
import { lastDayUnfinished } from '../../domain/retention/unfinished';
import { authorityOf, type PageDeps } from '../pages/deps';
import { AT, savedInWords } from '../pages/report/report-draft';
import type { Reply, Turn } from '../turn';
import { opens } from '../views/buttons';
import { MOST_UNFINISHED, reportDraftsCard, type Beginnings, type UnfinishedReport } from '../views/report-drafts';
import { statementCard } from '../views/statement';
import { privately } from './shown';

/** Begins a report or a referral, or offers to go on with one that was begun at the same desk. */
export async function begin(turn: Turn, desk: string, words: Beginnings, deps: PageDeps): Promise<Reply> {
  const drafts = await deps.storage.drafts.reports(desk);
  const draft = randomUUID();
  const found = await Promise.all(drafts.map((one) => unfinished(one, turn, words, deps)));
  const reports = found.filter((one) => one !== null);
  noteShown(reports.slice(0, MOST_UNFINISHED), turn, words, deps);
  if (reports.length > 0) return privately(reportDraftsCard(reports, draft, words), words.unfinished);
  if (turn.where === 'personal') return { kind: 'page', page: words.firstPage, args: { draft } };
  return privately(startHere(draft, words), words.namesAChild);
}

function noteShown(
  reports: readonly UnfinishedReport[],
  { person }: Turn,
  { action }: Beginnings,
  { storage, clock }: PageDeps,
): void {
  if (reports.length === 0) return;
  const drafts = reports.map(({ draft }) => draft);
  storage.audit.later(draftsReadNote({ person, action }, drafts, clock.now()));
}

const startHere = (draft: string, words: Beginnings) =>
  statementCard({
    title: words.title,
    lines: [`${words.namesAChild}, so it is made here and not in the channel.`],
    buttons: [opens(words.begin, words.firstPage, { draft }, 'positive')],
    summary: words.title,
  });

/** Null when there is nothing to go on with: the case that it opened is closed. */
async function unfinished(
  draft: Draft,
  turn: Turn,
  { firstPage, afterAlert }: Beginnings,
  deps: PageDeps,
): Promise<UnfinishedReport | null> {
  const { storage } = deps;
  const opened = await storage.cases.byId(draft.id);
  if (opened && readFacts(opened.facts).closed) return null;
  const { policy } = await authorityOf(turn.person, deps);
  const by = await storage.directory.person(draft.savedBy);
  const left = draft.values[AT] ?? firstPage;
  return {
    draft,
    by: draft.savedBy === turn.person.id ? 'you' : (by?.name ?? 'a colleague'),
    saved: savedInWords(draft, turn),
    // After an urgent triage the case is open, and what was begun goes on with the page after it.
    page: opened && left === firstPage ? afterAlert : left,
    args: opened ? { draft: draft.id, case: opened.reference } : { draft: draft.id },
    opened: opened !== null,
    until: lastDayUnfinished(londonDate(draft.savedAt), policy.retention),
  };
}
