import type { CaseView } from '../../casework/casework';
import { may, actionToRecord } from '../../domain/access/table';
import type { ItemState } from '../../domain/case/assessment';
import type { Stage } from '../../domain/policy/pack';
import { policyFor } from '../../domain/policy/policy-for';
import type { Person } from '../../people/directory';
import { plain } from '../rendering/escape-markdown';
import type { CardSpec } from '../turn';
import { does, opens, opensCase, whileOffered, type Button } from './buttons';
import { nameOf } from './case';
import { standing } from './counts';
import { lastOfCheck, signed, type Names } from './timeline';
import { dueInWords, roleInWords } from './words';

const STATES: Readonly<Record<ItemState['state'], { readonly says: string; readonly colour: string }>> = {
  done: { says: 'Done', colour: 'good' },
  skipped: { says: 'Skipped', colour: 'default' },
  overdue: { says: 'Overdue', colour: 'attention' },
  due: { says: 'To do', colour: 'accent' },
  later: { says: 'Later', colour: 'default' },
  'not-needed': { says: 'Not needed', colour: 'default' },
};

/** So many rows stay under the size of a card, whatever has been noted in them. */
const MOST_OWED = 10;

/**
 * One stage of the checklist: what is done, what is next and why. Shows the stage that is due now unless another is
 * asked for. What is still owed from earlier stages stands with the stage of now, so that nothing hides behind a tab.
 */
export function checklistCard(view: CaseView, person: Person, names: Names, stageId = ''): CardSpec {
  const { assessment } = view;
  const policy = policyFor(view.policy, assessment.way);
  const { reference } = view.case;
  const now = assessment.stage ?? policy.stages[0]!;
  const stage = policy.stages.find(({ id }) => id === stageId) ?? now;
  const items = statesIn(stage, view);
  const owed = stage.id === now.id ? owedFromBefore(stage, view) : [];
  const more = owed.length - MOST_OWED;
  const rows = (states: readonly ItemState[]) => states.map((state) => itemRow(state, view, person, names));
  return {
    template: 'checklist',
    summary: `Checklist of case ${reference}: ${plain(stage.title)}`,
    model: {
      name: nameOf(view),
      subtitle: `${reference} · ${standing(view)}`,
      stage: plain(stage.title),
      says: plain(stage.says),
      progress: progress(items),
      next: nextSentence(view),
      why: assessment.next ? `${plain(assessment.next.why)} (${plain(assessment.next.citation)})` : '',
      owed: rows(owed.slice(0, MOST_OWED)),
      owedMore: more > 0 ? `${more} more ${more === 1 ? 'is' : 'are'} owed. Turn to the other stages to see them.` : '',
      items: rows(items),
      stages: otherStages(stage, view),
      buttons: [opensCase('Open the case', reference)],
    },
  };
}

/** Where a fact of its own settles an item (a triage, a call to social care), the page of that fact is opened. */
function pageOf(item: ItemState['item'], view: CaseView, person: Person): string {
  if (item.settledBy.includes('joint-conclusion')) return 'sign-conclusion';
  if (!view.assessment.open || !may(person, 'triage', view.case)) return 'check';
  if (item.settledBy.includes('triaged')) return 'risk';
  return item.settledBy.includes('safeguarding-contacted') ? 'urgent' : 'check';
}

const statesIn = (stage: Stage, { assessment }: CaseView): ItemState[] =>
  stage.items.flatMap((id) => assessment.checklist.find((state) => state.item.id === id) ?? []);

/** Items of other stages that should have been done by now. */
const owedFromBefore = (stage: Stage, { assessment }: CaseView): ItemState[] =>
  assessment.checklist.filter(({ item, state, due }) => {
    const dueByNow = state === 'overdue' || (state === 'due' && due?.known === true && due.date <= assessment.asOf);
    return dueByNow && !stage.items.includes(item.id);
  });

function progress(items: readonly ItemState[]): string {
  const needed = items.filter(({ state }) => state !== 'not-needed');
  const settled = needed.filter(({ state }) => state === 'done' || state === 'skipped');
  return `${settled.length} of ${needed.length} done`;
}

function nextSentence({ assessment: { next, asOf, open } }: CaseView): string {
  if (!open) return 'The case is closed. Nothing is owed.';
  return next ? `Next: ${plain(next.title)}. ${dueInWords(next.due, asOf)}.` : 'Nothing is owed at the moment.';
}

const mayRecord = ({ item }: ItemState, view: CaseView, person: Person): boolean =>
  view.assessment.open && may(person, actionToRecord(item.owner), view.case);

/** Otherwise it shows what came of it, which is to be seen whatever becomes of the case. */
const asksForWords = (state: ItemState, view: CaseView, person: Person): boolean =>
  mayRecord(state, view, person) || pageOf(state.item, view, person) === 'risk';

const opensItem = (title: string, { item }: ItemState, view: CaseView, person: Person): Button =>
  opens(title, pageOf(item, view, person), { case: view.case.reference, item: item.id });

/** Every check that this person may record, in whatever stage. */
export const offeredOnChecklist = (view: CaseView, person: Person): Button[] =>
  view.assessment.checklist
    .filter((state) => asksForWords(state, view, person))
    .map((state) => opensItem('Record', state, view, person));

function itemRow(state: ItemState, view: CaseView, person: Person, names: Names) {
  const { item, facts, due } = state;
  const { says, colour } = STATES[state.state];
  const last = facts.at(-1);
  const settled = state.state === 'done' || state.state === 'skipped';
  const open = opensItem(!mayRecord(state, view, person) ? 'See' : settled ? 'Change' : 'Record', state, view, person);
  return {
    title: plain(item.title),
    state: says,
    colour,
    due:
      settled || state.state === 'not-needed'
        ? ''
        : `${dueInWords(due, view.assessment.asOf)} · ${roleInWords(item.owner)}`,
    last: last ? lastOfCheck(last, view.policy) : '',
    by: last ? signed(last, names) : '',
    open: asksForWords(state, view, person) ? whileOffered(open) : open,
  };
}

/** A stage that stands twice in the policy (before and after another) is offered once. */
const otherStages = (shown: Stage, view: CaseView): Button[] =>
  policyFor(view.policy, view.assessment.way)
    .stages.filter(
      ({ title }, index, all) => title !== shown.title && all.findIndex((stage) => stage.title === title) === index,
    )
    .map(({ id, title }) => does(plain(title), 'stage', { reference: view.case.reference, stage: id }));
