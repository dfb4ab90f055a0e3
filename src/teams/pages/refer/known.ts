import { duplicateNotices } from '../../views/duplicates';
import { again, authorityOf, saying, type PageDeps } from '../deps';
import { formView } from '../form';
import type { Page } from '../page';
import { keepDraft, keptUntil, noteShown, referralDesk } from '../report/report-draft';
import { pupilFrom } from '../report/pupil-fields';
import { knownFields, outErrors, outFrom, outInput, typedOut, type TypedOut } from './known-fields';
import { openFromDraft } from './open';
import { isBegun, isCorrection, standingOf } from './situation';
import { refer } from './start';
import { afterSaving, referButtons, stepOf } from './steps';

/** Since when the child is out of education, where it was last, and what the family waits for. */
export const referKnown = (deps: PageDeps): Page<TypedOut> => ({
  id: 'refer-known',
  needs: 'refer',
  input: outInput,

  async show(turn, args, shownAgain) {
    const { policy } = await authorityOf(turn.person, deps);
    const { draft, typed, way, opened } = await standingOf(turn, args, deps);
    if (!opened && !isBegun(typed, policy)) return refer(deps).show(turn, args);
    noteShown(turn, draft, deps);
    const known = opened?.out ? typedOut(opened.out) : {};
    return formView({
      ...{ title: 'A child on no roll', step: stepOf(4, args, opened), heading: 'What is known so far' },
      intro: ['Leave empty what nobody knows: it is listed on the case and asked for.'],
      notices: opened ? duplicateNotices(await deps.casework.duplicates.of(turn.person, opened)) : [],
      fields: knownFields(way),
      values: shownAgain?.typed ?? (isCorrection(args) ? known : { ...known, ...typed }),
      errors: shownAgain?.errors,
      buttons: referButtons('refer-known', args, opened ? 'Finish the referral' : 'Open the case'),
    });
  },

  keptUntil: keptUntil(deps),

  async saveDraft(turn, args, typed) {
    if (isCorrection(args)) return;
    const { way } = await standingOf(turn, args, deps);
    await keepDraft(turn, args, 'refer-known', knownFields(way), typed, deps, referralDesk);
  },

  submit: (turn, args, typed) =>
    saying(async () => {
      const { typed: draft, way, opened } = await standingOf(turn, args, deps);
      const born = opened?.pupil?.dateOfBirth ?? pupilFrom(draft).dateOfBirth;
      const errors = outErrors(typed, turn.today, born);
      if (Object.keys(errors).length > 0) return again(errors);
      if (!opened) return openFromDraft(turn, args, deps);
      await deps.casework.ways.tellOut(turn.person, opened.case.reference, outFrom(typed, way));
      return afterSaving(null, turn, args, deps);
    }),

  back: (_turn, args) => ({ page: 'refer-child', args }),
});
