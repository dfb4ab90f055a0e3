import type { LocalDate } from '../../../src/domain/calendar/date';
import type { Place } from '../../../src/domain/case/place';
import { after, begin, type Story, type Word } from './register-oracle';

/** What the rules call things, for who writes the register down by hand. */
export interface Called {
  readonly place: (where: Place) => string;
  /** The step of a place by which the story says whether there is provision. */
  readonly step: (where: Place) => string;
  readonly closed: string;
  readonly inError: string;
  /** The roles to which a case may be given. */
  readonly givenTo: readonly string[];
}

export interface ToldOf {
  readonly lead: string;
  readonly socialCare: boolean;
  readonly plan: boolean;
  readonly lastDone: string;
  readonly panel: { readonly met: LocalDate; readonly decisions: readonly string[] } | null;
  /** Null also for a child on a roll, of whom this recount says nothing. */
  readonly found: string | null;
  readonly endedBefore: string | null;
}

interface Decision {
  readonly title: string;
  readonly met: LocalDate;
  became: 'open' | 'done' | 'withdrawn';
}

const OFFICERS: Readonly<Record<string, string>> = { 'person-c': 'caseworker', 'person-e': 'ews-officer' };

/** One case on one day, word by word: who leads, who knows the child, what came last, what the panel said. */
export function recountTold(story: Story, firstMissed: LocalDate, day: LocalDate, called: Called): ToldOf {
  let state = begin(story, firstMissed);
  let [given, care, plan]: [string | null, boolean, boolean] = [null, false, false];
  let [found, endedBefore]: [string | null, string | null] = [null, null];
  let lastDone = state.onRoll ? 'The absence was described' : 'A referral was received';
  const decisions: Decision[] = [];
  for (const { word, on } of story.said.filter((one) => one.on <= day)) {
    const place = state.place;
    state = after(state, word);
    lastDone = doneIn(word, place, called);
    if (word.says === 'given') given = word.to;
    if (word.says === 'care') care = word.isKnown;
    if (word.says === 'again') care = false;
    if (word.says === 'deleted') plan = word.plan;
    if (word.says === 'entered') plan = false;
    if (word.says === 'place') found = `${called.place(word.where)} ${on}`;
    if (word.says === 'closed') endedBefore = `${called.closed} ${on}`;
    if (word.says === 'closed-in-error') endedBefore = `${called.inError} ${on}`;
    if (word.says === 'panel') decisions.push({ title: word.title, met: word.met, became: 'open' });
    if (word.says === 'panel-ended') decisions.at(-1)!.became = word.how;
  }
  const officer =
    given === null
      ? state.onRoll
        ? 'nobody'
        : 'tracking-officer'
      : (called.givenTo.find((role) => role === OFFICERS[given]) ?? 'nobody');
  const stand = decisions.filter(({ became }) => became !== 'withdrawn');
  const met = stand.reduce<LocalDate | null>((last, one) => (last !== null && last > one.met ? last : one.met), null);
  return {
    lead: `${state.onRoll ? 'school' : 'authority'} ${officer}`,
    ...{ socialCare: care, plan, lastDone, endedBefore },
    panel: met && {
      met,
      decisions: stand.filter((one) => one.met === met).map(({ title, became }) => `${title} ${became}`),
    },
    found: state.onRoll || state.place === null || state.place === 'back-at-school' ? null : found,
  };
}

function doneIn(word: Word, place: Place | null, called: Called): string {
  switch (word.says) {
    case 'back':
    case 'missing':
      return 'The school’s register was marked';
    case 'again':
    case 'not-there':
      return 'The child is not where it was said to be';
    case 'seen':
      return 'The child was seen or heard from';
    case 'place':
      return 'It was said where the child is';
    case 'step':
      return called.step(place!);
    case 'deleted':
      return 'The name was deleted from the register';
    case 'entered':
      return 'The name was entered in a school’s register';
    case 'out':
      return 'Time out of education was recorded';
    case 'way':
      return 'How it began was put right';
    case 'tier':
      return 'The risk was weighed';
    case 'closed':
    case 'closed-in-error':
      return 'The case was closed';
    case 'reopened':
      return 'The case was opened again';
    case 'died':
      return 'The child was said to have died';
    case 'not-died':
      return 'The child has not died';
    case 'rules-gone':
      return 'The case was moved to other rules';
    case 'given':
      return word.to === null ? 'The case was taken from an officer' : 'The case was given to an officer';
    case 'care':
      return 'Safeguarding questions were answered';
    case 'panel':
      return 'The panel decided on the case';
    case 'panel-ended':
      return word.how === 'done' ? 'A decision of the panel was carried out' : 'A decision of the panel was withdrawn';
  }
}
