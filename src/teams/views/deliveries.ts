import type { DeliveriesWish, Period } from '../../casework/delivery-work';
import { PERIODS } from '../../casework/delivery-work';
import { alertRule } from '../../casework/rules-then';
import { inWords } from '../../domain/calendar/date';
import { londonDate, londonTime, momentInWords } from '../../domain/calendar/london';
import { snoozeOf } from '../../domain/case/snooze';
import { WHICH_DELIVERIES, type WhichDeliveries } from '../../notices/delivery-record';
import { stepsInWords } from '../../notices/chain/steps-in-words';
import { isAtRest } from '../../notices/endings';
import type { Delivery } from '../../notices/outbox';
import { vacancyInWords } from '../../notices/vacancy';
import { whyNot } from '../../notices/why-not';
import type { SentAlert, SentAlerts } from '../sent-alerts';
import type { CardSpec, PageArgs } from '../turn';
import { alertTitle } from './alert-title';
import { does, opensCase, type Button } from './buttons';
import { allOf, count, short } from './words';
import { lower } from '../../letters';

export const MOST_DELIVERIES = 10;

const WHICH_WORDS: Readonly<Record<WhichDeliveries, string>> = {
  all: 'Everything',
  unanswered: 'Not answered yet',
  'other-hands': 'Passed on, or sent to a stand-in',
  'not-delivered': 'Not delivered',
};

const PERIOD_WORDS: Readonly<Record<Period, string>> = {
  week: 'The last 7 days',
  month: 'The last 31 days',
  all: 'The beginning',
};

interface List extends SentAlerts {
  readonly total: number;
  readonly from: number;
}

/** What was sent, and what came of it. References and names of staff, and of a child nothing. */
export const deliveriesCard = (list: List, wish: DeliveriesWish): CardSpec =>
  cardOf(list, {
    title: wish.which === 'all' ? 'Deliveries' : `Deliveries: ${lower(WHICH_WORDS[wish.which])}`,
    summary: 'Deliveries',
    none: 'There are none of these. Choose others below.',
    choices: [choicesOf(wish)],
    turn: (title, from) => does(title, 'deliveries', { only: wish.which, period: wish.period, from: String(from) }),
  });

/** The same for one case. */
export const deliveriesOfCase = (list: List, reference: string): CardSpec =>
  cardOf(list, {
    title: `Alerts sent: ${reference}`,
    summary: `Alerts sent on case ${reference}`,
    none: 'No alert has been sent on this case yet.',
    choices: [],
    turn: (title, from) => does(title, 'case-deliveries', { reference, from: String(from) }),
  });

interface Frame {
  readonly title: string;
  readonly summary: string;
  readonly none: string;
  readonly choices: readonly object[];
  readonly turn: (title: string, from: number) => Button;
}

function cardOf({ alerts, names, total, from }: List, { title, summary, none, choices, turn }: Frame): CardSpec {
  const nameOf = (id: string) => short(names.get(id) ?? vacancyInWords(id) ?? 'somebody who has left', 80);
  return {
    template: 'deliveries',
    summary,
    model: {
      title,
      says: total === 0 ? none : saysOf(total, from, alerts.length),
      rows: alerts.map((one, at) => rowOf(one, alerts[at - 1], nameOf)),
      choices,
      buttons: [
        ...(from > 0 ? [turn('Later ones', Math.max(0, from - MOST_DELIVERIES))] : []),
        ...(from + alerts.length < total ? [turn('Earlier ones', from + alerts.length)] : []),
      ],
    },
  };
}

const saysOf = (total: number, from: number, shown: number): string =>
  shown === total ? count(total, 'message') : `${from + 1} to ${from + shown} of ${count(total, 'message')}`;

