import type { FactBody, FactKind } from '../../src/domain/case/fact';

type Kinds = Extract<
  FactKind,
  | `enquiry-${string}`
  | `question-${string}`
  | 'referral-acknowledged'
  | 'assigned'
  | 'held'
  | 'hold-lifted'
  | `legal-hold-${string}`
>;

/** What the authority's people record, one of each kind. */
export const OFFICER_KINDS: { readonly [K in Kinds]: readonly (FactBody & { kind: K })[] } = {
  'referral-acknowledged': [{ kind: 'referral-acknowledged' }],
  'enquiry-requested': [
    {
      kind: 'enquiry-requested',
      enquiry: 'council-tax',
      request: {
        ...{ on: '2026-05-11', to: 'Revenues', disclosed: ['name', 'address'], basis: 's436a', purpose: 'find' },
        ...{ reason: 'The house looks empty', agencyReference: 'R-1', asked: 'Does the family live there?' },
      },
    },
  ],
  'enquiry-chased': [{ kind: 'enquiry-chased', enquiry: 'council-tax', on: '2026-05-18', note: '' }],
  'enquiry-answered': [
    {
      kind: 'enquiry-answered',
      enquiry: 'council-tax',
      answer: { on: '2026-05-19', by: 'Revenues', outcome: 'not-known', note: '' },
    },
  ],
  'enquiry-not-needed': [{ kind: 'enquiry-not-needed', enquiry: 'border', reason: 'The family is here' }],
  assigned: [
    { kind: 'assigned', to: 'person-2', note: '' },
    { kind: 'assigned', to: null, note: 'Back from leave' },
  ],
  held: [{ kind: 'held', until: '2026-06-01', reason: 'The landlord is away' }],
  'hold-lifted': [{ kind: 'hold-lifted', reason: '' }],
  'legal-hold-begun': [{ kind: 'legal-hold-begun', reason: 'An inquest' }],
  'legal-hold-ended': [{ kind: 'legal-hold-ended', reason: 'The inquest is over' }],
  'question-asked': [{ kind: 'question-asked', question: { text: 'Who collects the child?', due: '2026-05-14' } }],
  'question-answered': [{ kind: 'question-answered', question: 'fact-1', text: 'An aunt' }],
};
