import { addDays, type DateRange, type LocalDate } from '../../../src/domain/calendar/date';
import { after, begin, type Said, type Story } from '../register/register-oracle';

/** One case over a period, gone through from its first word. */
export interface CaseRecounted {
  readonly atStart: boolean;
  readonly isNew: boolean;
  readonly isAgain: boolean;
  readonly open: boolean;
  readonly located: boolean;
  readonly foundOn: LocalDate | null;
  readonly since: LocalDate | null;
}

/** Null: it is none of this authority's, or was not open in the period. */
export function recountPeriod(
  story: Story,
  firstMissed: LocalDate,
  { from, to }: DateRange,
): CaseRecounted | 'unread' | null {
  if (story.opened > to) return null;
  const before = stateOn(story, firstMissed, addDays(from, -1));
  const then = stateOn(story, firstMissed, to)!;
  const wasOpen = before?.state.open ?? false;
  // It may have been opened again and closed again.
  const wasOpened = story.said.some(({ word, on }) => word.says === 'reopened' && on >= from && on <= to);
  if (before && !wasOpen && !wasOpened) return null;
  if (then.state.unread) return 'unread';
  if (then.state.way === 'other-authority') return null;
  return {
    ...{ atStart: wasOpen, isNew: before === null, isAgain: before !== null && !wasOpen },
    open: then.state.open,
    located: then.foundOn !== null && (before === null || before.state.unread || before.foundOn === null),
    foundOn: then.foundOn,
    since: then.state.since,
  };
}

/** Day by day; where the child was found, by the word that says so last. */
function stateOn(story: Story, firstMissed: LocalDate, day: LocalDate) {
  if (story.opened > day) return null;
  let state = begin(story, firstMissed);
  let saidOn: LocalDate | null = null;
  let isBack = false;
  for (const { word, on } of story.said) {
    if (on > day) continue;
    // Who was said to be back already, and then again to be at school, was found on the first of the days.
    const saysAgain = word.says === 'place' && word.where === 'back-at-school' && isBack;
    state = after(state, word);
    isBack = state.back || (isBack && state.place === 'back-at-school');
    if (!saysAgain && (word.says === 'place' || word.says === 'back')) saidOn = on;
  }
  // Back at a school from whose roll the name is gone: that says nothing of where the child is.
  const isThere = state.place !== null && (state.onRoll || state.place !== 'back-at-school');
  const isSomewhere = !state.dead && (state.back || isThere);
  return { state, foundOn: isSomewhere ? saidOn : null };
}

/** The same story with its case closed and opened again at the end, as far as it is still open: so that some are. */
export function closedAndOpened(story: Story, [first, second]: readonly [number, number]): Story {
  const isOpen = story.said.reduce((state, { word }) => after(state, word), begin(story, story.opened)).open;
  if (!isOpen) return story;
  const closedOn = addDays(story.said.at(-1)?.on ?? story.opened, first);
  const said: Said[] = [
    { word: { says: 'closed' }, on: closedOn },
    { word: { says: 'reopened' }, on: addDays(closedOn, second) },
  ];
  return { ...story, said: [...story.said, ...said] };
}