function rowOf(one: SentAlert, before: SentAlert | undefined, nameOf: (id: string) => string) {
  const { delivery, card, view, steps, opens } = one;
  const day = londonDate(delivery.dueAt);
  const reference = view?.case.reference ?? '';
  const answer = answerOf(one, nameOf);
  return {
    heading: before && londonDate(before.delivery.dueAt) === day ? '' : inWords(day),
    name: [reference, alertTitle(delivery, view)].filter((part) => part !== '').join(' · '),
    to: [recipientOf(delivery, nameOf), sentInWords(delivery, card)].filter((part) => part !== '').join(', '),
    how: [
      ...hands(delivery, nameOf),
      ...(card === delivery
        ? []
        : [`${card.sentAt ? 'Told' : 'To be told'} on the card of: ${alertTitle(card, view)}`]),
      ...(card.sentAt ? [] : [whyNot(card)]),
      ...stepsInWords(steps, nameOf),
    ].filter((line) => line !== ''),
    answer: answer.says,
    colour: answer.colour,
    open: opens ? [opensCase('Open', reference)] : [],
  };
}

const recipientOf = ({ recipient }: Delivery, nameOf: (id: string) => string): string =>
  recipient.startsWith('channel:') ? 'To the panel’s channel' : `To ${nameOf(recipient)}`;

/** The day stands above it, unless it was sent on a later one. */
function sentInWords({ dueAt }: Delivery, { sentAt }: Delivery): string {
  if (!sentAt) return 'not delivered';
  return `sent ${londonDate(sentAt) === londonDate(dueAt) ? londonTime(sentAt) : momentInWords(sentAt)}`;
}

function hands({ passed, insteadOf = [], possibleRepeat }: Delivery, nameOf: (id: string) => string): string[] {
  return [
    ...(passed ? [`Passed on: no answer from ${allOf(passed.from.map(nameOf))} by ${momentInWords(passed.at)}`] : []),
    ...(insteadOf.length > 0 ? [`In place of ${allOf(insteadOf.map(nameOf))}, away at the time`] : []),
    ...(possibleRepeat ? ['It may have arrived twice'] : []),
  ];
}

function answerOf({ delivery, card, view, opens }: SentAlert, nameOf: (id: string) => string) {
  const { kind, acknowledgedAt, acknowledgedBy, answerBy, recipient } = delivery;
  if (acknowledgedAt && acknowledgedBy)
    return { says: `Answered by ${nameOf(acknowledgedBy)}, ${momentInWords(acknowledgedAt)}`, colour: 'good' };
  if (kind !== 'alert' || card.state === 'dead') return { says: '', colour: 'default' };
  if (view && alertRule(delivery.obligation, view)?.answer === null)
    return { says: 'No answer is awaited', colour: 'default' };
  if (isAtRest(delivery)) return { says: 'No answer, and none is needed any more', colour: 'default' };
  const snooze = view && snoozeOf(view.case.facts, delivery, recipient);
  if (snooze) {
    const why = opens ? `: ${short(snooze.reason, 120)}` : '';
    return { says: `Put off to ${inWords(snooze.until)}${why}`, colour: 'default' };
  }
  return answerBy
    ? { says: `No answer yet, awaited by ${momentInWords(answerBy)}`, colour: 'default' }
    : { says: 'No answer yet', colour: 'attention' };
}

const choicesOf = (wish: DeliveriesWish) => ({
  which: wish.which,
  whichChoices: WHICH_DELIVERIES.map((value) => ({ title: WHICH_WORDS[value], value })),
  since: wish.period,
  sinceChoices: (Object.keys(PERIODS) as Period[]).map((value) => ({ title: PERIOD_WORDS[value], value })),
  show: does('Show', 'deliveries', { from: '0' }),
});

/** From a button: its own ids first, then what stands in the choices beside it. */
export function deliveriesWish(data: PageArgs): DeliveriesWish {
  const which = data.only ?? data.which;
  const period = data.period ?? data.since;
  return {
    which: WHICH_DELIVERIES.find((one) => one === which) ?? 'all',
    period: period === 'month' || period === 'all' ? period : 'week',
  };
}
