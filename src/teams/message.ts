import { CardFactory, type Activity } from 'botbuilder';

/** `summary` is what a notification shows: no personal data stands in it. */
export const cardMessage = (card: object, summary: string): Partial<Activity> => ({
  type: 'message',
  summary,
  attachments: [CardFactory.adaptiveCard(card)],
});

export const textMessage = (text: string): Partial<Activity> => ({ type: 'message', text, textFormat: 'markdown' });

/**
 * The same once more after an unclear answer: it may be there already, and says so. On a card it stands above, since a card
 * is of any kind.
 */
export const perhapsAgain = (message: Partial<Activity>, says: string): Partial<Activity> => ({
  ...message,
  text: message.text ? `${message.text}\n\n${says}` : says,
  textFormat: 'markdown',
});

/** Asks Teams to raise a notification; its text is `summary`. */
export const alerting = (message: Partial<Activity>): Partial<Activity> => ({
  ...message,
  channelData: { notification: { alert: true } },
});
