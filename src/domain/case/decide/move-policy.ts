import type { LocalDate } from '../../calendar/date';
import type { SchoolCalendar } from '../../calendar/school-calendar';
import type { PolicyPack } from '../../policy/pack';
import type { Fact } from '../fact';
import { carriedOver } from '../moving';
import { decideOnOpen } from './report';
import { refuse, type Verdict } from './decision';

/** A case keeps its rules unless somebody moves it and says why; `to` is a pack of the same family that has begun. */
export function decideMove(
  facts: readonly Fact[],
  calendar: SchoolCalendar,
  from: PolicyPack,
  to: PolicyPack | undefined,
  reason: string,
  today: LocalDate,
): Verdict {
  if (!to || to.family !== from.family) return refuse('Choose one of the rules listed.');
  if (to.id === from.id) return refuse('These are the rules of this case already.');
  if (to.startsOn > today) return refuse('These rules have not begun yet. Choose others, or move the case later.');
  if (reason.trim() === '') return refuse('Say why the case is moved. The reason stays on the record.');
  const carried = carriedOver(facts, calendar, from, to, today);
  return decideOnOpen(facts, {
    kind: 'policy-moved',
    move: { from: from.id, to: to.id, reason: reason.trim(), carried },
  });
}
