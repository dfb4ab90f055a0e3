import { xmlText } from './xml-text';

/** A postcode of the United Kingdom at the end of an address or of one of its lines. */
const POSTCODE = /\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})\b/i;
const MOST_LINES = 5;

/** `L99 9ZZ`, where the address as typed has one. */
export function postcodeOf(address: string): string | null {
  const found = POSTCODE.exec(address);
  return found ? `${found[1]} ${found[2]}`.toUpperCase() : null;
}

/** What was typed, in no more than five lines: at its line breaks, else at its commas, without the postcode. */
export function addressLines(address: string): string[] {
  const typed = address.replace(POSTCODE, ' ');
  const lines = typed
    .split(typed.trim().includes('\n') ? /[\r\n]+/ : ',')
    .map((line) => xmlText(line).replace(/^[\s,]+|[\s,]+$/g, ''))
    .filter((line) => line !== '');
  return lines.length <= MOST_LINES
    ? lines
    : [...lines.slice(0, MOST_LINES - 1), lines.slice(MOST_LINES - 1).join(', ')];
}
