import type { CaseView } from '../../../casework/casework';
import { isAtRisk } from '../../../domain/case/reading';
import { beginsOnRoll, ON_ROLL_WAYS, type OnRollWay } from '../../../domain/case/way';
import type { PolicyPack } from '../../../domain/policy/pack';
import type { Pupil } from '../../../domain/pupil/pupil';
import { otherProcedureCard } from '../../views/other-procedure';
import { asksForCall, onRecordAlready, toUrgent } from '../asks-for-call';
import { again, authorityOf, type PageDeps } from '../deps';
import { date, heading, text, type Field } from '../fields';
import type { FieldErrors, Page, PageResult, Typed } from '../page';
import type { Turn } from '../../turn';
import { putOnTheCase } from './on-the-case';
import { pupilFrom } from './pupil-fields';
import { firstPage } from './first-page';
import { draftId, schoolOf } from './report-draft';
import { situationField } from './situation-field';
import { triageErrors, triageFields, triageFrom } from './triage-fields';

/**
 * The first page of a report: safeguarding before everything else. A yes opens the case and alerts at once, whatever
 * else is missing on the page (promise: the urgent route is never behind a form).
 */
export const reportTriage = (deps: PageDeps): Page<Typed> => ({
  ...firstPage(deps, {
    id: 'report-triage',
    needs: 'report',
    title: 'Report a missing pupil',
    step: 'Report a missing pupil · step 1 of 4',
    deskOf: schoolOf,
    fieldsOf,
  }),

  async submit(turn, args, typed) {
    const { authority, policy } = await authorityOf(turn.person, deps);
    const id = await draftId(turn, args, deps);
    const triage = triageFrom(typed, policy);
    const urgent = isAtRisk(triage, policy);
    const procedure = procedureIn(typed, policy);
    if (urgent) return openAtOnce(turn, id, typed, policy, deps);
    // What was typed is kept for whoever begins here after all.
    if (procedure) return { kind: 'done', card: otherProcedureCard(procedure, authority) };
    const errors = whatIsMissing(typed, policy);
    if (Object.keys(errors).length > 0) return again(errors);
    const existing = await deps.casework.existing(turn.person, pupilFrom(typed));
    if (!existing) return { kind: 'page', page: 'report-pupil', args: { draft: id } };
    // Who the child is, is known: what counts is since when.
    if (deps.casework.asksSinceWhen(existing)) return { kind: 'page', page: 'report-absence', args: { draft: id } };
    const sameAs = existing.case.reference;
    return putOnTheCase(turn, { draftId: id, triage, way: wayFrom(typed), pupil: pupilFrom(typed), sameAs }, deps);
  },

  async follows(turn, args, typed) {
    const { policy } = await authorityOf(turn.person, deps);
    const id = await draftId(turn, args, deps);
    const opened = await openedBy(turn, id, typed, deps);
    if (!opened) return null;
    const { view, existing } = opened;
    const isUrgent = isAtRisk(triageFrom(typed, policy), policy) && asksForCall(view);
    if (isUrgent) return goesOn(view, existing, id, typed, policy, deps);
    return onRecordAlready(view, turn, deps);
  },
});

const WHERE_BOTH_APPLY =
  'Does another procedure apply as well? Choose why the pupil is missing from school. When the case is open, press “More” and say which procedure runs beside it.';

const fieldsOf = (policy: PolicyPack): Field[] => [
  situationField(onRollWays(policy), policy, WHERE_BOTH_APPLY),
  heading('Who is it?'),
  text('forename', 'First name', { limit: 60 }),
  text('surname', 'Last name', { limit: 60 }),
  date('dateOfBirth', 'Date of birth', { optional: true }),
  ...triageFields(policy),
];

async function openAtOnce(
  turn: Turn,
  draft: string,
  typed: Typed,
  policy: PolicyPack,
  deps: PageDeps,
): Promise<PageResult> {
  const procedure = procedureIn(typed, policy);
  const { view, existing } = await deps.casework.report(turn.person, {
    draftId: draft,
    triage: triageFrom(typed, policy),
    way: wayFrom(typed),
    pupil: named(pupilFrom(typed)),
    absence: null,
    // It changes nothing for a child at risk, and runs beside the case.
    ...(procedure && { beside: { procedure: procedure.id, reference: '' } }),
  });
  return goesOn(view, existing, draft, typed, policy, deps);
}

/** Whom to call; then the report goes on, unless it is told on a case of which nothing more is asked. */
async function goesOn(
  view: CaseView,
  existing: boolean,
  draftId: string,
  typed: Typed,
  policy: PolicyPack,
  { casework, storage }: PageDeps,
): Promise<PageResult> {
  if (existing && !casework.asksSinceWhen(view)) {
    await storage.drafts.remove(draftId);
    return toUrgent(view);
  }
  const draft = procedureIn(typed, policy) ? await storage.drafts.byId(draftId) : null;
  // The procedure was chosen in place of a way in, which the pages that follow ask for.
  if (draft) await storage.drafts.save({ ...draft, values: { ...draft.values, situation: 'missing' } });
  return toUrgent(view, draftId);
}

/** The case that an urgent first page has opened, or was told on; null where there is none that is open. */
async function openedBy(turn: Turn, id: string, typed: Typed, { casework, storage }: PageDeps) {
  const opened = await storage.cases.headById(id);
  const view = opened
    ? await casework.see(turn.person, opened.reference)
    : await casework.existing(turn.person, named(pupilFrom(typed)));
  return view?.assessment.open ? { view, existing: opened === null } : null;
}

const procedureIn = ({ situation }: Typed, { otherProcedures }: PolicyPack) =>
  otherProcedures.find(({ id }) => id === situation);

const onRollWays = ({ ways }: PolicyPack) => ways.filter(({ id }) => beginsOnRoll(id));

const isOffered = (situation: string | undefined, policy: PolicyPack): boolean =>
  onRollWays(policy).some(({ id }) => id === situation);

/** How the absence began. Where an alert went out before that was said, the pupil is missing until it is put right. */
export const wayFrom = ({ situation }: Typed): OnRollWay => ON_ROLL_WAYS.find((way) => way === situation) ?? 'missing';

/** An alert does not wait for a name. */
function named(pupil: Pupil): Pupil {
  const { forename, surname } = pupil;
  if (!forename && !surname) return { ...pupil, forename: 'Name', surname: 'not yet given' };
  return {
    ...pupil,
    forename: forename || '(first name not yet given)',
    surname: surname || '(last name not yet given)',
  };
}

/** Without an answer to the safeguarding questions no report goes on, whatever page it was left at. */
export const triageIsAsked = (typed: Typed, policy: PolicyPack): boolean =>
  isOffered(typed.situation, policy) && Object.keys(triageErrors(typed, policy)).length === 0;

function whatIsMissing(typed: Typed, policy: PolicyPack): FieldErrors {
  const errors: Record<string, string> = { ...triageErrors(typed, policy) };
  if (!typed.forename?.trim()) errors.forename = 'Give the pupil’s first name.';
  if (!typed.surname?.trim()) errors.surname = 'Give the pupil’s last name.';
  if (!isOffered(typed.situation, policy)) errors.situation = 'Say what has happened.';
  return errors;
}
