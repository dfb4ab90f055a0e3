import type { CaseView } from '../casework/casework';
import type { ItemState } from '../domain/case/assessment';
import { ROLE_NAMES } from '../domain/access/roles';
import { rulesAt, rulesKnowing } from '../casework/rules-then';
import { paragraph, type Entry, type EntryLine, type Part } from './pdf/sheet';
import { whatCameOf } from '../casework/told/told-check';
import { inFull } from './told';
import { reachInWords, signed, type People } from './words';
import { capital } from '../letters';

/** Every check with the words in which it was asked and everything that was answered, by whom and when. */
export function checklistParts(view: CaseView, people: People): Part[] {
  const { checklist } = view.assessment;
  const listed = checklist.filter(({ state, item }) => state !== 'not-needed' || factsOn(item.id, view).length > 0);
  const others = checklist.filter((item) => !listed.includes(item));
  const entries = [
    ...listed.map((item) => entryOf(item, view, people)),
    ...orphans(view).map((item) => orphanEntry(item, view, people)),
  ];
  return [
    ...(entries.length > 0 ? [{ kind: 'entries' as const, entries }] : []),
    ...(others.length > 0
      ? [paragraph(`Not asked for in this case as it stands: ${others.map(({ item }) => item.title).join('; ')}.`)]
      : []),
  ];
}

type CheckFact = Extract<CaseView['case']['facts'][number], { kind: 'check-recorded' | 'check-skipped' }>;

const isCheck = (fact: { readonly kind: string }): fact is CheckFact =>
  fact.kind === 'check-recorded' || fact.kind === 'check-skipped';

/** All of them, also those of an earlier absence of the same pupil. */
const factsOn = (item: string, view: CaseView): CheckFact[] =>
  view.case.facts.filter(isCheck).filter((fact) => fact.item === item);

function entryOf({ item, state, due }: ItemState, view: CaseView, people: People): Entry {
  const answers = answerLines(factsOn(item.id, view), item.asks, view, people);
  const owner = capital(`${ROLE_NAMES[item.owner].toLowerCase()}`);
  return {
    title: `${item.id}  ${item.title}`,
    state: STATES[state],
    lines: [
      ...(answers.length > 0 ? answers : [{ text: `To be asked: ${item.asks}`, face: 'italic' as const }]),
      ...(answers.length === 0 || state === 'due' || state === 'overdue'
        ? [{ text: `${owner}${due ? `. Due ${reachInWords(due)}` : ''}.` }]
        : []),
    ],
  };
}

const STATES: Readonly<Record<ItemState['state'], string>> = {
  done: 'Done',
  skipped: 'Skipped, with a reason',
  overdue: 'Overdue',
  due: 'To be done now',
  later: 'To be done later',
  'not-needed': 'Not needed now',
};

const asked = (question: string): EntryLine => ({ text: `Asked: ${question}`, face: 'italic' });

/**
 * A question is repeated only when it was put in other words than the time before. An answer is told under the rules
 * in which it was given.
 */
function answerLines(facts: readonly CheckFact[], asks: string, view: CaseView, people: People): EntryLine[] {
  let before = '';
  return facts.flatMap((fact) => {
    const question = fact.kind === 'check-recorded' ? fact.check.asked || asks : before || asks;
    const lines = question === before ? [] : [asked(question)];
    before = question;
    return [
      ...lines,
      { text: inFull(whatCameOf(fact, rulesAt(fact.recordedAt, view))) },
      { text: `Recorded ${signed(fact, people)}.`, face: 'italic' as const },
    ];
  });
}

/** Checks that were recorded on items which the policy of today does not list. */
const orphans = (view: CaseView): string[] => {
  const known = new Set(view.policy.checklist.map(({ id }) => id));
  return [...new Set(view.case.facts.filter(isCheck).map(({ item }) => item))].filter((item) => !known.has(item));
};

function orphanEntry(item: string, view: CaseView, people: People): Entry {
  const then = rulesKnowing(({ checklist }) => checklist.some(({ id }) => id === item), view);
  const known = then.checklist.find(({ id }) => id === item);
  return {
    title: known ? `${item}  ${known.title}` : item,
    state: 'No longer on the list',
    lines: answerLines(factsOn(item, view), known?.asks ?? 'Not known', view, people),
  };
}
