import type { CaseView } from '../../casework/casework';
import { may } from '../../domain/access/table';
import { inWords, type Instant } from '../../domain/calendar/date';
import { londonDate, momentInWords } from '../../domain/calendar/london';
import { readFacts } from '../../domain/case/reading';
import { maySnooze, snoozeOf, type Snooze } from '../../domain/case/snooze';
import type { AlertRule } from '../../domain/policy/pack';
import type { Delivery } from '../../notices/outbox';
import { isTakenBack } from '../../notices/overtaken';
import type { Person } from '../../people/directory';
import { plain } from '../rendering/escape-markdown';
import type { CardSpec } from '../turn';
import { byDay, byWhenFirst } from './alert-by-when';
import { alertTitle } from './alert-title';
import { risksInWords } from './answers';
import { attendanceAnswers, does, opens, opensCase, type Button } from './buttons';
import { aboutPupil, nameOf, schoolOf } from './case';
import { standing } from './counts';
import { whoToCall } from './notice';
import { answers, isAboutQuestions, questionsAsked } from './questions';
import { carriedInWords, decisionOf, saysDone } from './panel-decisions';
import { saidIn } from './said-in';
import { alertRule, rulesAt, rulesOfRisk } from '../../casework/rules-then';
import { tierInWords } from './tier';
import { allOf, roleInWords, short } from './words';
import { capital } from '../../letters';

export interface AlertOptions {
  /** Whoever gets it. Left out, or somebody who may not see the case: the card does not name the child. */
  readonly recipient?: Person | null;
  /** Name of whoever acknowledged it. */
  readonly acknowledgedBy?: string;
  /** There is nothing left to ask for. */
  readonly isOver?: boolean;
  /** In whose place they get it, or who was told before them; a sentence, safe to show. */
  readonly toldInstead?: string;
  /** What this card asks besides, oldest first: the answer to it is the answer to them. */
  readonly also?: readonly Delivery[];
  /** What was answered with it. */
  readonly answeredToo?: readonly Delivery[];
  /** Why it comes to its recipient, and why the others on it do. */
  readonly whose?: readonly Whose[];
}

/** Because of whom an alert comes to somebody whom it did not go to at first. */
export interface Whose {
  readonly passedAt: Instant | null;
  /** Names of those who did not answer by then. */
  readonly passedFrom: readonly string[];
  /** Names of those who are away and in whose place the recipient gets it. */
  readonly insteadOf: readonly string[];
}

/** One card for every alert: what happened, what is due, by when, why; and once it is answered, who did so and when. */
export function alertView(view: CaseView, delivery: Delivery, options: AlertOptions = {}): CardSpec {
  const rule = alertRule(delivery.obligation, view);
  const { recipient = null } = options;
  const maySee = recipient !== null && may(recipient, 'see-case', view.case);
  const { reference } = view.case;
  const settled = delivery.acknowledgedAt !== null || options.isOver === true;
  const snooze = snoozeOf(view.case.facts, delivery, delivery.recipient);
  const waits = !settled && snooze !== null;
  const open = !settled && !waits;
  const also = options.also ?? [];
  const rules = [delivery, ...also].flatMap(({ obligation }) => alertRule(obligation, view) ?? []);
  const asks = open && rules.some(({ asksAttendance }) => asksAttendance) && asksStill(view, recipient);
  const { reportComplete } = view.assessment;
  const isBack = rule !== undefined && isTakenBack(rule, delivery, view.assessment);
  const words = rule ? plain(rule.title) : 'Something is due on this case';
  const title = isBack ? `No longer so: ${words}` : words;
  const unsaid = isBack ? [SAID_OTHERWISE] : [];
  return {
    template: 'alert',
    summary: `${reference}: ${title}`,
    model: {
      style: isBack ? 'warning' : settled ? 'good' : waits ? 'emphasis' : styleOf(rule),
      title,
      settled: settled
        ? [...settledInWords(view, delivery, options, isBack), ...unsaid].join(' ')
        : waits
          ? putOff(snooze)
          : '',
      // Also on a card that asks for nothing: somebody may read it a second time.
      repeat: delivery.possibleRepeat ? 'You may have had this alert before: an earlier try may have reached you.' : '',
      instead: options.toldInstead ?? '',
      passed: open ? whyYou(options) : [],
      subtitle: [
        `${reference} · ${standing(view)}, as of ${inWords(view.assessment.asOf)}`,
        maySee ? tierInWords(view) : '',
      ]
        .filter((part) => part !== '')
        .join(' · '),
      name: maySee ? nameOf(view) : '',
      about: maySee ? aboutPupil(view) : schoolOf(view),
      citation: rule ? plain(rule.citation) : '',
      facts: [
        ...(rule ? factsOf(rule, rules, view, delivery, maySee) : []),
        ...alsoAsked(also, view, maySee),
        ...named('Answered with it', options.answeredToo ?? [], view, maySee),
      ],
      call: rule?.urgent && open ? whoToCall(view.authority.urgentContacts) : [],
      asks: asks && reportComplete ? attendanceAnswers(reference, delivery.id) : [],
      buttons: [
        ...(!open ? [] : [does('Acknowledge', 'acknowledge', { delivery: delivery.id }, 'positive')]),
        ...(asks && !reportComplete ? finishes(view, recipient) : []),
        ...(!open ? [] : [...answers(rule, view, delivery, recipient), ...saysDone(rule, view, delivery, recipient)]),
        ...(maySee ? [opensCase('Open the case', reference)] : []),
        ...(open ? snoozes([delivery, ...also], view, recipient) : []),
      ],
    },
  };
}

