import type { CaseView } from '../../casework/casework';
import { inWords, type LocalDate } from '../../domain/calendar/date';
import { londonDate } from '../../domain/calendar/london';
import { overwrittenBy, type Overwritten, type ToldAnew } from '../../domain/case/corrections';
import type { PolicyPack } from '../../domain/policy/pack';
import { lines, type Field } from '../pages/fields';
import { codeInWords } from '../../casework/told/policy-words';
import { notice, type Notice } from './notice';
import type { Section } from './section';
import { short } from './words';

/** Asked where days that are on record otherwise would be told as missing: what would change, and why. */
export interface AskedWhy {
  readonly notices: readonly Notice[];
  readonly fields: readonly Field[];
}

export const WHY_IS_MISSING = 'Say in a sentence why these days change. It stays with the case.';

export function askWhy(told: ToldAnew, view: CaseView, today: LocalDate): AskedWhy | null {
  const { case: theCase, calendar, policy } = view;
  const days = overwrittenBy(told, theCase.facts, calendar, policy, today);
  if (days.length === 0) return null;
  const changes = alike(days).map(
    (group) => `${spanOf(group)}: ${codeOf(group[0]!.was, policy)}, and then ${codeOf(group[0]!.now, policy)}`,
  );
  return {
    notices: [
      notice(
        'accent',
        'Some of these days are on record otherwise. This would change:',
        ...changes.slice(0, 5),
        'That can be right. The tracking officer is told, and the codes are looked at once more before anybody signs.',
      ),
    ],
    fields: [lines('because', 'Why these days change', { limit: 300 })],
  };
}

/** Days that were told anew, each with its reason: something to look at. */
export function correctionsInWords({ assessment, policy }: CaseView): Section[] {
  const facts = assessment.removal.corrections.flatMap(({ fact, days }) =>
    alike(days).map((group) => ({ title: spanOf(group), value: changeInWords(group, fact, policy) })),
  );
  return facts.length > 0 ? [{ title: 'To look at: days that were told anew', facts }] : [];
}

function changeInWords(
  days: readonly Overwritten[],
  { recordedAt, correctedBecause }: CaseView['assessment']['removal']['corrections'][number]['fact'],
  policy: PolicyPack,
): string {
  const { was, now } = days[0]!;
  const why = correctedBecause ? short(correctedBecause, 300) : 'no reason was given';
  return `${codeOf(was, policy)} before, ${codeOf(now, policy)} since ${inWords(londonDate(recordedAt))}. Reason: ${why}`;
}

/** One after the other, as long as the same is said of them. */
function alike(days: readonly Overwritten[]): Overwritten[][] {
  const groups: Overwritten[][] = [];
  for (const day of days) {
    const last = groups.at(-1);
    if (last?.[0]!.was === day.was && last[0].now === day.now) last.push(day);
    else groups.push([day]);
  }
  return groups;
}

const codeOf = (code: string, policy: PolicyPack): string => short(codeInWords(code, policy), 100);

const spanOf = (days: readonly Overwritten[]): string =>
  days.length === 1 ? inWords(days[0]!.on) : `${inWords(days[0]!.on)} to ${inWords(days.at(-1)!.on)}`;
