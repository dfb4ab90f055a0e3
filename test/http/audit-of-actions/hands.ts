import type { Case } from '../../../src/domain/case/case';
import type { Staff } from '../../builders/authority';
import { pressed, said } from '../access/asking';
import type { Typed } from '../main-job-bot';
import type { Leaves, Setting, Way } from './setting';

/** What people do with their hands: press, fill in, say. */
export function handsIn({ client, aCase }: Setting) {
  const button = (who: keyof Staff, data: object) => pressed(client(who), data);
  const fillsIn =
    (who: keyof Staff, page: string, typed: Typed, args: Typed = {}) =>
    async (theCase: Case) => {
      const { reference } = theCase;
      await button(who, { ...typed, verb: 'page', page, args: { case: reference, ...args }, step: 'next' });
      return theCase;
    };
  return {
    button,
    fillsIn,

    /** A page of a case, filled in by somebody. */
    page: (by: keyof Staff, id: string, typed: Typed, args: Typed = {}, on: () => Promise<Case> = aCase): Way => ({
      ...{ by, leaves: 'facts' },
      does: async () => fillsIn(by, id, typed, args)(await on()),
    }),

    asksFor: (by: keyof Staff, words: string): Way => ({
      ...{ by, leaves: 'look' },
      does: async () => {
        await said(client(by), words);
        return null;
      },
    }),

    inChannel: (by: keyof Staff, words: string): Way => ({
      ...{ by, leaves: 'deed' },
      does: async () => {
        await said(client(by).in({ id: '19:some@thread.tacv2', conversationType: 'channel' }), words);
        return null;
      },
    }),

    onButton: (by: keyof Staff, leaves: Leaves, data: (theCase: Case) => object | Promise<object>): Way => ({
      ...{ by, leaves },
      does: async () => {
        const theCase = await aCase();
        await button(by, await data(theCase));
        return theCase;
      },
    }),
  };
}
