import { CardFactory, type Activity } from 'botbuilder';

/** `summary` is what a notification shows: no personal data stands in it. */
export const cardMessage = (card: object, summary: string): Partial<Activity> => ({
  type: 'message',
  summary,
  attachments: [CardFactory.adaptiveCard(card)],
});

export const textMessage = (text: string): Partial<Activity> => ({ type: 'message', text, textFormat: 'markdown' });

/** Asks Teams to raise a notification; its text is `summary`. */
export const alerting = (message: Partial<Activity>): Partial<Activity> => ({
  ...message,
  channelData: { notification: { alert: true } },
});
