import type { Absence } from '../../../domain/case/fact';
import { shownCase } from '../../shown-case';
import { again, authorityOf, saying, type PageDeps } from '../deps';
import { formView, submits } from '../form';
import type { Page } from '../page';
import { absenceErrors, absenceFields, absenceInput } from './absence-fields';
import { pupilFrom } from './pupil-fields';
import { begunBy, draftOf, keepDraft, schoolOf } from './report-draft';
import { reportTriage, triageIsAsked } from './triage';

/** How the absence began. In a case that is open already (urgent triage) this ends the report. */
export const reportAbsence = (deps: PageDeps): Page<Absence> => ({
  id: 'report-absence',
  input: absenceInput,

  async show(turn, args, shownAgain) {
    const { policy } = await authorityOf(turn.person, deps);
    const draft = await draftOf(turn, args, deps);
    if (!args.case && !triageIsAsked(draft?.values ?? {}, policy)) return reportTriage(deps).show(turn, args);
    return formView({
      title: 'Report a missing pupil',
      step: 'Report a missing pupil · step 3 of 4',
      heading: 'The absence',
      notices: await begunBy(turn, draft, deps),
      fields: absenceFields(policy),
      values: shownAgain?.typed ?? draft?.values ?? {},
      errors: shownAgain?.errors,
      buttons: [
        submits(args.case ? 'Finish the report' : 'Continue', 'report-absence', args, 'next', 'positive'),
        submits('Back', 'report-absence', args, 'back'),
        submits('Save for later', 'report-absence', args, 'save'),
      ],
    });
  },

  async saveDraft(turn, args, typed) {
    const { policy } = await authorityOf(turn.person, deps);
    await keepDraft(turn, args, 'report-absence', absenceFields(policy), typed, deps);
  },

  submit: (turn, args, absence) =>
    saying(async () => {
      const { policy } = await authorityOf(turn.person, deps);
      const draft = await draftOf(turn, args, deps);
      if (!args.case && !triageIsAsked(draft?.values ?? {}, policy))
        return { kind: 'page', page: 'report-triage', args };
      const errors = absenceErrors(absence, {
        today: turn.today,
        born: pupilFrom(draft?.values ?? {}).dateOfBirth,
        policy,
        calendar: await deps.storage.directory.calendar(schoolOf(turn)),
      });
      if (Object.keys(errors).length > 0) return again(errors);
      if (!args.case) return { kind: 'page', page: 'report-check', args };
      const view = await deps.casework.describeAbsence(turn.person, args.case, absence);
      return { kind: 'done', card: await shownCase(view, turn, deps, 'reported') };
    }),

  back: (_turn, args) => ({ page: 'report-pupil', args }),
});
