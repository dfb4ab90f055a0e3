import { addDays, laterOf, type LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import { OFFICE_DAYS } from '../calendar/office-days';
import type { Reach } from '../calendar/school-calendar';
import { nthSchoolDay } from '../calendar/school-days';
import type { PolicyPack } from '../policy/pack';
import type { Assessment, Obligation } from './assessment';
import type { Fact, FactKind } from './fact';
import { asSaid, saidAt } from './moved';
import type { Nowhere } from './nowhere';

/** Its day is one of the authority's own, also in the holidays of a school. */
export const FOLLOW_UP = 'follow-up';

/** These say nothing of where things stand with the child. */
const NO_WORD_OF_THE_CHILD: ReadonlySet<FactKind> = new Set<FactKind>([
  ...([
    'acknowledged',
    'alert-snoozed',
    'held',
    'hold-lifted',
    'dfe-reason',
    'assigned',
    'policy-moved',
    'legal-hold-begun',
    'legal-hold-ended',
  ] as const),
  ...(['sibling-linked', 'sibling-unlinked', 'procedure-linked', 'procedure-unlinked'] as const),
  ...(['joined', 'parted', 'question-asked', 'return-sent', 'deletion-return-sent'] as const),
  ...(['panel-decided', 'panel-ratified', 'panel-decision-done', 'panel-decision-withdrawn'] as const),
  ...([
    'removal-decided',
    'removal-withdrawn',
    'removal-step-done',
    'conclusion-signed',
    'conclusion-withdrawn',
  ] as const),
]);

/**
 * A child on no roll is followed until there is provision, and so is one whose name was deleted and who is at no place
 * that anybody knows, and a pupil on roll who is still missing when the last milestone has passed: whatever else is
 * done, somebody says where things stand again and again. Everything that is recorded of the child says so; what is
 * about an alert, another case, a statistic, a colleague, a decision of the panel or
 * a paper does not, and neither does a question that is only asked. `from`: the day from which it is asked for at the
 * earliest, null where from the first word on. Of a child who is not where it was said to be it is asked at once.
 */
export function followUpOwed(
  facts: readonly Fact[],
  { from, nowhere }: { readonly from: LocalDate | null; readonly nowhere: Nowhere | null },
  { referrals }: PolicyPack,
  asOf: LocalDate,
): Obligation[] {
  const last = asSaid(facts).findLast(({ kind }) => !NO_WORD_OF_THE_CHILD.has(kind));
  if (!last) return [];
  const { owner, title, why, citation, everyWorkingDays } = referrals.followUp;
  const said = londonDate(saidAt(last));
  const due: Reach =
    nowhere && saidAt(last) <= saidAt(nowhere.said)
      ? { known: true, date: said }
      : nthSchoolDay(OFFICE_DAYS, addDays(from ? laterOf(from, said) : said, 1), everyWorkingDays);
  const state = due.known && asOf >= due.date ? (asOf > due.date ? 'overdue' : 'due') : 'later';
  return [{ id: FOLLOW_UP, title, owner, due, state, why, citation }];
}

/** Somebody has to say again and again where things stand, and may do so at any time. */
export const isFollowed = ({ obligations }: Pick<Assessment, 'obligations'>): boolean =>
  obligations.some(({ id }) => id === FOLLOW_UP);
