const MENTION = /<at\b[^>]*>.*?<\/at>/gis;
const TAG = /<\/?[a-z][^>]*>/gi;
const SPACE = /(?:\s|&nbsp;|\u200b)+/g;
/** Quotation marks, full stops and the like around what was meant; a code such as `WB-7K3M-2Q` keeps its hyphens. */
const AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/** What was meant: without the mention that a channel asks for, without what Teams or a phone puts around it. */
export const spoken = (text: string): string =>
  text.replace(MENTION, ' ').replace(TAG, ' ').replace(SPACE, ' ').replace(AROUND, '');
