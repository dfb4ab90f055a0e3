import type { ListWish, Order, Which } from '../../casework/case-lists';
import type { CaseView } from '../../casework/casework';
import { seesManySchools } from '../../domain/access/table';
import { nameParts } from '../../domain/pupil/name-key';
import { Refusal } from '../../errors';
import type { Command } from '../actions';
import { plain } from '../rendering/escape-markdown';
import type { PageDeps } from '../pages/deps';
import { shownCase } from '../shown-case';
import { duplicatesCard } from '../views/duplicates';
import { foundCard } from '../views/found';
import { myCases, privately } from './shown';

/** Lists of open cases, and the search among all. Each answer names children: it goes to the person's own chat. */
export const listCommands = (deps: PageDeps): Command[] => [
  {
    id: 'my-cases',
    usage: 'my cases',
    helps: 'See the open cases, what is due first at the top. Or say “cases at risk”, “cases by school”.',
    pattern: PATTERN,
    needs: 'see-case',
    async run(turn, match) {
      const cases = await deps.casework.mine(turn.person);
      return privately(myCases(cases, turn, deps, wishFor(match)), 'Your open cases');
    },
  },
  {
    id: 'cases-of-school',
    usage: 'cases at <school>',
    helps: 'See the open cases of one school.',
    pattern: /^cases (?:at|of) (.{3,100})$/i,
    needs: 'see-case',
    offered: ({ person }) => seesManySchools(person),
    async run(turn, match) {
      const cases = await deps.casework.mine(turn.person);
      const wish: ListWish = { by: 'due', which: 'all', school: theSchool(cases, match[1]!) };
      return privately(myCases(cases, turn, deps, wish), 'The open cases of that school');
    },
  },
  {
    id: 'duplicates',
    usage: 'duplicates',
    helps: 'See children who have two open cases, at two schools or at none.',
    pattern: /^duplicates?$/i,
    needs: 'join-cases',
    run: async (turn) =>
      privately(duplicatesCard(await deps.casework.duplicates.list(turn.person), turn.person), 'Duplicates'),
  },
  {
    id: 'find',
    usage: 'find <reference, name or UPN>',
    helps: 'Find a case, open or closed. Please search in your own chat with me: others read what you type elsewhere.',
    pattern: /^(?:find|search|search for)(?: (.*))?$/i,
    needs: 'search',
    async run(turn, match) {
      const found = await deps.casework.finding.search(turn.person, match[1] ?? '');
      const [only] = found.views;
      // Whoever gives a reference asks for that case.
      if (found.by === 'reference' && only) return privately(await shownCase(only, turn, deps), 'What I found');
      return privately(foundCard(found, turn.person), 'What I found');
    },
  },
];

const PATTERN =
  /^(?:my )?cases(?: (overdue|mine|assigned to me|at risk|on roll|not on roll|off roll|on no roll))?(?: by (due|what is due|school|age|year|year group|risk|way|way in))?$/i;

const WHICH: Readonly<Record<string, Which>> = {
  overdue: 'overdue',
  mine: 'mine',
  'assigned to me': 'mine',
  'at risk': 'at-risk',
  'on roll': 'on-roll',
  'not on roll': 'off-roll',
  'off roll': 'off-roll',
  'on no roll': 'off-roll',
};

const ORDER: Readonly<Record<string, Order>> = {
  school: 'school',
  age: 'year',
  year: 'year',
  'year group': 'year',
  risk: 'risk',
  way: 'way',
  'way in': 'way',
};

const wishFor = ([, which = '', by = '']: RegExpMatchArray): ListWish => ({
  by: ORDER[by.toLowerCase()] ?? 'due',
  which: WHICH[which.toLowerCase()] ?? 'all',
});

/** The school that is meant among those which have an open case that this person sees. */
function theSchool(cases: readonly CaseView[], typed: string): string {
  const parts = nameParts(typed);
  const names = new Map(cases.flatMap(({ school }) => (school ? [[school.urn, school.name] as const] : [])));
  const meant = [...names].filter(([, name]) => parts.every((part) => nameParts(name).join('').includes(part)));
  if (meant.length === 1) return meant[0]![0];
  if (meant.length === 0) {
    throw new Refusal('no-such-school', 'No school of that name has an open case that you can see.');
  }
  const some = meant.slice(0, 5).map(([, name]) => name);
  throw new Refusal('which-school', `Which of them: ${some.map(plain).join('; ')}? Say more of the name.`);
}
