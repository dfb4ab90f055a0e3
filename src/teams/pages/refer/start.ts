import { isAtRisk } from '../../../domain/case/reading';
import type { PolicyPack } from '../../../domain/policy/pack';
import type { PageArgs, Turn } from '../../turn';
import { otherProcedureCard } from '../../views/other-procedure';
import { asksForCall, onRecordAlready, toUrgent } from '../asks-for-call';
import { again, authorityOf, saying, type PageDeps } from '../deps';
import { date, heading, text, type Field } from '../fields';
import type { FieldErrors, Page, PageResult, Typed } from '../page';
import { pupilFrom } from '../report/pupil-fields';
import { firstPage } from '../report/first-page';
import { draftId, draftOf, referralDesk } from '../report/report-draft';
import { situationField } from '../report/situation-field';
import { triageErrors, triageFields, triageFrom } from '../report/triage-fields';
import { linkedFrom, offRollWays, wayFrom, wordFrom } from './situation';

/**
 * The first page of a referral, as safe as that of a report: a yes opens the case and alerts at once, whatever else is
 * missing on the page.
 */
export const refer = (deps: PageDeps): Page<Typed> => ({
  ...firstPage(deps, {
    id: 'refer',
    needs: 'refer',
    title: 'A child on no roll',
    step: 'A child on no school’s roll · step 1',
    deskOf: referralDesk,
    fieldsOf,
  }),

  submit: (turn, args, typed) =>
    saying(async () => {
      const { authority, policy } = await authorityOf(turn.person, deps);
      const id = await draftId(turn, args, deps, referralDesk);
      const urgent = isAtRisk(triageFrom(typed, policy), policy);
      const procedure = policy.otherProcedures.find((one) => one.id === typed.situation);
      if (urgent) return openAtOnce(turn, id, await besideOf(turn, args, typed, procedure, deps), policy, deps);
      if (procedure?.beside) return { kind: 'page', page: 'refer-beside', args: { draft: id } };
      // What was typed is kept for whoever begins here after all.
      if (procedure) return { kind: 'done', card: otherProcedureCard(procedure, authority, 'refer') };
      const errors = whatIsMissing(typed, policy);
      if (Object.keys(errors).length > 0) return again(errors);
      return { kind: 'page', page: 'refer-route', args: { draft: id } };
    }),

  async follows(turn, args, typed) {
    const { policy } = await authorityOf(turn.person, deps);
    return wasOpenedAtOnce(turn, await draftId(turn, args, deps, referralDesk), typed, policy, deps);
  },
});

/** As typed, with the other procedure beside how the case begins: nobody at risk waits for its reference. */
async function besideOf(
  turn: Turn,
  args: PageArgs,
  typed: Typed,
  procedure: PolicyPack['otherProcedures'][number] | undefined,
  deps: PageDeps,
): Promise<Typed> {
  if (!procedure) return typed;
  const draft = await draftOf(turn, args, deps, referralDesk);
  const told = { situation: wayFrom(typed), procedure: procedure.id };
  if (draft) await deps.storage.drafts.save({ ...draft, values: { ...draft.values, ...told } });
  return { ...typed, ...told };
}

const fieldsOf = (policy: PolicyPack): Field[] => [
  situationField(offRollWays(policy), policy),
  heading('Who is it?'),
  text('forename', 'First name', { optional: true, limit: 60 }),
  text('surname', 'Last name', { optional: true, limit: 60, hint: 'Leave the names empty if nobody knows them.' }),
  date('dateOfBirth', 'Date of birth', { optional: true }),
  ...triageFields(policy),
];

export async function openAtOnce(
  turn: Turn,
  draft: string,
  typed: Typed,
  policy: PolicyPack,
  deps: PageDeps,
): Promise<PageResult> {
  const { view } = await deps.casework.ways.refer(turn.person, {
    draftId: draft,
    triage: triageFrom(typed, policy),
    way: wayFrom(typed),
    pupil: pupilFrom(typed),
    ...{ referral: null, out: null },
    linked: linkedFrom(typed) ?? (typed.procedure ? { procedure: typed.procedure, reference: '' } : null),
  });
  return toUrgent(view, draft);
}

/** What `openAtOnce` has recorded already leads on to whom to call, unless they were called since. */
export async function wasOpenedAtOnce(
  turn: Turn,
  draft: string,
  typed: Typed,
  policy: PolicyPack,
  deps: PageDeps,
): Promise<PageResult | null> {
  const { casework, storage } = deps;
  if (!isAtRisk(triageFrom(typed, policy), policy)) return null;
  const opened = await storage.cases.headById(draft);
  const view = opened
    ? await casework.see(turn.person, opened.reference)
    : (await casework.ways.existing(turn.person, wordFrom(typed, pupilFrom(typed))))?.view;
  if (!view) return null;
  return asksForCall(view) ? toUrgent(view, draft) : onRecordAlready(view, turn, deps);
}

const whatIsMissing = (typed: Typed, policy: PolicyPack): FieldErrors => ({
  ...triageErrors(typed, policy),
  ...(!offRollWays(policy).some(({ id }) => id === typed.situation) && { situation: 'Say what has happened.' }),
});
