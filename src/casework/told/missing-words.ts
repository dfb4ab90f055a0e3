import type { MissingPiece } from '../../domain/case/missing-information';

const PIECES: Readonly<Record<MissingPiece, string>> = {
  name: 'the whole name',
  'date-of-birth': 'the date of birth',
  upn: 'the UPN',
  address: 'the address',
  parents: 'who the parents are',
  'last-provider': 'the last school or provider',
  since: 'since when the child is out of education',
};

/** What is not known of a child, in the middle of a sentence. */
export const missingInWords = (missing: readonly MissingPiece[]): string =>
  missing.map((piece) => PIECES[piece]).join(', ');
