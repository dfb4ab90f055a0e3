import type { PageArgs } from '../turn';

export type ButtonStyle = 'default' | 'positive' | 'destructive';

/** What a template needs for one `Action.Execute`: its title, and the data that comes back when it is pressed. */
export interface Button {
  readonly title: string;
  readonly style: ButtonStyle;
  readonly sends: { readonly verb: string } & Readonly<Record<string, unknown>>;
}

/** Opens a page: a dialog in Teams, a card in the chat elsewhere. */
export const opens = (title: string, page: string, args: PageArgs, style: ButtonStyle = 'default'): Button => ({
  title,
  style,
  sends: { verb: 'page', page, args },
});

/** Does something at once. `ids` name things; they never hold what people typed. */
export const does = (title: string, verb: string, ids: PageArgs, style: ButtonStyle = 'default'): Button => ({
  title,
  style,
  sends: { verb, ...ids },
});

/**
 * On a card of the case itself, which stays in the chat when the case moves on: pressed later, it does something only
 * where the case would offer it still. Whom to call is shown whatever the case has come to.
 */
export const whileOffered = (button: Button): Button =>
  button.sends['page'] === URGENT ? button : { ...button, sends: { ...button.sends, while: OFFERED } };

/** The page that says whom to call. */
const URGENT = 'urgent';
export const OFFERED = 'offered';

export const opensCase = (title: string, reference: string): Button => does(title, 'show-case', { reference });

/** What a member of staff may be asked about the register, in one tap each. */
export const attendanceAnswers = (reference: string, delivery = ''): Button[] => [
  does('Still missing', 'attendance', { reference, delivery, answer: 'still-missing' }),
  does('Back in school', 'attendance', { reference, delivery, answer: 'returned' }),
  opens('Seen, not back', 'seen', { case: reference, delivery }),
  opens('Another code', 'attendance', { case: reference, delivery }),
];
