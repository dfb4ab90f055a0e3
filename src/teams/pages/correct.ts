import { z } from 'zod';
import type { LocalDate } from '../../domain/calendar/date';
import { beginsOnRoll, type OnRollWay } from '../../domain/case/way';
import type { CaseView } from '../../casework/casework';
import { namesOn, shownCase } from '../shown-case';
import { putRight } from '../../domain/case/put-right';
import { askWhy, WHY_IS_MISSING, type AskedWhy } from '../views/corrections';
import { detailsCard } from '../views/details';
import { again, saying, type PageDeps } from './deps';
import { formView, submits } from './form';
import type { Page, Typed } from './page';
import { absenceFields, typedAbsence } from './report/absence-fields';
import { absenceInput, readAbsence, type TypedAbsence } from './report/absence-input';
import { describeOrAsk, isItThisChild, sameChildButtons, withoutAnswer } from './report/whose-upn';
import { PUPIL_FIELDS, pupilInput, typedPupil } from './report/pupil-fields';
import { typedText } from './typed';
import { WHY_LIMIT, WHY_PUT_RIGHT, whyPutRight } from './why-put-right';

const INTRO = ['What is saved here stands from now on. What was recorded before is kept with the case.'];

const correctedPupil = pupilInput.and(z.object({ because: typedText(WHY_LIMIT) }));
type CorrectedPupil = z.infer<typeof correctedPupil>;

/** Who the child is, once more: a slip in a name or a number must not stay on the record. */
export const correctPupil = (deps: PageDeps): Page<CorrectedPupil> => ({
  id: 'correct-pupil',
  needs: 'report',
  input: correctedPupil,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    return formView({
      ...{ title: 'Correct the details', step: view.case.reference, heading: 'The pupil', intro: INTRO },
      notices: await isItThisChild(turn, args, deps),
      fields: [...PUPIL_FIELDS, whyPutRight('because')],
      values: shownAgain?.typed ?? (view.pupil ? typedPupil(view.pupil) : {}),
      errors: shownAgain?.errors,
      buttons: [
        submits('Save', 'correct-pupil', withoutAnswer(args), 'next', 'positive'),
        ...sameChildButtons('correct-pupil', args),
      ],
    });
  },

  // The record itself is what a correction begins from; half of one is not kept.
  saveDraft: async () => {},

  submit: (turn, args, { because, ...pupil }) =>
    saying(async () => {
      if (pupil.dateOfBirth && pupil.dateOfBirth > turn.today)
        return again({ dateOfBirth: 'This date of birth is in the future. Please check the year.' });
      const { pupil: known } = await deps.casework.see(turn.person, args.case ?? '');
      if (because === '' && putRight(known, pupil).length > 0) return again({ because: WHY_PUT_RIGHT });
      const described = await describeOrAsk(turn, args, pupil, deps, because);
      if ('asked' in described) return described.asked;
      const { view, existing } = described;
      if (existing) return { kind: 'done', card: await shownCase(view, turn, deps, 'merged') };
      return { kind: 'done', card: detailsCard(view, turn.person, await namesOn(view, deps)) };
    }),
});

const correctedAbsence = absenceInput.and(z.object({ because: typedText(300) }));
type CorrectedAbsence = z.infer<typeof correctedAbsence>;

/** How the absence began, once more. The school days are counted anew from what is said here. */
export const correctAbsence = (deps: PageDeps): Page<CorrectedAbsence> => ({
  id: 'correct-absence',
  needs: 'report',
  input: correctedAbsence,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    const why = whyFor(view, shownAgain?.typed, turn.today);
    return formView({
      ...{ title: 'Correct the details', step: view.case.reference, heading: 'The absence' },
      intro: [...INTRO, 'School days are counted anew from Day 1.'],
      notices: why?.notices ?? [],
      fields: [...absenceFields(view.policy, wayOf(view)), ...(why?.fields ?? [])],
      values: shownAgain?.typed ?? (view.absence ? typedAbsence(view.absence) : {}),
      errors: shownAgain?.errors,
      buttons: [submits('Save', 'correct-absence', args, 'next', 'positive')],
    });
  },

  saveDraft: async () => {},

  submit: (turn, args, { because, ...typed }) =>
    saying(async () => {
      const before = await deps.casework.see(turn.person, args.case ?? '');
      const read = readOn(before, typed, turn.today);
      if ('errors' in read) return again(read.errors);
      const told = { kind: 'absence-described', absence: read.absence } as const;
      if (because === '' && askWhy(told, before, turn.today)) return again({ because: WHY_IS_MISSING });
      const view = await deps.casework.describeAbsence(turn.person, args.case ?? '', read.absence, because);
      return { kind: 'done', card: detailsCard(view, turn.person, await namesOn(view, deps)) };
    }),
});

function readOn(view: CaseView, typed: TypedAbsence, today: LocalDate) {
  const { pupil, calendar, policy } = view;
  return readAbsence(typed, wayOf(view), { today, born: pupil?.dateOfBirth ?? null, calendar, policy });
}

/** What has to be said besides, where days that are on record otherwise would be told as missing. */
function whyFor(view: CaseView, typed: Typed | undefined, today: LocalDate): AskedWhy | null {
  const parsed = absenceInput.safeParse(typed ?? {});
  const read = parsed.success ? readOn(view, parsed.data, today) : null;
  return read && 'absence' in read ? askWhy({ kind: 'absence-described', absence: read.absence }, view, today) : null;
}

const wayOf = ({ assessment: { way } }: CaseView): OnRollWay => (beginsOnRoll(way) ? way : 'missing');
