import { HANDOUT_NAMES, type HandoutKind } from '../../records/handouts/handout';
import { TICKET_MINUTES } from '../../records/tickets';
import type { CardSpec } from '../turn';

/** Where a file can be fetched. The link is for this person alone: only for a personal chat. */
export const handoutCard = (kind: HandoutKind, url: string, about = aboutAll(kind)): CardSpec => ({
  template: 'paper-link',
  summary: 'The file is ready',
  model: {
    title: 'The file is ready',
    subtitle: HANDOUT_NAMES[kind],
    lines: [`The link is yours: it works once, and for ${TICKET_MINUTES} minutes. Please do not pass it on.`, about],
    link: { title: 'Fetch the file', url },
    buttons: [],
  },
});

const aboutAll = (kind: HandoutKind): string =>
  kind === 'one-upload'
    ? 'It names children, and counts as made once you have fetched it. No copy stays here.'
    : `It is drawn when you fetch it, and ${NAMES[kind] ?? 'names no child'}. No copy stays here.`;

/** Minutes give a reason as it was typed. */
const NAMES: Readonly<Partial<Record<HandoutKind, string>>> = {
  'minutes-pdf': 'names a child only where somebody typed the name into a reason',
};
