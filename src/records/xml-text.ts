/**
 * Text as XML 1.0 can hold it: characters that it has no way to write are left out, and white space is one blank, since
 * readers treat it as they like. Angle brackets and the like are the builder's to escape.
 */
export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\s/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g, '')
    .replace(/ +/g, ' ')
    .trim();
