/** What a column of the upload may hold. */
export const ONE_VALUES = [
  'case-reference',
  'upn',
  'surname',
  'forename',
  'other-names',
  'date-of-birth',
  'sex',
  'year-group',
  'school-urn',
  'school-dfe-number',
  'opened-on',
  'way',
  'register-reason',
  'dfe-reason',
  'stage',
  'last-attended',
  'closed-on',
  'closing-outcome',
  'change',
] as const;
export type OneValue = (typeof ONE_VALUES)[number];

/** Days, which are written as the pack says. */
export const ONE_DAYS: readonly OneValue[] = ['date-of-birth', 'opened-on', 'last-attended', 'closed-on'];

/** The closing outcome of a case that One has open, and of which it was put right that the child is another authority's. */
export const NOT_OURS = 'not-ours';

/** What is told of a case; days as `YYYY-MM-DD`, null where there is nothing to tell. */
export type OneRecord = Readonly<Record<Exclude<OneValue, 'change'>, string | null>>;

/**
 * Why a case stands in an upload: One has it not; has it as it was; has it open, and it is closed; or has it as it is, and
 * everything was asked for again.
 */
export const CHANGES = ['new', 'changed', 'closed', 'again'] as const;
export type Change = (typeof CHANGES)[number];
