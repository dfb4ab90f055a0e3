import { said } from '../access/asking';
import { handsIn } from './hands';
import type { Setting, Ways } from './setting';

/** What people do beside the cases. */
export function besideCases(setting: Setting) {
  const { house, demo, client } = setting;
  const { button, inChannel } = handsIn(setting);
  return {
    'be-away': {
      by: 'lead',
      leaves: 'deed',
      does: async () => {
        await said(client('lead'), 'away until 30/04/2026');
        return null;
      },
    },
    'post-agenda': inChannel('officer', 'post the agenda here'),
    'change-meeting': {
      ...{ by: 'officer', leaves: 'deed' },
      does: async () => {
        const args = { meeting: '2026-06-09' };
        await button('officer', {
          verb: 'page',
          page: 'meeting-cancel',
          args,
          step: 'next',
          reason: 'No room is free',
        });
        return null;
      },
    },
    'post-alerts': inChannel('officer', 'post alerts here'),
    'move-clock': {
      ...{ by: 'lead', leaves: 'deed' },
      does: async () => {
        await said(demo.as(house.people.lead), 'clock +1');
        return null;
      },
    },
  } satisfies Partial<Ways>;
}
