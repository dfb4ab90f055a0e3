import { z } from 'zod';
import type { CaseView } from '../../../casework/casework';
import { signsFor } from '../../../casework/removal-work';
import { may } from '../../../domain/access/table';
import { inWords, type LocalDate } from '../../../domain/calendar/date';
import { closuresIn } from '../../../domain/case/removal/conditions';
import { acknowledgeFirst, saysWhyUnasked } from '../../../domain/case/decide/enquiry';
import { CONCLUSIONS, type Side } from '../../../domain/case/facts/removal';
import type { Person } from '../../../people/directory';
import { plain } from '../../rendering/escape-markdown';
import { namesOn, shownCase } from '../../shown-case';
import { does, opens, opensCase, type Button } from '../../views/buttons';
import { notice, type Notice } from '../../views/notice';
import { stillOpen } from '../../views/still-open';
import { sidesInWords } from '../../views/removal-sections';
import { again, saying, type PageDeps } from '../deps';
import { lines, radios, type Field } from '../fields';
import { formView, submits } from '../form';
import type { Page } from '../page';
import { oneOf, oneOfOrNone, requiredText, typedText } from '../typed';

const input = z.object({
  conclusion: oneOf(CONCLUSIONS, 'Say what you conclude.'),
  location: typedText(300),
  circumstances: typedText(300),
  statement: requiredText(500, 'Say in a sentence what was done to find the child.'),
  unasked: typedText(500),
  closures: oneOfOrNone(['yes', 'no']),
});
type Input = z.infer<typeof input>;

/** One named person signs for one side, and reads what the other side has said. */
export const sign = (deps: PageDeps): Page<Input> => ({
  id: 'sign-conclusion',
  needs: 'see-case',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    const { jointEnquiry } = view.policy;
    const side = sideOf(turn.person, view);
    const may = side !== null && mayStillSign(side, view);
    return formView({
      title: 'Sign the conclusion',
      step: view.case.reference,
      heading: plain(jointEnquiry.asks),
      intro: [plain(jointEnquiry.says), plain(jointEnquiry.citation)],
      notices: [...notices(side, view), ...stillOpen(view)],
      sections: sidesInWords(view, await namesOn(view, deps)),
      fields: may ? fieldsFor(side, view) : [],
      values: shownAgain?.typed ?? {},
      errors: shownAgain?.errors,
      buttons: may
        ? [
            submits(`Sign for the ${side}`, 'sign-conclusion', args, 'next'),
            ...(signedByAnybody(view) ? [opens('Not yet', 'not-yet', { case: view.case.reference })] : []),
          ]
        : instead(turn.person, side, view),
    });
  },

  // A signature is given or not: half of one is not kept.
  saveDraft: async () => {},

  submit: (turn, args, { closures, unasked, ...typed }) =>
    saying(async () => {
      const before = await deps.casework.see(turn.person, args.case ?? '');
      const side = sideOf(turn.person, before);
      if (!side) return again({ '': 'Your role does not sign here. Ask the people named by the policy.' });
      const asked = side === 'authority' ? closuresOn(before) : [];
      if (asked.length > 0 && !closures) return again({ closures: 'Say whether the run goes on across the closure.' });
      const closuresAccepted = closures === 'yes' ? asked : [];
      const why = unasked === '' ? {} : { unasked };
      const given = { side, closuresAccepted, ...typed, ...why };
      const view = await deps.casework.removal.sign(turn.person, args.case ?? '', given);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});

/** Who may sign for both signs for the side that has not signed. */
export function sideOf(person: Person, view: CaseView): Side | null {
  const sides = (['school', 'authority'] as const).filter((side) => may(person, signsFor(side), view.case));
  return sides.find((side) => !view.assessment.removal.enquiry.sides[side].signed) ?? sides[0] ?? null;
}

const mayStillSign = (side: Side, view: CaseView): boolean => isOpenToSign(view) && !waitsFor(side, view);

const isOpenToSign = ({ assessment: { open, removal } }: CaseView): boolean =>
  open && !removal.carried.deleted && removal.enquiry.closedTo === null;

/** What this side does before it signs; null where nothing comes first. */
const waitsFor = (side: Side, { assessment: { enquiries } }: CaseView): string | null =>
  side === 'authority' ? acknowledgeFirst(enquiries) : null;

/** Where the authority cannot sign yet: to take the notification up, or to answer the school all the same. */
function instead(person: Person, side: Side | null, view: CaseView): Button[] {
  const here = view.case.reference;
  if (side !== 'authority' || !isOpenToSign(view)) return [];
  return [
    ...(view.assessment.enquiries.notifiedOn && may(person, 'record-enquiry', view.case)
      ? [does('Acknowledge the notification', 'acknowledge-referral', { reference: here })]
      : []),
    ...(signedByAnybody(view) ? [opens('Not yet', 'not-yet', { case: here })] : []),
    opensCase('Open the case', here),
  ];
}

export const signedByAnybody = ({ assessment }: CaseView): boolean =>
  Object.values(assessment.removal.enquiry.sides).some(({ signed }) => signed !== null);

function notices(side: Side | null, view: CaseView): Notice[] {
  const { assessment } = view;
  const { enquiry, carried } = assessment.removal;
  if (carried.deleted) return [notice('emphasis', 'The name has been deleted. Nothing is signed any more.')];
  if (enquiry.closedTo) return [notice('warning', 'It cannot be signed now.', plain(enquiry.closedTo))];
  const first = side && waitsFor(side, view);
  if (first) return [notice('warning', 'One thing comes before you sign.', first)];
  if (enquiry.concluded) return [notice('emphasis', 'Both have signed the same conclusion.')];
  if (enquiry.apart)
    return [
      notice('warning', 'School and authority have signed different conclusions. Talk to one another, and sign again.'),
    ];
  if (side && enquiry.sides[side].signed)
    return [notice('emphasis', 'Your side has signed. To sign again takes the place of it.')];
  return side ? [] : [notice('emphasis', 'You can read this, and people with another role sign.')];
}

const fieldsFor = (side: Side, view: CaseView): Field[] => [
  radios(
    'conclusion',
    'Your conclusion',
    CONCLUSIONS.map((id) => ({ title: view.policy.jointEnquiry.conclusions[id], value: id })),
  ),
  lines('location', 'What is known of where the child is', { optional: true, limit: 300 }),
  lines('circumstances', 'What is known of how the child is', { optional: true, limit: 300 }),
  lines('statement', 'What was done to find the child', { limit: 500 }),
  ...(side === 'authority' && saysWhyUnasked(view.assessment.enquiries)
    ? [lines('unasked', 'If not found: why was no agency asked?', { optional: true, limit: 500 })]
    : []),
  ...(side === 'authority' ? closureFields(closuresOn(view)) : []),
];

function closuresOn({ assessment, calendar, absence }: CaseView): LocalDate[] {
  const run = assessment.counts.groundI;
  return run && absence
    ? closuresIn({ run, last: { known: false, calendarEnds: null } }, calendar, assessment.asOf)
    : [];
}

const closureFields = (closures: readonly LocalDate[]): Field[] =>
  closures.length === 0
    ? []
    : [
        radios(
          'closures',
          `The school was closed unexpectedly on ${closures.map(inWords).join(', ')}. Does the absence still count as unbroken?`,
          [
            { title: 'Yes, the run goes on', value: 'yes' },
            { title: 'No, or not sure', value: 'no' },
          ],
        ),
      ];
