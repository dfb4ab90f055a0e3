import { dayOf, type Moved, type MoveEffect } from '../../domain/case/moving';
import type { LocalDate } from '../../domain/calendar/date';
import { inWords } from '../../domain/calendar/date';
import type { PolicyPack } from '../../domain/policy/pack';
import { roleInWords, reachInWords, short } from './words';
import { section, type Section } from './section';

const MOST = 8;

/** What a move to these rules changes on a case, to be read before it is decided. */
export const effectSection = (policy: PolicyPack, effect: MoveEffect, today: LocalDate): Section =>
  section(`${short(policy.title, 80)}, from ${inWords(policy.startsOn)}`, {
    'Newly owed': listed(
      effect.added.map(({ title, due, owner }) => `${title} (${roleInWords(owner)}, ${reachInWords(due, today)})`),
    ),
    'Due on another day': listed(effect.moved.filter(isOfAnotherDay).map((one) => movedInWords(one, today))),
    'Owed by somebody else': listed(
      effect.moved.filter((one) => !isOfAnotherDay(one)).map((one) => `${one.title}: ${handedInWords(one)}`),
    ),
    'Owed no more': listed(effect.dropped),
    'Stays done': listed(effect.stays),
    'Kept in the history only': listed(effect.history),
    Otherwise: isNothing(effect) ? 'Nothing that is owed changes.' : '',
  });

const isOfAnotherDay = ({ before, after }: Moved): boolean => dayOf(before.due) !== dayOf(after.due);

function movedInWords(one: Moved, today: LocalDate): string {
  const { title, before, after } = one;
  const days = `${title}: from ${reachInWords(before.due, today)} to ${reachInWords(after.due, today)}`;
  return before.owner === after.owner ? days : `${days}, ${handedInWords(one)}`;
}

const handedInWords = ({ before, after }: Moved): string =>
  `by the ${roleInWords(after.owner)}, not the ${roleInWords(before.owner)}`;

/** In one line, for a list of cases. */
export function effectInWords(effect: MoveEffect): string {
  if (isNothing(effect)) return 'A move would change nothing that is owed.';
  const parts = [
    namedAs('newly owed', effect.added),
    namedAs('due on another day', effect.moved.filter(isOfAnotherDay)),
    namedAs(
      'owed by somebody else',
      effect.moved.filter((one) => !isOfAnotherDay(one)),
    ),
    effect.dropped.length > 0 ? `owed no more: ${listed(effect.dropped)}` : '',
  ].filter((part) => part !== '');
  return `A move would change: ${parts.join('; ')}.`;
}

const namedAs = (what: string, owed: readonly { readonly title: string }[]): string =>
  owed.length > 0 ? `${what}: ${listed(owed.map(({ title }) => title))}` : '';

const isNothing = ({ added, moved, dropped }: MoveEffect): boolean =>
  added.length + moved.length + dropped.length === 0;

function listed(titles: readonly string[]): string {
  const shown = titles.slice(0, MOST).map((title) => short(title, 120));
  return titles.length > MOST ? `${shown.join('; ')} and ${titles.length - MOST} more` : shown.join('; ');
}
