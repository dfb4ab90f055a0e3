/**
 * Text as it can be drawn. Control characters and those that turn the direction of what follows are left out, since
 * they draw nothing and can make a line read as something else; half of a surrogate pair becomes the sign for it.
 */
export const drawable = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')

    .replace(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/g,
      '',
    )
    .trim();

/** Most characters of a word that is drawn in one piece: a line has room for it, and finding its end takes no time. */
const LONGEST_WORD = 40;
const LONG_WORDS = new RegExp(`\\S{${LONGEST_WORD}}(?=\\S)`, 'gu');

/** Whether the text has to be broken where it has no room to breathe. */
export const hasLongWords = (text: string): boolean => text.search(LONG_WORDS) >= 0;

/** With places, unseen, at which a word longer than a line may be broken. */
export const breakable = (text: string): string => text.replace(LONG_WORDS, '$&\u200b');

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Words of Arabic or Hebrew that fit a line are one piece: the font turns a piece round as a whole, spaces and all. */
const LONGEST_PIECE = 40;

/** The same text with what is read from right to left in pieces, since words are drawn from left to right. */
export function inPieces(line: string): string {
  if (!RIGHT_TO_LEFT.test(line)) return line;
  return line.split(' ').reduce((drawn, word) => {
    const piece = drawn.slice(drawn.lastIndexOf(' ') + 1);
    const goesOn = RIGHT_TO_LEFT.test(piece) && RIGHT_TO_LEFT.test(word) && piece.length + word.length < LONGEST_PIECE;
    return `${drawn}${goesOn ? '\u00a0' : ' '}${word}`;
  });
}

export const turnsRound = (text: string): boolean => RIGHT_TO_LEFT.test(text);
