export interface Choice {
  readonly title: string;
  readonly value: string;
}

type FieldKind = 'text' | 'lines' | 'date' | 'time' | 'choice' | 'radios' | 'ticks';

/** One question on a page, or a heading or a sentence between questions. */
export interface Field {
  readonly kind: FieldKind | 'heading' | 'words';
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  /** Most characters that are kept. */
  readonly limit: number;
  readonly choices: readonly Choice[];
}

interface Options {
  /** Says so in the label; what must be there is checked when the page is submitted, so that a draft may be half-filled. */
  readonly optional?: boolean;
  readonly hint?: string;
  readonly limit?: number;
}

const field = (
  kind: FieldKind,
  id: string,
  label: string,
  options: Options,
  choices: readonly Choice[] = [],
): Field => ({
  kind,
  id,
  label: `${label} (${options.optional ? 'optional' : 'required'})`,
  hint: options.hint ?? '',
  limit: options.limit ?? 100,
  choices,
});

export const text = (id: string, label: string, options: Options = {}) => field('text', id, label, options);
export const lines = (id: string, label: string, options: Options = {}) =>
  field('lines', id, label, { limit: 500, ...options });
export const date = (id: string, label: string, options: Options = {}) => field('date', id, label, options);
export const time = (id: string, label: string, options: Options = {}) => field('time', id, label, options);

/** One of a few, all in view. */
export const radios = (id: string, label: string, choices: readonly Choice[], options: Options = {}) =>
  field('radios', id, label, options, choices);
/** One of many, in a list that opens. */
export const choice = (id: string, label: string, choices: readonly Choice[], options: Options = {}) =>
  field('choice', id, label, options, choices);
/** Any number of them; comes back as ids with commas between. */
export const ticks = (id: string, label: string, choices: readonly Choice[], options: Options = {}) =>
  field('ticks', id, label, options, choices);

const between = (kind: 'heading' | 'words', label: string): Field => ({
  kind,
  id: '',
  label,
  hint: '',
  limit: 0,
  choices: [],
});
export const heading = (label: string): Field => between('heading', label);
export const words = (label: string): Field => between('words', label);

export const isInput = (part: Field): boolean => part.id !== '';
