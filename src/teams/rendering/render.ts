import type { Config } from '../../config';
import type { CardSpec, Refresh } from '../turn';
import { adaptToHost, type Fields, type Host } from './hosts';
import type { Templates } from './templates';

/** A card that must not be shown: a fault in the template or its model, never the person's. */
export class CardFault extends Error {
  constructor(
    readonly template: string,
    readonly code: 'no-template' | 'unfilled' | 'too-big',
    readonly bytes = 0,
  ) {
    super(`${code}: ${template}`);
    this.name = 'CardFault';
  }
}

export type Render = (card: CardSpec, host: Host) => object;

/** The published limits disagree (28, 40 and 100 KB); under this one every client shows the card. */
export const MOST_BYTES = 24 * 1024;

/** Stands for `${` in what people typed while the template is expanded, so that what the template left is told apart. */
const TYPED = '\ue000{';

/** Throws `CardFault`. */
export function createRenderer(templates: Templates, pages: Config['pages']): Render {
  return (card, host) => {
    const shown = adaptToHost(expand(templates, card), host, pages);
    // A dialog is never refreshed, and where none open nobody's own view is drawn either.
    if (card.refresh && host === 'chat' && pages === 'dialog') shown['refresh'] = refreshed(card.refresh);
    const bytes = Buffer.byteLength(JSON.stringify(shown));
    if (bytes > MOST_BYTES) throw new CardFault(card.template, 'too-big', bytes);
    return shown;
  };
}

const refreshed = ({ verb, ids, userIds }: Refresh): Fields => ({
  action: { type: 'Action.Execute', title: 'Refresh', verb, data: { verb, ...ids } },
  userIds: [...userIds],
});

/** A fresh copy: parts of the model itself may stand in what the template engine returns. */
function expand(templates: Templates, card: CardSpec): Fields {
  const template = templates.get(card.template);
  if (!template) throw new CardFault(card.template, 'no-template');
  const model = JSON.stringify(card.model);
  const typedMarks = model.includes('${');
  const root: unknown = typedMarks ? JSON.parse(model.replaceAll('${', TYPED)) : card.model;
  const text = JSON.stringify(template.expand({ $root: root }));
  if (text.includes('${')) throw new CardFault(card.template, 'unfilled');
  return JSON.parse(typedMarks ? text.replaceAll(TYPED, '${') : text) as Fields;
}
