import { lines, type Field } from './fields';

export const WHY_LIMIT = 300;

/** Asked where something that stood on record of the child is said otherwise. */
export const WHY_PUT_RIGHT = 'Say in a sentence why this is put right. What stood there before stays with the case.';

export const whyPutRight = (id: string): Field =>
  lines(id, 'Why it is put right', {
    ...{ optional: true, limit: WHY_LIMIT },
    hint: 'Needed where something that was recorded before is changed.',
  });
