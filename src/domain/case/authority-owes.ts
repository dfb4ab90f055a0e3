import type { LocalDate } from '../calendar/date';
import { workingDaysAfter } from '../calendar/working-days';
import type { PolicyPack } from '../policy/pack';
import type { Obligation } from './assessment';
import type { Enquiries } from './enquiries';
import { beginsOnRoll, type Way } from './way';

/**
 * What the authority owes from the notification on: to say that it came, to begin its checks, and to remind an agency
 * that lets pass the time to which it agreed. Where an agency agreed to none, nothing is due of it on any day.
 */
export function authorityOwes(
  enquiries: Enquiries,
  way: Way,
  policy: PolicyPack,
  bankHolidays: ReadonlySet<LocalDate>,
  asOf: LocalDate,
): Obligation[] {
  const { enquiries: rules } = policy;
  const owed = (id: string, title: string, date: LocalDate): Obligation => ({
    id,
    title,
    owner: rules.owner,
    due: { known: true, date },
    state: asOf > date ? 'overdue' : 'due',
    why: rules.why,
    citation: rules.citation,
  });
  const { notifiedOn, acknowledgedOn, list } = enquiries;
  const untouched = list.every(({ state }) => state === 'not-asked');
  // Another authority's enquiry is answered from our own records, which its checklist asks for.
  if (untouched && way === 'other-authority') return [];
  if (notifiedOn && untouched) {
    const within = (days: number) => workingDaysAfter(notifiedOn, days, bankHolidays);
    return [
      // Without a school there is none to tell; whoever referred is told by the checklist.
      ...(acknowledgedOn || !beginsOnRoll(way)
        ? []
        : [
            owed(
              'acknowledge-referral',
              'Tell the school that its notification came',
              within(rules.acknowledgeWithinWorkingDays),
            ),
          ]),
      owed('authority-checks', 'Begin the authority’s own checks', within(rules.beginWithinWorkingDays)),
    ];
  }
  const waiting = list
    .filter(({ answerDue }) => answerDue !== null)
    .sort((a, b) => (a.answerDue! < b.answerDue! ? -1 : 1));
  return waiting.slice(0, 1).map(({ enquiry, answerDue }) => {
    const chase = owed('enquiry-answer', `Chase if not answered: ${enquiry.title}`, answerDue!);
    return chase.state === 'due' ? { ...chase, state: 'later' } : chase;
  });
}
