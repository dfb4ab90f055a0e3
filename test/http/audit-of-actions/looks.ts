import { said } from '../access/asking';
import { fetchedFrom } from '../handed-out';
import { handsIn } from './hands';
import type { Setting, Ways } from './setting';

/** What people look at. */
export function looksIn(setting: Setting) {
  const { client, aCase, old, house } = setting;
  const { asksFor, button, onButton } = handsIn(setting);
  return {
    'see-case': onButton('officer', 'look', ({ reference }) => ({ verb: 'show-case', reference })),
    search: {
      ...{ by: 'officer', leaves: 'look' },
      does: async () => {
        const theCase = await aCase();
        await said(client('officer'), `find ${theCase.reference}`);
        return theCase;
      },
    },
    'see-deliveries': onButton('officer', 'look', ({ reference }) => ({ verb: 'case-deliveries', reference })),
    'see-enquiries': {
      ...{ by: 'officer', leaves: 'look' },
      does: async () => {
        const theCase = await aCase();
        const args = { case: theCase.reference, enquiry: 'police' };
        await button('officer', { verb: 'page', page: 'enquiry', args, step: '' });
        return theCase;
      },
    },
    'make-papers': onButton('officer', 'look', ({ reference }) => ({ verb: 'show-papers', reference })),
    'see-grounds': {
      ...{ by: 'head', leaves: 'look' },
      does: async () => {
        const theCase = await aCase();
        await button('head', { verb: 'page', page: 'removal-ground', args: { case: theCase.reference }, step: '' });
        return theCase;
      },
    },
    'see-agenda': asksFor('panel', 'agenda'),
    'see-minutes': {
      ...{ by: 'officer', leaves: 'look' },
      does: async () => {
        await fetchedFrom(house, (await client('officer').say('minutes')).at(-1)!);
        return old;
      },
    },
    'see-census': asksFor('panel', 'census'),
    'see-summary': asksFor('panel', 'summary'),
    'upload-to-one': asksFor('officer', 'one upload'),
    'see-census-children': {
      ...{ by: 'officer', leaves: 'look' },
      does: async () => {
        await button('officer', { verb: 'census-children', on: '2026-04-27', figure: 'total all', from: '0' });
        return null;
      },
    },
    'see-register': {
      ...{ by: 'officer', leaves: 'look' },
      does: async () => {
        for (const from of ['0', '10', '20']) await button('officer', { verb: 'register', only: 'missing', from });
        return old;
      },
    },
  } satisfies Partial<Ways>;
}
