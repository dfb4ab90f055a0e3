import type { Config } from '../config';
import type { Calendars } from '../panel/calendar/calendars';
import { authenticationOf } from './authentication';
import { createGraph } from './client';
import { calendarsIn } from './events';
import { createPace, PUBLISHED } from './pace';

const PATIENCE = { tryMs: 15_000 };

/** Calendars of mailboxes through Microsoft Graph; null where the settings switch it off. */
export function createCalendars(
  { graph: settings, app }: Pick<Config, 'graph' | 'app'>,
  patience = PATIENCE,
): Calendars | null {
  if (!settings) return null;
  const authentication = app ? authenticationOf(app) : null;
  return calendarsIn(
    createGraph({ url: settings.url, authentication, pace: createPace(PUBLISHED), tryMs: patience.tryMs }),
    settings.url,
  );
}
