import type { Home } from '../../../casework/refer';
import type { Pupil } from '../../../domain/pupil/pupil';
import { putRight } from '../../../domain/case/put-right';
import { shownCase } from '../../shown-case';
import type { PageArgs } from '../../turn';
import type { Button } from '../../views/buttons';
import { onARollCard } from '../../views/on-a-roll';
import { again, authorityOf, saying, type PageDeps } from '../deps';
import { formView, submits } from '../form';
import type { FieldErrors, Page } from '../page';
import { draftId, keepDraft, keptUntil, noteShown, referralDesk } from '../report/report-draft';
import { ageRefusal } from '../report/pupil';
import { isItThisChild, withoutAnswer } from '../report/whose-upn';
import { WHY_PUT_RIGHT, whyPutRight } from '../why-put-right';
import { childFields, childInput, typedChild, type TypedChild } from './child-fields';
import { isBegun, isCorrection, standingOf, wordFrom } from './situation';
import { refer } from './start';
import { afterSaving, referButtons, stepOf, stillToTell } from './steps';
import { openFromDraft } from './open';

/** Who the child is, as far as anybody knows. What is left empty is listed on the case and asked for. */
export const referChild = (deps: PageDeps): Page<TypedChild> => ({
  id: 'refer-child',
  needs: 'refer',
  input: childInput,

  async show(turn, args, shownAgain) {
    const { policy } = await authorityOf(turn.person, deps);
    const { draft, typed, way, opened } = await standingOf(turn, args, deps);
    if (!opened && !isBegun(typed, policy)) return refer(deps).show(turn, args);
    noteShown(turn, draft, deps);
    const known = opened?.pupil ? typedChild(opened.pupil, opened.referral?.description ?? '') : {};
    return formView({
      ...{ title: 'A child on no roll', step: stepOf(3, args, opened), heading: 'The child' },
      intro: ['Leave empty what nobody knows: it is listed on the case and asked for.'],
      notices: await isItThisChild(turn, args, deps),
      fields: [...childFields(way), ...(opened?.pupil ? [whyPutRight('putRight')] : [])],
      values: shownAgain?.typed ?? (isCorrection(args) ? known : { ...known, ...typed }),
      errors: shownAgain?.errors,
      buttons: [
        ...(args.clash ? whoseButtons(args, args.clash) : []),
        ...referButtons(
          'refer-child',
          withoutAnswer(args),
          way === 'other-authority' && !opened ? 'Open the case' : 'Continue',
        ),
      ],
    });
  },

  keptUntil: keptUntil(deps),

  async saveDraft(turn, args, typed) {
    if (isCorrection(args)) return;
    const { way } = await standingOf(turn, args, deps);
    await keepDraft(turn, args, 'refer-child', childFields(way), typed, deps, referralDesk);
  },

  submit: (turn, args, { onRoll, description, putRight: because, pupil }) =>
    saying(async () => {
      const { policy } = await authorityOf(turn.person, deps);
      const { typed, way, opened } = await standingOf(turn, args, deps);
      if (!opened && !isBegun(typed, policy)) return { kind: 'page', page: 'refer', args };
      const ours = way !== 'other-authority';
      if (ours && !['no', 'yes', 'not-known'].includes(onRoll))
        return again({ onRoll: 'Say whether the child is on a roll.' });
      if (opened) {
        if (ours && onRoll === 'yes') return again({ onRoll: OPEN_ALREADY });
        if (because === '' && putRight(opened.pupil, pupil).length > 0) return again({ putRight: WHY_PUT_RIGHT });
        const isNew = opened.referral !== null && opened.referral.description !== description;
        const referral = isNew ? { ...opened.referral, description } : null;
        const { reference } = opened.case;
        const described = await deps.casework.ways.describeChild(turn.person, reference, pupil, because, referral);
        // A correction ends here, so here is where it shows that the child has another case; a referral says so as it goes on.
        const others = isCorrection(args) && (await deps.casework.duplicates.of(turn.person, described));
        if (others && others.duplicates.length + others.beside.length > 0) {
          const view = await deps.casework.see(turn.person, described.case.reference);
          return { kind: 'done', card: await shownCase(view, turn, deps) };
        }
        return afterSaving(ours ? 'refer-known' : null, turn, args, deps);
      }
      if (ours && onRoll === 'yes') {
        await deps.storage.drafts.remove(await draftId(turn, args, deps, referralDesk));
        return { kind: 'done', card: onARollCard() };
      }
      const tooYoungOrOld = ours ? ageRefusal(pupil, turn.today) : null;
      if (tooYoungOrOld) return again({ dateOfBirth: tooYoungOrOld });
      const home = await deps.casework.ways.existing(turn.person, wordFrom(typed, pupil));
      const reference = home?.view.case.reference ?? '';
      const isSame = home !== null && (home.sure || args.same === reference);
      if (home && !isSame && args.anew !== reference) return again(whose(home, pupil), { ...args, clash: reference });
      const rest = withoutAnswer(args);
      if (isSame) return openFromDraft(turn, rest, deps, reference);
      return ours ? { kind: 'page', page: 'refer-known', args: rest } : openFromDraft(turn, rest, deps);
    }),

  async follows(turn, args) {
    const { way } = await standingOf(turn, args, deps);
    return way === 'other-authority' ? null : stillToTell('refer-known', turn, withoutAnswer(args), deps);
  },

  back: (_turn, args: PageArgs) => ({ page: 'refer-route', args }),
});

/** One wrong sign in a UPN must not make two children one, nor must the same first name and birthday. */
const whose = ({ view: { case: of, pupil: known } }: Home, { upn }: Pupil): FieldErrors =>
  upn !== null && known?.upn === upn
    ? { upn: `This UPN stands on the open case ${of.reference}. Is it the same child? If not, check the UPN.` }
    : { '': `A child of this name and date of birth has an open case: ${of.reference}. Is it the same child?` };

const whoseButtons = (args: PageArgs, clash: string): Button[] => [
  submits('It is the same child', 'refer-child', { ...withoutAnswer(args), same: clash }, 'next'),
  submits('It is another child', 'refer-child', { ...withoutAnswer(args), anew: clash }, 'next'),
];

const OPEN_ALREADY =
  'The case is open already. If the child turns out to be on a roll, close it with that reason, and the school reports.';