function settledInWords(
  { assessment }: CaseView,
  { acknowledgedAt }: Delivery,
  { acknowledgedBy }: AlertOptions,
  isBack: boolean,
): string[] {
  if (acknowledgedAt)
    return [
      `Acknowledged by ${short(acknowledgedBy ?? 'a colleague', 60)}, ${momentInWords(acknowledgedAt)}${isBack ? '.' : ''}`,
    ];
  if (!assessment.open) return ['The case is closed: nothing is asked of you here.'];
  return isBack ? [] : ['This has been done: nothing is asked of you here.'];
}

const SAID_OTHERWISE = 'Somebody has said otherwise since: the case says what is so now.';

const MOST_NAMED = 6;

/** Alerts that waited together with this one. */
const alsoAsked = (also: readonly Delivery[], view: CaseView, maySee: boolean) =>
  named('Also due since', also, view, maySee).map(({ title, lines }) => ({
    title,
    lines: [...lines, 'What you answer here is the answer to all of these.'],
  }));

/** The newest first, with the days on which they fell due and what was said. */
function named(title: string, alerts: readonly Delivery[], view: CaseView, maySee: boolean) {
  if (alerts.length === 0) return [];
  const shown = alerts.toReversed().slice(0, MOST_NAMED);
  const said = (one: Delivery) => (maySee ? saidIn(alertRule(one.obligation, view), view, one) : []);
  const lines = shown.map((one) =>
    [`${alertTitle(one, view)} (${inWords(londonDate(one.dueAt))})`, ...said(one)].join(': '),
  );
  const more = alerts.length - shown.length;
  return [{ title, lines: more > 0 ? [...lines, `and ${more} more`] : lines }];
}

const LATE: readonly string[] = ['overdue', 'panel-decision-overdue', 'calendar-short'];

function styleOf(rule: AlertRule | undefined): string {
  if (rule?.urgent) return 'attention';
  if (rule && LATE.includes(rule.trigger.kind)) return 'warning';
  return rule?.trigger.kind === 'found' ? 'good' : 'accent';
}

/** @param rules of all that the card asks. */
function factsOf(rule: AlertRule, rules: readonly AlertRule[], view: CaseView, delivery: Delivery, maySee: boolean) {
  return [
    {
      title: 'What happened',
      lines: [plain(rule.says), ...calendarEnd(rule, view), ...(maySee ? details(rule, view, delivery) : [])],
    },
    { title: 'What is due', lines: [plain(rule.asks)] },
    ...(rule.trigger.kind === 'death-told'
      ? leftToDo(view)
      : [{ title: 'By when', lines: byWhenFirst(rule, rules, view, delivery, maySee) }]),
    { title: 'Why', lines: [plain(rule.why)] },
  ];
}

