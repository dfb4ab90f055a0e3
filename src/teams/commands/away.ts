import { Refusal } from '../../errors';
import type { Command } from '../actions';
import { digestOf } from '../digest-card';
import { absencesOf } from '../pages/away';
import type { PageDeps } from '../pages/deps';
import { typedDate } from '../pages/typed';
import { awayCard } from '../views/away';
import { privately } from './shown';

/** Out of the office, and back again. Nothing of a child is said here, so it may be said anywhere. */
export const awayCommands = (deps: PageDeps): Command[] => [
  {
    id: 'away',
    usage: 'away until <date>',
    helps: 'Let a colleague have your alerts while you are not there.',
    records: true,
    pattern: /^(?:i am |i['’]m )?(?:away|out of (?:the )?office)(?: until (.{1,40}))?$/i,
    needs: 'be-away',
    async run(turn, match) {
      const absences = absencesOf(deps);
      if (!match[1]) {
        await absences.cover(turn.person);
        return { kind: 'page', page: 'away', args: {} };
      }
      const until = typedDate.safeParse(match[1]).data;
      if (!until) throw new Refusal('no-such-day', 'Write the day as 11/05/2026. Or say “away”, and choose it.');
      return { kind: 'card', card: awayCard(until, await absences.leave(turn.person, until)) };
    },
  },
  {
    id: 'back',
    usage: 'I am back',
    helps: 'Get your alerts yourself again, with a list of what there was while you were away.',
    records: true,
    pattern: /^(?:i am |i['’]m )?back(?: again)?$/i,
    needs: 'be-away',
    offered: ({ person }) => person.away !== undefined && person.away.backAt === null,
    async run(turn) {
      const meanwhile = await absencesOf(deps).back(turn.person);
      if (!meanwhile) return { kind: 'text', text: 'You are not away: your alerts come to you.' };
      if (meanwhile.length === 0)
        return {
          kind: 'text',
          text: 'Welcome back. Your alerts come to you again; there were none while you were away.',
        };
      return privately(
        await digestOf(meanwhile, turn.person, deps),
        'Welcome back. What there was while you were away',
      );
    },
  },
];
