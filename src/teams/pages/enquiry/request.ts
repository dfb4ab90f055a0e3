import { z } from 'zod';
import { may } from '../../../domain/access/table';
import type { CaseView } from '../../../casework/casework';
import type { EnquiryState } from '../../../domain/case/enquiries';
import { plain } from '../../rendering/escape-markdown';
import { namesOn } from '../../shown-case';
import type { PageArgs } from '../../turn';
import { opens, type Button } from '../../views/buttons';
import { enquiryRecord } from '../../views/enquiries';
import { notice, type Notice } from '../../views/notice';
import { dayError, firstDayOfAsking } from '../day-bounds';
import { again, saying, type PageDeps } from '../deps';
import { draftNotice } from '../draft-notice';
import { date, text, ticks, type Field } from '../fields';
import { formView, submits } from '../form';
import type { Page } from '../page';
import { requiredDate, requiredText, typedText } from '../typed';
import { draftOf, keepDraft } from './request-draft';
import { enquiryOf, stepOf } from './shared';

export const requestInput = z.object({
  to: requiredText(100, 'Say whom you asked: a team or a post.'),
  on: requiredDate('Give the day on which you asked.'),
  disclosed: requiredText(500, 'Tick what they were told of the child.').transform((ids) => ids.split(',')),
  agencyReference: typedText(60),
});
type Input = z.infer<typeof requestInput>;

/**
 * One of the authority's checks: before it is asked, the request, whose next page asks for the power on which the agency
 * was told of the child; from then on what was asked, and the way to a reminder, the answer or another request.
 */
export const enquiry = (deps: PageDeps): Page<Input> => ({
  id: 'enquiry',
  needs: 'see-enquiries',
  input: requestInput,

  async show(turn, args, shownAgain) {
    const { view, state, here } = await enquiryOf(turn, args, deps);
    const mayRecord = view.assessment.open && may(turn.person, 'record-enquiry', view.case);
    const asks = mayRecord && (args.again === 'yes' || state.state === 'not-asked' || state.state === 'not-needed');
    const draft = asks ? await draftOf(view, state, deps) : null;
    return formView({
      title: 'The authority’s checks',
      step: stepOf(view, state),
      heading: plain(state.enquiry.asks),
      intro: [state.enquiry.agency, state.enquiry.when ?? '', state.enquiry.citation]
        .filter((line) => line !== '')
        .map(plain),
      notices: [...noticesOn(state), ...(await draftNotice(turn, draft, deps))],
      sections: enquiryRecord(state.facts, await namesOn(view, deps), view.policy),
      fields: asks ? fieldsOf(view) : [],
      values: shownAgain?.typed ?? { on: turn.today, ...draft?.values },
      errors: shownAgain?.errors,
      buttons: !mayRecord
        ? []
        : asks
          ? [
              submits('Continue', 'enquiry', { ...here, ...onceMore(args) }, 'next', 'positive'),
              submits('Save for later', 'enquiry', { ...here, ...onceMore(args) }, 'save'),
              ...(state.state === 'not-asked' ? [opens('Not needed here', 'enquiry-not-needed', here)] : []),
            ]
          : goOn(state, here),
    });
  },

  async saveDraft(turn, args, typed) {
    const { view } = await enquiryOf(turn, args, deps);
    await keepDraft(turn, args, fieldsOf(view), typed, deps);
  },

  submit: (turn, args, { on }) =>
    saying(async () => {
      const { view, here } = await enquiryOf(turn, args, deps);
      const wrong = dayError(on, firstDayOfAsking(view), turn.today);
      if (wrong) return again({ on: wrong });
      return { kind: 'page', page: 'enquiry-why', args: { ...here, ...onceMore(args) } };
    }),
});

/** Goes along where an agency is asked that was asked before. */
export const onceMore = ({ again: asked }: PageArgs): PageArgs => (asked ? { again: asked } : {});

const goOn = ({ state }: EnquiryState, here: PageArgs): Button[] => [
  ...(state === 'asked'
    ? [
        opens('Record the answer', 'enquiry-answer', here, 'positive'),
        opens('Record a reminder', 'enquiry-chase', here),
      ]
    : []),
  opens('Ask again', 'enquiry', { ...here, again: 'yes' }),
];

function noticesOn({ enquiry: { agreedWorkingDays, verified }, state }: EnquiryState): Notice[] {
  const unconfirmed = verified
    ? []
    : [notice('emphasis', 'This route is general knowledge.', 'Nobody at the authority has confirmed it yet.')];
  if (state !== 'asked') return unconfirmed;
  return [
    ...unconfirmed,
    agreedWorkingDays === null
      ? notice('accent', 'Asked, not answered yet.', 'This agency has agreed to no time, so no day is given.')
      : notice(
          'accent',
          'Asked, not answered yet.',
          `It has agreed to answer within ${agreedWorkingDays} working days.`,
        ),
  ];
}

const fieldsOf = ({ policy: { disclosures } }: CaseView): Field[] => [
  text('to', 'Whom you asked', { limit: 100, hint: 'A team or a post' }),
  date('on', 'On which day'),
  ticks('disclosed', 'What they were told of the child', choicesOf(disclosures.data)),
  text('agencyReference', 'Their reference', { optional: true, limit: 60 }),
];

export const choicesOf = (list: readonly { readonly id: string; readonly label: string }[]) =>
  list.map(({ id, label }) => ({ title: label, value: id }));
