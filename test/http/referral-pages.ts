import type { Client, Shown } from '../support/client';
import { press } from './main-job-bot';

/** What is typed on the pages of a referral. Invented, as everything here. */
export const START = { forename: 'Rowan', surname: 'Ashdown', situation: 'not-on-roll', risks: 'none' };
export const ROUTE = { route: 'health', from: 'School nurse', receivedOn: '2026-04-24', agencyReference: 'HV-9' };
export const CHILD = { onRoll: 'no', dateOfBirth: '2016-03-09', lastKnownAddress: '9 Example Row, Liverpool' };

/** The first page, opened from a card, so that it stands in a dialog where there are dialogs. */
export async function beginReferral(client: Client): Promise<Shown> {
  const inGroup = client.in({ id: '19:group', conversationType: 'groupChat' });
  await inGroup.say('<at>Whereabouts</at> refer');
  return press(client, client.history().at(-1)!, 'Begin the referral');
}