/** Nothing is due at once of a child who has died: what is left, whose it is, and by when. */
const leftToDo = ({ assessment: { died, next, asOf } }: CaseView) =>
  died && next ? [{ title: plain(next.title), lines: [`${byDay(next.due, asOf)} · ${roleInWords(next.owner)}`] }] : [];

/** What this case adds to the words of the policy. */
function details(rule: AlertRule, view: CaseView, delivery: Delivery): string[] {
  const { facts } = view.case;
  const about = facts.find(({ id }) => id === delivery.occurrence);
  if (rule.trigger.kind === 'at-risk') {
    const triage = about?.kind === 'triaged' ? about.triage : readFacts(facts).triage;
    const rules = rulesOfRisk(rulesAt(about?.recordedAt ?? view.case.openedAt, view), view);
    return triage ? [...risksInWords(triage, rules), short(triage.note)].filter((line) => line !== '') : [];
  }
  if (about?.kind === 'assigned') return handedOver(about.note, view);
  if (isAboutQuestions(rule)) return questionsAsked(view, delivery);
  const decided = decisionOf(rule, view, delivery);
  if (decided) return [carriedInWords(decided)];
  return saidIn(rule, view, delivery);
}

const handedOver = (note: string, { assignee }: CaseView): string[] =>
  [
    assignee?.hasLeft ? `${short(assignee.person.name, 60)} works on it no more, so it is with you.` : '',
    short(note, 300),
  ].filter((line) => line !== '');

/** Told to whoever looks after the calendars, who sees no cases. */
function calendarEnd(rule: AlertRule, view: CaseView): string[] {
  const { assessment } = view;
  const unreached = assessment.milestones.find(({ on }) => !on.known);
  if (rule.trigger.kind !== 'calendar-short' || !unreached || unreached.on.known) return [];
  const { calendarEnds } = unreached.on;
  const day = `Day ${unreached.day} of the absence`;
  return [
    calendarEnds
      ? `The calendar of ${schoolOf(view)} ends on ${inWords(calendarEnds)}, before ${day}.`
      : `${capital(schoolOf(view))} has no term dates yet.`,
  ];
}

/** Why it comes to somebody whom it did not go to at first; once where all on the card come for one reason. */
function whyYou({ whose = [] }: AlertOptions): string[] {
  const all = (names: readonly string[]) => allOf(names.map((name) => short(name, 60)));
  const sentences = whose.flatMap(({ passedAt, passedFrom, insteadOf }) => [
    ...(passedAt && passedFrom.length > 0
      ? [`Passed on to you: no answer from ${all(passedFrom)} by ${momentInWords(passedAt)}.`]
      : []),
    ...(insteadOf.length > 0
      ? [`It comes to you because ${all(insteadOf)} ${insteadOf.length === 1 ? 'is' : 'are'} away.`]
      : []),
  ]);
  return [...new Set(sentences)];
}

const putOff = ({ until, reason }: Snooze): string =>
  `Put off: it comes again on ${inWords(until)}. ${short(reason, 120)}`;

/** All that the card asks comes again, so each of them must be one that may wait. */
function snoozes(asked: readonly [Delivery, ...Delivery[]], view: CaseView, recipient: Person | null): Button[] {
  const [delivery] = asked;
  const isOwn = recipient?.id === delivery.recipient && may(recipient, 'snooze', view.case);
  const mayWait = (one: Delivery) =>
    maySnooze(view.case.facts, one, alertRule(one.obligation, view), view.assessment, view.policy);
  return isOwn && asked.every(mayWait)
    ? [opens('Remind me later', 'snooze', { case: view.case.reference, delivery: delivery.id })]
    : [];
}

const asksStill = (view: CaseView, recipient: Person | null): boolean =>
  view.assessment.open && recipient !== null && may(recipient, 'mark-attendance', view.case);

/** Nothing is known yet of the absence that an answer about the register would be about. */
const finishes = ({ case: theCase }: CaseView, recipient: Person | null): Button[] =>
  recipient !== null && may(recipient, 'report', theCase)
    ? [opens('Finish the report', 'report-pupil', { case: theCase.reference, draft: theCase.id })]
    : [];
