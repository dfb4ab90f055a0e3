const MENTION = /<at\b[^>]*>.*?<\/at>/gis;
const TAG = /<\/?[a-z][^>]*>/gi;
const SPACE = /(?:\s|&nbsp;|\u200b)+/g;
/** Quotation marks, full stops and the like around what was meant; a code such as `WB-7K3M-2Q` keeps its hyphens. */
const AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/** Far more than any command has; what is looked for from many places of a text takes its length by itself. */
const MOST_SPOKEN = 1_000;

/** What was meant: without the mention that a channel asks for, without what Teams or a phone puts around it. */
export const spoken = (text: string): string =>
  text.slice(0, MOST_SPOKEN).replace(MENTION, ' ').replace(TAG, ' ').replace(SPACE, ' ').replace(AROUND, '');
