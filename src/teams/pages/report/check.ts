import { z } from 'zod';
import type { Report } from '../../../casework/casework';
import type { Absence } from '../../../domain/case/fact';
import type { PolicyPack } from '../../../domain/policy/pack';
import { Refusal } from '../../../errors';
import type { PageArgs, Turn } from '../../turn';
import { shownCase } from '../../shown-case';
import { answersOf } from '../../views/answers';
import { authorityOf, saying, type PageDeps } from '../deps';
import { formView, submits } from '../form';
import type { Page, PageResult, Typed } from '../page';
import { absenceInput, readAbsence } from './absence-input';
import { whyShown } from './on-the-case';
import { pupilFrom, pupilInput } from './pupil-fields';
import { draftId, draftOf, keptUntil, noSuchDraft, noteShown, schoolOf } from './report-draft';
import { reportTriage, triageIsAsked, wayFrom } from './triage';
import { triageFrom } from './triage-fields';

/** Everything once more before the case is opened. */
export const reportCheck = (deps: PageDeps): Page<unknown> => ({
  id: 'report-check',
  needs: 'report',
  input: z.unknown(),

  async show(turn, args, shownAgain) {
    const { policy } = await authorityOf(turn.person, deps);
    const draft = await draftOf(turn, args, deps);
    const typed = draft?.values ?? {};
    if (!triageIsAsked(typed, policy)) return reportTriage(deps).show(turn, args);
    noteShown(turn, draft, deps);
    const absence = await absenceFrom(turn, typed, policy, deps);
    return formView({
      title: 'Report a missing pupil',
      step: 'Report a missing pupil · step 4 of 4',
      heading: 'Check your answers',
      sections: answersOf(pupilFrom(typed), absence, triageFrom(typed, policy), policy, wayFrom(typed)),
      fields: [],
      values: {},
      errors: shownAgain?.errors,
      buttons: [
        submits('Report the pupil', 'report-check', args, 'next', 'positive'),
        submits('Back', 'report-check', args, 'back'),
        submits('Save for later', 'report-check', args, 'save'),
      ],
    });
  },

  keptUntil: keptUntil(deps),

  // Nothing is typed here; the draft has it all.
  saveDraft: async () => {},

  submit: (turn, args) =>
    saying(async (): Promise<PageResult> => {
      const { policy } = await authorityOf(turn.person, deps);
      const draft = await draftOf(turn, args, deps);
      if (!draft) return reportedAlready(turn, args, deps);
      const absence = await absenceFrom(turn, draft.values, policy, deps);
      const known = await deps.casework.existing(turn.person, pupilFrom(draft.values));
      const unfinished = firstUnfinished(draft.values, policy, known !== null);
      if (unfinished || !absence) return { kind: 'page', page: unfinished ?? 'report-absence', args };
      const report = { ...reportFrom(draft.id, draft.values, absence, policy), sameAs: args.same ?? '' };
      try {
        const reported = await deps.casework.report(turn.person, report);
        return { kind: 'done', card: await shownCase(reported.view, turn, deps, whyShown(reported)) };
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'another-child') throw error;
        // A colleague has opened a case with this UPN while this was typed: the pupil's page asks whose it is.
        const existing = await deps.casework.existing(turn.person, report.pupil);
        return { kind: 'page', page: 'report-pupil', args: { ...args, clash: existing?.case.reference ?? '' } };
      }
    }),

  back: (_turn, args) => ({ page: 'report-absence', args }),
});

/** Pressed a second time: the draft has become the case. */
async function reportedAlready(turn: Turn, args: PageArgs, deps: PageDeps): Promise<PageResult> {
  const opened = await deps.storage.cases.byId(await draftId(turn, args, deps));
  if (!opened) throw noSuchDraft();
  const view = await deps.casework.see(turn.person, opened.reference);
  return { kind: 'done', card: await shownCase(view, turn, deps, 'reported') };
}

/** Of a pupil who has an open case the details are on record: the name and the date of birth say who it is. */
const firstUnfinished = (typed: Typed, policy: PolicyPack, hasCase: boolean): string | null => {
  if (!triageIsAsked(typed, policy)) return 'report-triage';
  return hasCase || pupilInput.safeParse(typed).success ? null : 'report-pupil';
};

/** Null while it has not been described, or not rightly. */
async function absenceFrom(turn: Turn, typed: Typed, policy: PolicyPack, deps: PageDeps): Promise<Absence | null> {
  const parsed = absenceInput.safeParse(typed);
  if (!parsed.success) return null;
  const calendar = await deps.storage.directory.calendar(schoolOf(turn));
  const born = pupilFrom(typed).dateOfBirth;
  const read = readAbsence(parsed.data, wayFrom(typed), { today: turn.today, born, policy, calendar });
  return 'absence' in read ? read.absence : null;
}

const reportFrom = (draftId: string, typed: Typed, absence: Absence, policy: PolicyPack): Report => ({
  draftId,
  triage: triageFrom(typed, policy),
  way: wayFrom(typed),
  pupil: pupilFrom(typed),
  absence,
});
