import { may } from '../../../domain/access/table';
import { inWords, type LocalDate } from '../../../domain/calendar/date';
import { londonDate, londonTime } from '../../../domain/calendar/london';
import { CASE_CLOSED } from '../../../domain/case/decide/decision';
import { readFacts } from '../../../domain/case/reading';
import { lastDayUnfinished } from '../../../domain/retention/unfinished';
import { draftsReadNote } from '../../../casework/deed';
import { referralDeskOf } from '../../../casework/desk';
import type { Draft } from '../../../casework/draft-store';
import { Refusal } from '../../../errors';
import { idFor, isId } from '../../ids';
import { notAllowed } from '../../../people/allow';
import type { PageArgs, Turn } from '../../turn';
import { notice, type Notice } from '../../views/notice';
import { plain } from '../../rendering/escape-markdown';
import { authorityOf, type PageDeps } from '../deps';
import { isInput, type Field } from '../fields';
import type { Typed } from '../page';
import { keep, reportsOrRefers } from '../keep';

/** The page at which an unfinished report was left. It stands among the values, and no input has this name. */
export const AT = 'at';

/** Reports are made by a school, and its drafts are shared by its staff. */
export function schoolOf(turn: Turn): string {
  const { school } = turn.person;
  if (school) return school;
  throw notAllowed('report');
}

/** Who shares unfinished reports: the staff of a school, or those of an authority who take referrals. */
export type DeskOf = (turn: Turn) => string;

/** The draft of this report; null when nothing has been saved yet. Throws `Refusal`. */
export const draftOf = async (
  turn: Turn,
  args: PageArgs,
  deps: PageDeps,
  deskOf: DeskOf = schoolOf,
): Promise<Draft | null> => (await ownDraft(turn, args, deps, deskOf)).draft;

/** The draft's id becomes the case's id. Throws `Refusal`. */
export const draftId = async (turn: Turn, args: PageArgs, deps: PageDeps, deskOf: DeskOf = schoolOf): Promise<string> =>
  (await ownDraft(turn, args, deps, deskOf)).id;

/**
 * The id of another desk's draft, or of a case that this person may not see, is answered as an unknown one is: it begins
 * a report of this desk. So nobody learns from an id whether there is such a case, or how it stands: neither is opened,
 * and as much is read for an unknown one.
 */
async function ownDraft(
  turn: Turn,
  args: PageArgs,
  deps: PageDeps,
  deskOf: DeskOf,
): Promise<{ id: string; draft: Draft | null }> {
  const school = deskOf(turn);
  const { cases, drafts } = deps.storage;
  if (!isId(args.draft)) throw noSuchDraft();
  const opened = await cases.headById(args.draft);
  const begun = await drafts.headById(args.draft);
  const anothersCase = opened !== null && !may(turn.person, 'see-case', opened);
  const anothersDraft = begun !== null && (begun.school !== school || begun.kind !== 'report');
  const id = anothersCase || anothersDraft ? idFor(school, args.draft) : args.draft;
  return { id, draft: await drafts.byId(id) };
}

/** The desk at which an authority takes referrals. Throws `Refusal`. */
export function referralDesk({ person }: Turn): string {
  if (may(person, 'refer', { school: null, authority: person.authority })) return referralDeskOf(person.authority);
  throw notAllowed('refer');
}

/** A draft is kept for whoever goes on with it, and on a closed case nobody does. */
export const caseClosed = (): Refusal => new Refusal('case-closed', CASE_CLOSED);

export const noSuchDraft = (): Refusal =>
  new Refusal('no-such-draft', 'That report is no longer there. Write `report` to begin a new one.');

/**
 * Keeps what stands on this page beside what was typed on the others; an input that was emptied is emptied. Throws
 * `Refusal` when the case that this report opened is closed: nobody could go on with the draft, or remove it.
 */
export async function keepDraft(
  turn: Turn,
  args: PageArgs,
  page: string,
  fields: readonly Field[],
  typed: Typed,
  deps: PageDeps,
  deskOf: DeskOf = schoolOf,
): Promise<void> {
  const { id, draft } = await ownDraft(turn, args, deps, deskOf);
  const opened = await deps.storage.cases.byId(id);
  if (opened && readFacts(opened.facts).closed) throw caseClosed();
  const here = fields.filter(isInput).map(({ id }) => [id, typed[id] ?? ''] as const);
  await keep(
    turn,
    reportsOrRefers(turn),
    {
      id,
      school: deskOf(turn),
      kind: 'report',
      caseId: null,
      item: null,
      values: { ...draft?.values, ...Object.fromEntries(here), [AT]: page },
    },
    deps,
  );
}

/** Who is shown a page with what stands in the draft, whoever typed it, has looked at the child whom it names. */
export function noteShown(turn: Turn, draft: Draft | null, { storage, clock }: PageDeps): void {
  if (!draft) return;
  storage.audit.later(draftsReadNote({ person: turn.person, action: reportsOrRefers(turn) }, [draft], clock.now()));
}

/** Until when the unfinished report is surely kept as it was saved; null once a case has been opened by it. */
export const keptUntil =
  (deps: PageDeps) =>
  async (turn: Turn, args: PageArgs): Promise<LocalDate | null> => {
    if (args.case || !args.draft) return null;
    const draft = await draftOf(turn, args, deps, turn.person.school === null ? referralDesk : schoolOf);
    const { policy } = await authorityOf(turn.person, deps);
    return draft && lastDayUnfinished(londonDate(draft.savedAt), policy.retention);
  };

/** Says whose work it is that somebody goes on with. */
export async function begunBy(turn: Turn, draft: Draft | null, { storage }: PageDeps): Promise<Notice[]> {
  if (!draft || draft.savedBy === turn.person.id) return [];
  const colleague = await storage.directory.person(draft.savedBy);
  return [notice('accent', `Begun by ${plain(colleague?.name ?? 'a colleague')} ${savedInWords(draft, turn)}`)];
}

/** `at 09:10`, or with the day when that was not today. */
export function savedInWords(draft: Draft, turn: Turn): string {
  const day = londonDate(draft.savedAt);
  return day === turn.today ? `at ${londonTime(draft.savedAt)}` : `on ${inWords(day)} at ${londonTime(draft.savedAt)}`;
}
