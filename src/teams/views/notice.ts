import type { UrgentContact } from '../../people/directory';
import { plain } from '../rendering/escape-markdown';

/** A coloured band on a card; the words say the same as the colour. */
export interface Notice {
  readonly style: 'attention' | 'warning' | 'good' | 'accent' | 'emphasis';
  readonly title: string;
  readonly lines: readonly string[];
}

export const notice = (style: Notice['style'], title: string, ...lines: string[]): Notice => ({ style, title, lines });

/** Stands first on the first page of a report and of a referral: no form comes before a call. */
export const callFirst = (contacts: readonly UrgentContact[]): Notice =>
  notice('attention', 'If the child may be in danger, call now. This form can wait.', ...whoToCall(contacts));

/** Who to ring, as the authority has set it up. 999 is always there: it needs no set-up. */
export const whoToCall = (contacts: readonly UrgentContact[]): string[] => [
  '**999** police, if a child is in danger now',
  ...contacts
    .filter(({ telephone }) => telephone !== '999')
    .map((contact) => `**${plain(contact.telephone)}** ${plain(contact.name)} (${plain(contact.hours)})`),
];
