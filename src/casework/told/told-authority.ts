import { inWords } from '../../domain/calendar/date';
import type { EnquiryAnswer, EnquiryRequest } from '../../domain/case/facts/enquiries';
import type { PolicyPack } from '../../domain/policy/pack';
import { lower } from '../../letters';
import type { Shown } from '../shown-facts';
import { named, tell, type Telling, type Told } from './terms';

/** That one of the authority's checks runs; to whom it may be told, what was disclosed and why, and what came of it. */
export const TOLD_OF_ENQUIRIES = {
  'referral-acknowledged': () => tell(['the authority has acknowledged the notification']),
  'enquiry-requested': ({ enquiry, request }: Shown<'enquiry-requested'>, { then }: Telling) =>
    tell([`${checkOf(enquiry, then)}: the agency was asked`], request && disclosure(request, then)),
  'enquiry-chased': ({ enquiry, on, note }: Shown<'enquiry-chased'>, { then }: Telling) =>
    tell([`${checkOf(enquiry, then)}: the agency was reminded`], [on && `on ${inWords(on)}`, note]),
  'enquiry-answered': ({ enquiry, answer }: Shown<'enquiry-answered'>, { then }: Telling) =>
    tell([`${checkOf(enquiry, then)} was answered`], answer && answerOf(answer, then)),
  'enquiry-not-needed': ({ enquiry, reason }: Shown<'enquiry-not-needed'>, { then }: Telling) =>
    tell([`${checkOf(enquiry, then)} is not needed`], [reason]),
};

const checkOf = (enquiry: string, { enquiries }: PolicyPack): string =>
  `the authority’s check “${enquiries.list.find(({ id }) => id === enquiry)?.title ?? enquiry}”`;

function disclosure(request: EnquiryRequest, { disclosures }: PolicyPack): string[] {
  const { on, to, disclosed, basis, purpose, reason, agencyReference, asked } = request;
  const data = disclosed.map((id) => lower(disclosures.data.find((one) => one.id === id)?.label ?? id));
  return [
    `${to}, ${inWords(on)}`,
    named('asked:', asked),
    named('disclosed:', data.join(', ')),
    named('on the power of', disclosures.bases.find(({ id }) => id === basis)?.title ?? basis),
    named('purpose:', lower(disclosures.purposes.find(({ id }) => id === purpose)?.label ?? purpose)),
    reason,
    named('their reference', agencyReference),
  ];
}

const answerOf = ({ on, by, outcome, note }: EnquiryAnswer, { enquiries }: PolicyPack): string[] => [
  enquiries.outcomes.find(({ id }) => id === outcome)?.label ?? outcome,
  `${by}, ${inWords(on)}`,
  note,
];

/** Who has the case, and what authority and school have asked one another. */
export const TOLD_OF_OFFICER = {
  assigned: ({ to, note }: Shown<'assigned'>, { nameOf }: Telling) =>
    tell(
      [
        to === null
          ? 'the case is with the tracking officer again'
          : `the case was given to ${nameOf(to) ?? 'a colleague'}`,
      ],
      [note],
    ),
  held: ({ until, reason }: Shown<'held'>) =>
    tell([`the authority’s own work was put on hold until ${inWords(until)}`], [reason]),
  'hold-lifted': ({ reason }: Shown<'hold-lifted'>) => tell(['the hold was ended'], [reason]),
  'legal-hold-begun': ({ reason }: Shown<'legal-hold-begun'>) =>
    tell(['a legal hold began: nothing of the case is deleted'], [reason]),
  'legal-hold-ended': ({ reason }: Shown<'legal-hold-ended'>) => tell(['the legal hold was ended'], [reason]),
  'question-asked': ({ question: { text, due } }: Shown<'question-asked'>) =>
    tell(['the authority asked the school', text], [`an answer was asked for by ${inWords(due)}`]),
  'question-answered': ({ text }: Shown<'question-answered'>) => tell(['the school answered', text]),
} satisfies Record<string, (...given: never[]) => Told>;
