import { z } from 'zod';
import { may } from '../../../domain/access/table';
import type { CaseView } from '../../../casework/casework';
import { NO_BASIS, NO_PURPOSE } from '../../../domain/case/decide/enquiries';
import type { EnquiryState } from '../../../domain/case/enquiries';
import { plain } from '../../rendering/escape-markdown';
import { namesOn } from '../../shown-case';
import type { PageArgs } from '../../turn';
import { opens, type Button } from '../../views/buttons';
import { enquiryRecord } from '../../views/enquiries';
import { notice, type Notice } from '../../views/notice';
import { dayError, firstDayOfAsking } from '../day-bounds';
import { again, saying, type PageDeps } from '../deps';
import { date, heading, lines, radios, text, ticks, type Field } from '../fields';
import { formView, submits } from '../form';
import type { Page } from '../page';
import { requiredDate, requiredText, typedText } from '../typed';
import { backToList, enquiryOf, stepOf } from './shared';

const input = z.object({
  to: requiredText(100, 'Say whom you asked: a team or a post.'),
  on: requiredDate('Give the day on which you asked.'),
  disclosed: requiredText(500, 'Tick what they were told of the child.').transform((ids) => ids.split(',')),
  basis: requiredText(60, NO_BASIS),
  purpose: requiredText(60, NO_PURPOSE),
  reason: requiredText(500, 'Say in a sentence why this agency had to be told.'),
  agencyReference: typedText(60),
});
type Input = z.infer<typeof input>;

/**
 * One of the authority's checks: before it is asked, the request with the power on which the agency is told of the
 * child; from then on what was asked, and the way to a reminder or the answer.
 */
export const enquiry = (deps: PageDeps): Page<Input> => ({
  id: 'enquiry',
  input,

  async show(turn, args, shownAgain) {
    const { view, state, here } = await enquiryOf(turn, args, deps);
    const mayRecord = view.assessment.open && may(turn.person, 'record-enquiry', view.case);
    const asks = mayRecord && (args.again === 'yes' || state.state === 'not-asked' || state.state === 'not-needed');
    return formView({
      title: 'The authority’s checks',
      step: stepOf(view, state),
      heading: plain(state.enquiry.asks),
      intro: [state.enquiry.agency, state.enquiry.when ?? '', state.enquiry.citation]
        .filter((line) => line !== '')
        .map(plain),
      notices: noticesOn(state),
      sections: enquiryRecord(state.facts, await namesOn(view, deps), view.policy),
      fields: asks ? fieldsOf(state, view) : [],
      values: shownAgain?.typed ?? { on: turn.today },
      errors: shownAgain?.errors,
      buttons: !mayRecord
        ? []
        : asks
          ? [
              submits('Record the request', 'enquiry', { ...here, ...onceMore(args) }, 'next', 'positive'),
              ...(state.state === 'not-asked' ? [opens('Not needed here', 'enquiry-not-needed', here)] : []),
            ]
          : goOn(state, here),
    });
  },

  // A request is on record once it has been made; one that is half-typed has not been made.
  saveDraft: async () => {},

  submit: (turn, args, typed) =>
    saying(async () => {
      const { view, state } = await enquiryOf(turn, args, deps);
      const wrong = dayError(typed.on, firstDayOfAsking(view), turn.today);
      if (wrong) return again({ on: wrong });
      const { id, asks } = state.enquiry;
      const request = { ...typed, asked: asks };
      return backToList(await deps.casework.enquiries.request(turn.person, args.case ?? '', id, request), turn);
    }),
});

const onceMore = ({ again: asked }: PageArgs): PageArgs => (asked ? { again: asked } : {});

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

const fieldsOf = ({ enquiry: { bases } }: EnquiryState, { policy: { disclosures } }: CaseView): Field[] => [
  text('to', 'Whom you asked', { limit: 100, hint: 'A team or a post' }),
  date('on', 'On which day'),
  ticks('disclosed', 'What they were told of the child', choicesOf(disclosures.data)),
  heading('Why this may be disclosed'),
  radios(
    'basis',
    'Legal basis',
    disclosures.bases
      .filter(({ id }) => bases.includes(id))
      .map(({ id, title, power }) => ({ title: `${title}: ${power}`, value: id })),
  ),
  radios('purpose', 'What it is for', choicesOf(disclosures.purposes)),
  lines('reason', 'Why this agency, for this child', { limit: 500, hint: 'In a sentence' }),
  text('agencyReference', 'Their reference', { optional: true, limit: 60 }),
];

const choicesOf = (list: readonly { readonly id: string; readonly label: string }[]) =>
  list.map(({ id, label }) => ({ title: label, value: id }));
