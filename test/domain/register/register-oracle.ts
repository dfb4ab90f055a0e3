import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import type { RegisterReason } from '../../../src/domain/policy/register-policy';
import type { Place } from '../../../src/domain/case/place';
import type { OffRollWay, Way } from '../../../src/domain/case/way';

/** What somebody said of a case on a day. */
export type Word =
  | { readonly says: 'back' | 'missing' | 'again' | 'not-there' | 'entered' | 'seen' }
  | { readonly says: 'closed' | 'closed-in-error' | 'reopened' | 'died' | 'not-died' | 'rules-gone' }
  | { readonly says: 'place'; readonly where: Place }
  | { readonly says: 'step'; readonly proves: boolean }
  | { readonly says: 'out'; readonly waitingFor: 'nothing' | 'place' | 'appeal'; readonly since: LocalDate | null }
  | { readonly says: 'way'; readonly way: OffRollWay }
  | { readonly says: 'tier'; readonly tier: number }
  /** `plan`: the child has an education, health and care plan. */
  | { readonly says: 'deleted'; readonly plan: boolean }
  | { readonly says: 'given'; readonly to: string | null }
  /** The safeguarding questions: one that says that social care knows the child, or none; `tier`: what a yes amounts to. */
  | { readonly says: 'care'; readonly isKnown: boolean; readonly tier: number }
  | { readonly says: 'panel'; readonly decision: string; readonly title: string; readonly met: LocalDate }
  /** Of the decision that was made last. */
  | { readonly says: 'panel-ended'; readonly how: 'done' | 'withdrawn' };

export interface Said {
  readonly word: Word;
  readonly on: LocalDate;
}

/** One case as the test has made it up: no fact, nothing that the product reads. */
export interface Story {
  readonly child: number;
  readonly began: Way;
  readonly opened: LocalDate;
  readonly said: readonly Said[];
}

export interface Recounted {
  readonly child: number;
  readonly reason: RegisterReason;
  readonly since: LocalDate | null;
  readonly risk: number | null;
}

const ON_ROLL: readonly Way[] = ['missing', 'non-starter', 'leaver', 'leave-not-ended'];

interface State {
  way: Way;
  onRoll: boolean;
  open: boolean;
  inError: boolean;
  dead: boolean;
  unread: boolean;
  back: boolean;
  place: Place | null;
  proved: boolean;
  nowhere: boolean;
  waitingFor: string;
  since: LocalDate | null;
  tier: number | null;
  /** What the safeguarding answers amount to. */
  told: number | null;
  toBeDone: boolean;
}

/** What may be said now without anybody having to be asked what it means. */
export function canBeSaid(word: Word, state: State): boolean {
  if (word.says === 'reopened') return !state.open;
  if (!state.open) return false;
  switch (word.says) {
    case 'back':
    case 'missing':
    case 'again':
      return state.onRoll;
    case 'deleted':
      return state.onRoll && !state.back;
    case 'entered':
      return ON_ROLL.includes(state.way) && !state.onRoll;
    case 'place':
      return word.where !== 'back-at-school' || state.onRoll;
    case 'step':
      return state.place !== null && state.place !== 'back-at-school';
    case 'way':
    case 'out':
      return !ON_ROLL.includes(state.way);
    case 'died':
      return !state.dead;
    case 'not-died':
      return state.dead;
    case 'panel-ended':
      return state.toBeDone;
    default:
      return true;
  }
}

export const begin = ({ began }: Pick<Story, 'began'>, firstMissed: LocalDate): State => ({
  ...{ way: began, onRoll: ON_ROLL.includes(began), open: true, inError: false, dead: false, unread: false },
  ...{ back: false, place: null, proved: false, nowhere: false, waitingFor: 'nothing', tier: null },
  ...{ told: null, toBeDone: false },
  since: ON_ROLL.includes(began) ? firstMissed : null,
});

