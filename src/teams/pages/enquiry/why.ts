import { z } from 'zod';
import type { CaseView } from '../../../casework/casework';
import { inWords } from '../../../domain/calendar/date';
import { NO_BASIS, NO_PURPOSE } from '../../../domain/case/decide/enquiries';
import type { EnquiryState } from '../../../domain/case/enquiries';
import { section, type Section } from '../../views/section';
import { short } from '../../views/words';
import { dayError, firstDayOfAsking } from '../day-bounds';
import { again, saying, type PageDeps } from '../deps';
import { lines, radios, type Field } from '../fields';
import { formView, submits } from '../form';
import type { Page, PageResult } from '../page';
import { requiredText } from '../typed';
import { choicesOf, enquiry, onceMore, requestInput } from './request';
import { draftOf, keepDraft } from './request-draft';
import { backToList, enquiryOf, stepOf } from './shared';

const input = z.object({
  basis: requiredText(60, NO_BASIS),
  purpose: requiredText(60, NO_PURPOSE),
  reason: requiredText(500, 'Say in a sentence why this agency had to be told.'),
});
type Why = z.infer<typeof input>;

/** The second page of a request: on which power, for what and why the agency was told of the child. Nothing is preset. */
export const enquiryWhy = (deps: PageDeps): Page<Why> => ({
  id: 'enquiry-why',
  needs: 'record-enquiry',
  input,
  recordsAtOnce: true,

  async show(turn, args, shownAgain) {
    const { view, state, here } = await enquiryOf(turn, args, deps);
    const draft = await draftOf(view, state, deps);
    const asked = requestInput.safeParse(draft?.values ?? {});
    // Nobody can say why something was told that nobody has said was told.
    if (!asked.success)
      return enquiry(deps).show(turn, args, shownAgain && { ...shownAgain, typed: draft?.values ?? {} });
    const argsOn = { ...here, ...onceMore(args) };
    return formView({
      title: 'The authority’s checks',
      step: stepOf(view, state),
      heading: 'Why may this be disclosed?',
      intro: ['The power, the purpose and the reason stay on record with what was told.'],
      sections: [toldSection(asked.data, view)],
      fields: fieldsOf(state, view),
      values: shownAgain?.typed ?? draft?.values ?? {},
      errors: shownAgain?.errors,
      buttons: [
        submits('Record the request', 'enquiry-why', argsOn, 'next', 'positive'),
        submits('Back', 'enquiry-why', argsOn, 'back'),
        submits('Save for later', 'enquiry-why', argsOn, 'save'),
      ],
    });
  },

  async saveDraft(turn, args, typed) {
    const { view, state } = await enquiryOf(turn, args, deps);
    await keepDraft(turn, args, fieldsOf(state, view), typed, deps);
  },

  submit: (turn, args, why) =>
    saying(async (): Promise<PageResult> => {
      const { view, state } = await enquiryOf(turn, args, deps);
      const draft = await draftOf(view, state, deps);
      if (!draft && isOnRecord(why, state)) return backToList(view, turn);
      const asked = requestInput.safeParse(draft?.values ?? {});
      if (!asked.success) return again({ '': 'First say whom you asked, on which day, and what they were told.' });
      const wrong = dayError(asked.data.on, firstDayOfAsking(view), turn.today);
      if (wrong) return again({ '': wrong });
      const { id, asks } = state.enquiry;
      const request = { ...asked.data, ...why, asked: asks };
      return backToList(await deps.casework.enquiries.request(turn.person, args.case ?? '', id, request), turn);
    }),

  back: (_turn, args) => ({ page: 'enquiry', args }),
});

/** Pressed a second time: the draft has become the request. */
function isOnRecord({ basis, purpose, reason }: Why, { state, facts }: EnquiryState): boolean {
  const last = facts.findLast((fact) => fact.kind === 'enquiry-requested')?.request;
  return state === 'asked' && last?.basis === basis && last.purpose === purpose && last.reason === reason;
}

const toldSection = (
  { to, on, disclosed }: z.infer<typeof requestInput>,
  { policy: { disclosures } }: CaseView,
): Section =>
  section('What was told', {
    Whom: short(to, 100),
    On: inWords(on),
    'Of the child': short(
      disclosures.data
        .filter(({ id }) => disclosed.includes(id))
        .map(({ label }) => label)
        .join('; '),
      300,
    ),
  });

const fieldsOf = ({ enquiry: { bases } }: EnquiryState, { policy: { disclosures } }: CaseView): Field[] => [
  radios(
    'basis',
    'Legal basis',
    disclosures.bases
      .filter(({ id }) => bases.includes(id))
      .map(({ id, title, power }) => ({ title: `${title}: ${power}`, value: id })),
  ),
  radios('purpose', 'What it is for', choicesOf(disclosures.purposes)),
  lines('reason', 'Why this agency, for this child', { limit: 500, hint: 'In a sentence' }),
];
