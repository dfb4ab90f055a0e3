/** In somebody's own chat. */
export const HAD_BEFORE = 'You may have had this message before: an earlier try may have reached you.';

/** In a channel, on what is written there anew since an earlier try had no clear answer. @param what begins the sentence. */
export const standsTwice = (what: string): string =>
  `${what} may stand here twice: an earlier try may have come through.`;

/** Where that is edited when what it tells changes, as an earlier one is not. */
export const standsTwiceAndIsKept = (what: string): string => `${standsTwice(what)} This one is kept up to date.`;