/** Goes from one word to the next. */
export function after(state: State, word: Word): State {
  switch (word.says) {
    case 'back':
      return { ...state, back: true, place: null, dead: false };
    case 'missing': {
      const isEnded = state.back || state.place === 'back-at-school';
      return { ...state, back: false, place: isEnded ? null : state.place };
    }
    case 'again':
      return { ...lost(state), dead: false, told: null };
    case 'not-there':
      return lost(state);
    case 'reopened':
      return { ...lost(state), open: true, inError: false, dead: false };
    case 'deleted':
      return { ...state, onRoll: false, nowhere: false };
    case 'entered':
      return { ...state, onRoll: true, nowhere: false, dead: false };
    case 'place':
      return { ...state, place: word.where, proved: false, nowhere: false, back: false, dead: false };
    case 'step':
      return { ...state, proved: word.proves };
    case 'out':
      return { ...state, waitingFor: word.waitingFor, since: word.since };
    case 'way':
      return { ...state, way: word.way };
    case 'tier':
      return { ...state, tier: word.tier };
    case 'care':
      return { ...state, told: word.isKnown ? word.tier : null };
    case 'given':
      return state;
    case 'panel':
    case 'panel-ended':
      return { ...state, toBeDone: word.says === 'panel' };
    case 'closed':
      return { ...state, open: false };
    case 'closed-in-error':
      return { ...state, open: false, inError: true };
    case 'died':
      return { ...state, dead: true };
    case 'not-died':
    case 'seen':
      return { ...state, dead: false };
    case 'rules-gone':
      return { ...state, unread: true };
  }
}

/** Nobody knows any more where the child is; one on no roll who was somewhere is nowhere. */
function lost(state: State): State {
  const isNowhere = !state.onRoll && state.place !== null && state.way !== 'other-authority';
  return { ...state, place: null, proved: false, back: false, nowhere: state.nowhere || isNowhere };
}

function reasonOf(state: State): RegisterReason | null {
  if (!state.open || state.dead || state.way === 'other-authority') return null;
  if (state.onRoll) return state.back || state.place ? null : 'missing';
  if (state.nowhere) return 'not-located';
  const place = state.place === 'back-at-school' ? null : state.place;
  if (place && state.proved) return null;
  if (state.waitingFor === 'appeal') return 'appeal';
  if (state.way === 'home-education') return 'home-education';
  if (state.way === 'new-to-city') return 'new-to-city';
  if (place || state.waitingFor === 'place') return 'no-place';
  return 'not-located';
}

export type Outcome = Recounted | 'unread' | null;

/** One case on one day, gone through from its first word. */
export function recount(story: Story, firstMissed: LocalDate, day: LocalDate): Outcome {
  if (story.opened > day) return null;
  let state = begin(story, firstMissed);
  for (const { word, on } of story.said) if (on <= day) state = after(state, word);
  if (state.unread) return state.open ? 'unread' : null;
  const reason = reasonOf(state);
  if (!reason) return null;
  const since = state.since !== null && state.since <= day ? state.since : null;
  const risks = [state.tier, state.told].filter((risk) => risk !== null);
  return { child: story.child, reason, since, risk: risks.length > 0 ? Math.min(...risks) : null };
}

/** Whether it was known when the day ended that there was no child to look for. */
export function knownInError(story: Story, firstMissed: LocalDate, day: LocalDate): boolean {
  const words = story.said.filter(({ on }) => on <= day).map(({ word }) => word);
  return words.reduce(after, begin(story, firstMissed)).inError;
}

/** Keeps of what was drawn what can be said at its place, one word a day from the day after the opening on. */
export function tell(
  began: Way,
  opened: LocalDate,
  drawn: readonly { readonly word: Word; readonly gap: number }[],
  firstMissed: LocalDate,
  isFree: (day: LocalDate) => boolean,
): Said[] {
  let state = begin({ began }, firstMissed);
  let on = opened;
  const said: Said[] = [];
  for (const { word, gap } of drawn) {
    const next = addDays(on, gap);
    if (!canBeSaid(word, state) || (word.says === 'back' && isFree(next))) continue;
    on = next;
    said.push({ word, on });
    state = after(state, word);
  }
  return said;
}
