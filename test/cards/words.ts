/** What the people of a sample type. */
export interface Words {
  readonly forename: string;
  readonly surname: string;
  /** Stands in every field that takes text, cut to nothing. */
  readonly text: (said: string) => string;
}

export const FULL: Words = { forename: 'Rowan', surname: 'Ashdown', text: (said) => said };

/** Nothing but what has to be there. */
export const MINIMAL: Words = { forename: 'R', surname: 'A', text: () => '' };

const NASTY =
  '[click](https://evil.example) **bold** _it_ ${1+1} "quote" \\ <b>tag</b> # heading\n- item\n1. one\n\u202e\u202etfel 👩‍👩‍👧 مرحبا 日本 ';
/** Markdown, template expressions, quotes, emoji, both directions of writing, and far too much of it. */
export const HOSTILE: Words = {
  forename: `**Mal** ${NASTY}`,
  surname: '[lory](https://evil.example)',
  text: () => NASTY.repeat(40),
};
