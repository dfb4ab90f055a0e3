/**
 * Unique Pupil Number: check letter, three-digit local authority, four-digit establishment, two-digit year, then a
 * three-digit serial (permanent) or two digits and a letter (temporary). DfE, "Unique pupil numbers: a guide for
 * schools and local authorities"; check letter as in the Government Data Standards Catalogue.
 */
export type UpnCheck =
  | { readonly ok: true; readonly upn: string; readonly temporary: boolean }
  /** `says` is put before people as it is, beside the field. */
  | { readonly ok: false; readonly says: string };

/** I, O and S are left out, since they look like 1, 0 and 5. */
const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const SHAPE = /^[A-Z]\d{11}[\dA-Z]$/;

/** Accepts lower case and spaces; `upn` in the answer is what to keep. */
export function checkUpn(typed: string): UpnCheck {
  const upn = typed.toUpperCase().replace(/[\s-]/g, '');
  const refused = shapeRefusal(upn) ?? authorityRefusal(upn) ?? letterRefusal(upn);
  return refused === null ? { ok: true, upn, temporary: !/\d$/.test(upn) } : { ok: false, says: refused };
}

/** The letter that these twelve characters call for: their values times 2 to 13, added up, modulo 23. */
export function checkLetterFor(twelve: string): string {
  const sum = [...twelve].reduce((total, character, index) => total + valueOf(character) * (index + 2), 0);
  return LETTERS[sum % 23]!;
}

const valueOf = (character: string): number => (/\d/.test(character) ? Number(character) : LETTERS.indexOf(character));

function shapeRefusal(upn: string): string | null {
  if (upn.length !== 13) return `A UPN has 13 characters; this one has ${upn.length}.`;
  if (!SHAPE.test(upn)) {
    return 'A UPN is a letter and then 12 digits; only the last character may be a letter too (a temporary UPN).';
  }
  if (/[IOS]/.test(upn)) return 'A UPN never has the letters I, O or S. Is it the digit 1, 0 or 5, or another letter?';
  return null;
}

function authorityRefusal(upn: string): string | null {
  const code = upn.slice(1, 4);
  if (AUTHORITY_CODES.some(([first, last]) => first <= code && code <= last)) return null;
  return `The second to fourth characters of a UPN are a local authority's number, and no authority has ${code}.`;
}

function letterRefusal(upn: string): string | null {
  const expected = checkLetterFor(upn.slice(1));
  if (upn[0] === expected) return null;
  return (
    `The first letter does not fit the rest: for ${upn.slice(1)} it would be ${expected}, not ${upn[0]}. ` +
    'Please compare the whole UPN with the register; a digit may be mistyped instead.'
  );
}

/**
 * Codes of authorities since 1999 and the pseudo codes in use (school census rule 1530). From 800 on all are taken as
 * possible, because the codes of new authorities are issued there, and a child must not be refused for being from one.
 */
const AUTHORITY_CODES: readonly (readonly [string, string])[] = [
  ['001', '005'],
  ['201', '213'],
  ['301', '320'],
  ['330', '336'],
  ['340', '344'],
  ['350', '359'],
  ['370', '373'],
  ['380', '384'],
  ['390', '394'],
  ['420', '420'],
  ['660', '681'],
  ['701', '708'],
  ['800', '949'],
];
