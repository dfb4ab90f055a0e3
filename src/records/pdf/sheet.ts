/** A document as it is meant, free of how it is drawn: a renderer turns it into pages, and tests read it as it is. */
export interface Sheet {
  /** Stands at the top, in the window's title and in front of whoever listens to it. */
  readonly title: string;
  readonly subtitle: string;
  /** On every page, with the number of the page. */
  readonly footer: string;
  readonly author: string;
  readonly made: Date;
  /** For a table of many columns; left out: the page stands upright. */
  readonly landscape?: true;
  readonly parts: readonly Part[];
}

export type Part =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Labels with their values. */
  | { readonly kind: 'facts'; readonly rows: readonly FactRow[] }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'entries'; readonly entries: readonly Entry[] }
  /** A bar for each number, no longer than a page. `says`: what it is, for whoever listens. */
  | { readonly kind: 'plot'; readonly says: string; readonly bars: readonly Bar[] };

export interface Bar {
  readonly label: string;
  readonly number: number;
}

export interface FactRow {
  readonly label: string;
  readonly value: string;
}

export interface Column {
  readonly title: string;
  /** Share of the width; all of a table come to 1. */
  readonly share: number;
}

/** One thing of a list, with how it stands and what there is to say of it. */
export interface Entry {
  readonly title: string;
  readonly state: string;
  readonly lines: readonly EntryLine[];
}

export interface EntryLine {
  readonly text: string;
  /** What somebody was asked is set apart from what they said. */
  readonly face?: 'regular' | 'italic';
}

/** Leaves out what says nothing. */
export const facts = (rows: Readonly<Record<string, string>>): Part => ({
  kind: 'facts',
  rows: Object.entries(rows).flatMap(([label, value]) => (value.trim() === '' ? [] : [{ label, value }])),
});
export const heading = (text: string): Part => ({ kind: 'heading', text });
export const paragraph = (text: string): Part => ({ kind: 'paragraph', text });
