/**
 * What is marked before it is handed to the child or a parent. `third-party`: it is about somebody else, or another child.
 * `may-name-others`: somebody typed it freely, so a person has to read it. A mark decides nothing: who answers the request
 * weighs it, and takes out what may not be told.
 */
export type MarkKind = 'third-party' | 'may-name-others';

export interface Mark {
  readonly kind: MarkKind;
  /** Where it stands: the case, and the fact or the list. */
  readonly where: string;
  readonly text: string;
}

const WORDS: Readonly<Record<MarkKind, string>> = {
  'third-party': 'third party',
  'may-name-others': 'may name others',
};

/** Sets marks, and keeps a list of them in the order in which they were set. */
export class Marker {
  readonly #marks: Mark[] = [];

  constructor(private where: string = '') {}

  get marks(): readonly Mark[] {
    return this.#marks;
  }

  at(where: string): this {
    this.where = where;
    return this;
  }

  /** Brackets that were typed are made round ones: what stands in a mark must not seem to end it. */
  mark(kind: MarkKind, text: string): string {
    if (text.trim() === '') return text;
    this.#marks.push({ kind, where: this.where, text });
    return `[${WORDS[kind]}: ${text.replaceAll('[', '(').replaceAll(']', ')')}]`;
  }

  /** A member of staff or another person, by name. */
  readonly person = (name: string): string => this.mark('third-party', name);
}
