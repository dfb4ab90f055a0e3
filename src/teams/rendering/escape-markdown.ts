/** Signs that are Markdown wherever they stand. No more than these: some phones show the backslash too. */
const ANYWHERE = /[\\`*_[\]<~]/g;

/** Signs that begin a list, a heading or a quotation at the start of a line. */
const LINE_START = /^([ \t]*)([-+=#>]|\d+(?=[.)]))/gm;

/** Characters that turn the direction of what follows them, and control characters that show nothing. */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text that people typed, for a TextBlock or a FactSet: shown as it is, never as Markdown. Not for the value of an
 * input, which shows every character as it is.
 */
export const plain = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(UNSEEN, '')
    .replace(ANYWHERE, '\\$&')
    .replace(LINE_START, (_, space: string, sign: string) =>
      /\d/.test(sign) ? `${space}${sign}\u200b` : `${space}\\${sign}`,
    );
