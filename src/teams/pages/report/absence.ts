import { beginsOnRoll, type OnRollWay } from '../../../domain/case/way';
import { shownCase } from '../../shown-case';
import type { PageArgs, Turn } from '../../turn';
import { again, authorityOf, saying, type PageDeps } from '../deps';
import { formView, submits } from '../form';
import type { Page, Typed } from '../page';
import { absenceFields } from './absence-fields';
import { absenceInput, readAbsence, type TypedAbsence } from './absence-input';
import { pupilFrom } from './pupil-fields';
import { begunBy, draftOf, keepDraft, keptUntil, noteShown, schoolOf } from './report-draft';
import { reportTriage, triageIsAsked, wayFrom } from './triage';

/** How the absence began. In a case that is open already (urgent triage) this ends the report. */
export const reportAbsence = (deps: PageDeps): Page<TypedAbsence> => ({
  id: 'report-absence',
  needs: 'report',
  input: absenceInput,

  async show(turn, args, shownAgain) {
    const { policy } = await authorityOf(turn.person, deps);
    const draft = await draftOf(turn, args, deps);
    if (!args.case && !triageIsAsked(draft?.values ?? {}, policy)) return reportTriage(deps).show(turn, args);
    noteShown(turn, draft, deps);
    return formView({
      title: 'Report a missing pupil',
      step: 'Report a missing pupil · step 3 of 4',
      heading: 'The absence',
      notices: await begunBy(turn, draft, deps),
      fields: absenceFields(policy, await wayOf(turn, args, draft?.values ?? {}, deps)),
      values: shownAgain?.typed ?? draft?.values ?? {},
      errors: shownAgain?.errors,
      buttons: [
        submits(args.case ? 'Finish the report' : 'Continue', 'report-absence', args, 'next', 'positive'),
        submits('Back', 'report-absence', args, 'back'),
        submits('Save for later', 'report-absence', args, 'save'),
      ],
    });
  },

  keptUntil: keptUntil(deps),

  async saveDraft(turn, args, typed) {
    const { policy } = await authorityOf(turn.person, deps);
    const draft = await draftOf(turn, args, deps);
    const fields = absenceFields(policy, await wayOf(turn, args, draft?.values ?? {}, deps));
    await keepDraft(turn, args, 'report-absence', fields, typed, deps);
  },

  submit: (turn, args, typed) =>
    saying(async () => {
      const { policy } = await authorityOf(turn.person, deps);
      const draft = await draftOf(turn, args, deps);
      if (!args.case && !triageIsAsked(draft?.values ?? {}, policy))
        return { kind: 'page', page: 'report-triage', args };
      const read = readAbsence(typed, await wayOf(turn, args, draft?.values ?? {}, deps), {
        today: turn.today,
        born: pupilFrom(draft?.values ?? {}).dateOfBirth,
        policy,
        calendar: await deps.storage.directory.calendar(schoolOf(turn)),
      });
      if ('errors' in read) return again(read.errors);
      if (!args.case) return { kind: 'page', page: 'report-check', args };
      const view = await deps.casework.describeAbsence(turn.person, args.case, read.absence);
      return { kind: 'done', card: await shownCase(view, turn, deps, 'reported') };
    }),

  back: (_turn, args) => ({ page: 'report-pupil', args }),
});

/** As the case has it, where an urgent report has opened one; else as it was said on the first page. */
async function wayOf(turn: Turn, args: PageArgs, typed: Typed, { casework }: PageDeps): Promise<OnRollWay> {
  const way = args.case ? (await casework.see(turn.person, args.case)).assessment.way : wayFrom(typed);
  return beginsOnRoll(way) ? way : 'missing';
}
