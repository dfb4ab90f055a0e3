import type { CaseView } from '../../../casework/casework';
import { inWords } from '../../../domain/calendar/date';
import { londonDate } from '../../../domain/calendar/london';
import { readFacts } from '../../../domain/case/reading';
import type { LocalDate } from '../../../domain/calendar/date';
import type { Pupil } from '../../../domain/pupil/pupil';
import { sameChild } from '../../../domain/pupil/same-child';
import { compulsorySchoolAge, schoolAgeOn } from '../../../domain/pupil/school-age';
import { shownCase } from '../../shown-case';
import type { PageArgs } from '../../turn';
import { opens, type Button } from '../../views/buttons';
import { again, authorityOf, saying, type PageDeps } from '../deps';
import { formView, submits } from '../form';
import type { Page } from '../page';
import { putOnTheCase } from './on-the-case';
import { PUPIL_FIELDS, pupilInput } from './pupil-fields';
import { begunBy, draftId, draftOf, keepDraft, keptUntil, noteShown } from './report-draft';
import { reportTriage, triageIsAsked, wayFrom } from './triage';
import { triageFrom } from './triage-fields';
import { describeOrAsk, isItThisChild, sameChildButtons, whoseUpn, withoutAnswer } from './whose-upn';

/** Who the child is. After an urgent triage the case is open already, and `args.case` names it. */
export const reportPupil = (deps: PageDeps): Page<Pupil> => ({
  id: 'report-pupil',
  needs: 'report',
  input: pupilInput,

  async show(turn, args, shownAgain) {
    const { policy } = await authorityOf(turn.person, deps);
    const draft = await draftOf(turn, args, deps);
    if (!args.case && !triageIsAsked(draft?.values ?? {}, policy)) return reportTriage(deps).show(turn, args);
    noteShown(turn, draft, deps);
    return formView({
      title: 'Report a missing pupil',
      step: 'Report a missing pupil · step 2 of 4',
      heading: 'The pupil',
      notices: [...(await begunBy(turn, draft, deps)), ...(await isItThisChild(turn, args, deps))],
      fields: PUPIL_FIELDS,
      values: shownAgain?.typed ?? draft?.values ?? {},
      errors: shownAgain?.errors ?? (args.clash ? { upn: whoseUpn(args.clash) } : undefined),
      buttons: [
        submits('Continue', 'report-pupil', withoutAnswer(args), 'next', 'positive'),
        ...sameChildButtons('report-pupil', args),
        ...(args.lately ? goOnButtons(args, args.lately) : []),
        submits('Back', 'report-pupil', withoutAnswer(args), 'back'),
        submits('Save for later', 'report-pupil', withoutAnswer(args), 'save'),
      ],
    });
  },

  keptUntil: keptUntil(deps),

  saveDraft: (turn, args, typed) => keepDraft(turn, args, 'report-pupil', PUPIL_FIELDS, typed, deps),

  submit: (turn, args, pupil) =>
    saying(async () => {
      const opened = args.case;
      const { policy } = await authorityOf(turn.person, deps);
      const draft = await draftOf(turn, args, deps);
      if (!opened && !triageIsAsked(draft?.values ?? {}, policy)) return { kind: 'page', page: 'report-triage', args };
      // A case that is open already takes the pupil as he or she is: a child at risk is not turned away for an age.
      const tooYoungOrOld = opened ? null : ageRefusal(pupil, turn.today);
      if (tooYoungOrOld) return again({ dateOfBirth: tooYoungOrOld });
      if (opened) {
        const described = await describeOrAsk(turn, args, pupil, deps);
        if ('asked' in described) return described.asked;
        if (described.existing) return { kind: 'done', card: await shownCase(described.view, turn, deps, 'merged') };
      } else {
        const existing = await deps.casework.existing(turn.person, pupil);
        const { reference } = existing?.case ?? { reference: '' };
        const isSame = !existing?.pupil || sameChild(existing.pupil, pupil) || args.same === reference;
        if (existing && !isSame) return again({ upn: whoseUpn(reference) }, { ...args, clash: reference });
        if (existing && deps.casework.asksSinceWhen(existing)) {
          return { kind: 'page', page: 'report-absence', args: { ...withoutAnswer(args), same: reference } };
        }
        if (existing) {
          const typed = draft?.values ?? {};
          const given = { draftId: await draftId(turn, args, deps), way: wayFrom(typed), sameAs: reference };
          return putOnTheCase(turn, { ...given, triage: triageFrom(typed, policy), pupil }, deps);
        }
        const closed = args.anew ? null : await deps.casework.outcomes.closedLately(turn.person, pupil);
        if (closed) return again({ '': wasClosed(closed) }, { ...args, lately: closed.case.reference });
      }
      return { kind: 'page', page: 'report-absence', args: withoutAnswer(args) };
    }),

  async follows(turn, args) {
    if (!args.case) return null;
    const { assessment, absence } = await deps.casework.see(turn.person, args.case);
    const isStillAsked = assessment.open && absence === null;
    return isStillAsked ? { kind: 'page', page: 'report-absence', args: withoutAnswer(args) } : null;
  },

  back: (_turn, args) => ({ page: args.case ? 'urgent' : 'report-triage', args }),
});

/** One child, one history: a case that was closed not long ago goes on, unless this is another matter. */
const wasClosed = (view: CaseView): string => {
  const { closed } = readFacts(view.case.facts);
  const on = closed ? ` on ${inWords(londonDate(closed.recordedAt))}` : '';
  return `This pupil had a case at your school: ${view.case.reference}, closed${on}. Open it again, so that everything known stays together, or report anew.`;
};

const goOnButtons = (args: PageArgs, lately: string): Button[] => [
  opens(`Open ${lately} again`, 'reopen', { case: lately }),
  submits('Report anew', 'report-pupil', { ...withoutAnswer(args), anew: 'yes' }, 'next'),
];

/** What is wrong with the age of a child for whom this procedure is meant. */
export function ageRefusal(pupil: Pupil, today: LocalDate): string | null {
  const born = pupil.dateOfBirth;
  if (!born) return null;
  if (born > today) return 'This date of birth is in the future. Please check the year.';
  const age = compulsorySchoolAge(born);
  switch (schoolAgeOn(born, today)) {
    case 'of-age':
      return null;
    case 'not-yet':
      return `A child born on this day is of compulsory school age from ${inWords(age.from)}, and this procedure begins then. Please check the date. If you are worried about the child, use your safeguarding procedure now.`;
    case 'past':
      return `A pupil born on this day was of compulsory school age until ${inWords(age.to)}, and this procedure ended then. Please check the date. If you are worried about the pupil, use your safeguarding procedure now.`;
  }
}
