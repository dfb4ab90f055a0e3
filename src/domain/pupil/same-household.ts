import { nameKey } from './name-key';
import type { Pupil } from './pupil';

type Lives = Pick<Pupil, 'surname' | 'lastKnownAddress' | 'parents'>;

/** Why two children may be brothers or sisters; null when nothing says so. A hint for people, who decide. */
export function sameHousehold(a: Lives, b: Lives): 'address' | 'telephone' | null {
  const address = addressKey(a.lastKnownAddress);
  if (address !== '' && address === addressKey(b.lastKnownAddress)) return 'address';
  const sameSurname = surnameKey(a) !== '' && surnameKey(a) === surnameKey(b);
  const known = telephonesIn(b.parents);
  return sameSurname && telephonesIn(a.parents).some((number) => known.includes(number)) ? 'telephone' : null;
}

const surnameKey = ({ surname }: Lives): string => nameKey({ forename: '', surname });

/** The postcode with the numbers before it: how the rest is spelt differs from form to form. */
function addressKey(address: string): string {
  const text = address.toUpperCase();
  const [postcode] = /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/.exec(text) ?? [];
  if (!postcode) return '';
  const numbers = text.slice(0, text.indexOf(postcode)).match(/\d+[A-Z]?\b/g) ?? [];
  return numbers.length === 0 ? '' : [...numbers, postcode.replace(/\s/g, '')].join(' ');
}

/** Whole telephone numbers in what was typed, however they are spaced, with +44 or with 0. */
const telephonesIn = (text: string): string[] =>
  (text.match(/\+?\d[\d\s()-]{8,}\d/g) ?? [])
    .map((number) => number.replace(/\(0\)|[\s()-]/g, '').replace(/^(?:\+|00)44/, '0'))
    .filter((number) => number.length >= 10);
