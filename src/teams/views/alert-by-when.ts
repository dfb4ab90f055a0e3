import type { CaseView } from '../../casework/casework';
import { inWords, type LocalDate } from '../../domain/calendar/date';
import type { Reach } from '../../domain/calendar/school-calendar';
import { alertDues, type AlertDue } from '../../domain/case/alert-due';
import type { AlertRule } from '../../domain/policy/pack';
import { capital } from '../../letters';
import type { Delivery } from '../../notices/outbox';
import { plain } from '../rendering/escape-markdown';
import { decisionDueIn } from './panel-decisions';
import { answerDueIn, isAboutQuestions } from './questions';
import { reachInWords } from './words';

/**
 * By when that is due for which an alert asks; a line for each where it asks for more than one thing and they are due
 * on different days. An absence that has ended leaves nothing due.
 * @param maySee the case. Others read the day, and not how great the risk is.
 */
export function byWhen(rule: AlertRule, view: CaseView, delivery: Delivery, maySee: boolean): string[] {
  const dues = duesUnder(rule, view, delivery);
  if (dues === 'now') return ['Now'];
  if (dues.length === 0) return ['Nothing is due any more: the pupil is not counted as missing any more.'];
  const lines = dues.map((due) => inOneLine(due, view, maySee));
  const [first] = lines;
  return lines.every((line) => line === first)
    ? [first!]
    : lines.map((line, at) => `${plain(dues[at]!.title)}: ${line}`);
}

/** The soonest of all that a card asks, before that of the alert in whose words it speaks. */
export function byWhenFirst(
  rule: AlertRule,
  rules: readonly AlertRule[],
  view: CaseView,
  delivery: Delivery,
  maySee: boolean,
): string[] {
  const dayOf = (one: AlertRule) => {
    const dues = duesUnder(one, view, delivery);
    return dues === 'now' ? '' : dues.map(({ on }) => (on.known ? on.date : '9999')).reduce(earlier, '9999');
  };
  const soonest = rules.reduce((first, one) => (dayOf(one) < dayOf(first) ? one : first), rule);
  return [...new Set([soonest, rule].flatMap((one) => byWhen(one, view, delivery, maySee)))];
}

const earlier = (a: string, b: string): string => (a < b ? a : b);

/** An answer to the authority and a decision of the panel are due on days of their own, all else on one of the absence. */
function duesUnder(rule: AlertRule, view: CaseView, delivery: Delivery): readonly AlertDue[] | 'now' {
  const own = isAboutQuestions(rule) ? answerDueIn(view, delivery) : decisionDueIn(rule, view, delivery);
  const { dueDay } = rule;
  if (own) return [{ title: '', on: { known: true, date: own }, day: dueDay, sooner: false }];
  return dueDay === null ? 'now' : alertDues({ ...rule, dueDay }, view.assessment, view.calendar);
}

function inOneLine({ on, day, sooner }: AlertDue, { assessment: { asOf, tier } }: CaseView, maySee: boolean): string {
  const why = sooner && tier && maySee ? `, sooner because of the risk: ${plain(tier.tier.title)}` : '';
  return `${byDay(on, asOf)}${day === null ? '' : ` (Day ${day}${why})`}`;
}

/** An alert is read when it is read: no word on it holds for one day only. */
export function byDay(due: Reach, asOf: LocalDate): string {
  if (!due.known) return capital(reachInWords(due, asOf));
  return due.date < asOf ? `Was due ${inWords(due.date)}` : `By ${inWords(due.date)}`;
}
