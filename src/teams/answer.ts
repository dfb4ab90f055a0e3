import type { Refusal } from '../errors';
import { plain } from './rendering/escape-markdown';
import type { CardSpec, Turn } from './turn';

/** A new message; in place of the clicked card until it is shown anew; in place of it for good. */
export type Place = 'new' | 'in-place' | 'for-good';

/** What a person sees, free of how it gets there. */
export type Answer =
  | {
      readonly kind: 'card';
      readonly card: CardSpec;
      readonly title: string;
      readonly place: Place;
      readonly refuses?: true;
    }
  | { readonly kind: 'text'; readonly text: string; readonly refuses?: true };

export const NAME = 'Whereabouts';

/** A few plain sentences as a card, where a card is what is needed. */
export function messageCard(says: string, buttons: readonly object[] = []): CardSpec {
  return { template: 'message', model: { says, buttons }, summary: 'A message from Whereabouts' };
}

export const textAnswer = (text: string): Answer => ({ kind: 'text', text });

export const cardAnswer = (card: CardSpec, place: Place, title = NAME): Answer => ({
  kind: 'card',
  card,
  title,
  place,
});

/** Takes the place of what was clicked: a page on which nothing more can be done must not stay. */
export const refusalAnswer = (refusal: Refusal, place: Place): Answer => ({
  ...cardAnswer(messageCard(plain(refusal.says)), place),
  refuses: true,
});

/** Whether it stands however often the same is sent; not what asks to be corrected, nor what may be tried again. */
export const lasts = (answer: Answer): boolean =>
  !answer.refuses && !(answer.kind === 'card' && answer.place === 'in-place');

/** A child's data is shown where only this person sees it: in their own chat, or in a dialog. */
export const isPrivate = (turn: Turn, host: 'chat' | 'dialog'): boolean =>
  turn.where === 'personal' || host === 'dialog';
