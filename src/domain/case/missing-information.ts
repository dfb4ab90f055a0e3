import type { Reading } from './reading';

/** What helps to find a child and to find it a place; each piece that is not known is listed and asked for. */
export const PIECES = ['name', 'date-of-birth', 'upn', 'address', 'parents', 'last-provider', 'since'] as const;
export type MissingPiece = (typeof PIECES)[number];

/** Of another authority's child no more is asked than helps to find it. */
const OF_ANOTHERS_CHILD: readonly MissingPiece[] = ['name', 'date-of-birth'];

export function missingInformation({ way, pupil, out }: Pick<Reading, 'way' | 'pupil' | 'out'>): MissingPiece[] {
  const known: Readonly<Record<MissingPiece, boolean>> = {
    name: isKnown(pupil?.forename) && isKnown(pupil?.surname),
    'date-of-birth': pupil?.dateOfBirth != null,
    // A child who has never been to a school here has none.
    upn: pupil?.upn != null || pupil?.upnUnknown === 'new-to-country' || pupil?.upnUnknown === 'not-issued',
    address: isKnown(pupil?.lastKnownAddress),
    parents: isKnown(pupil?.parents),
    'last-provider': isKnown(out?.lastProvider),
    since: out?.since != null,
  };
  const asked = way === 'other-authority' ? OF_ANOTHERS_CHILD : PIECES;
  return asked.filter((piece) => !known[piece]);
}

const isKnown = (text: string | undefined): boolean => {
  const typed = (text ?? '').trim().replace(/[.()]/g, '').toLowerCase();
  return typed !== '' && typed !== 'not known' && typed !== 'unknown';
};
