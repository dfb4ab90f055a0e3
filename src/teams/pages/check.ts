import type { ActionOn } from '../../casework/record';
import { recording } from '../../casework/recording';
import { ChangedSince, type CaseView } from '../../casework/casework';
import { actionToRecord, may } from '../../domain/access/table';
import type { ItemState } from '../../domain/case/assessment';
import type { Fact } from '../../domain/case/fact';
import { londonTime } from '../../domain/calendar/london';
import { waitsFor } from '../../domain/checklist/order';
import type { ChecklistItem } from '../../domain/policy/pack';
import { Refusal } from '../../errors';
import { idFor } from '../ids';
import { plain } from '../rendering/escape-markdown';
import { namesOn } from '../shown-case';
import type { PageArgs, Turn } from '../turn';
import { checklistCard } from '../views/checklist';
import { opens } from '../views/buttons';
import { notice, type Notice } from '../views/notice';
import { recordedFacts } from '../views/recorded';
import { dueInWords, short } from '../views/words';
import { again, saying, type PageDeps } from './deps';
import { checkFields, checkInput, readCheck, SKIP, valuesOf, type CheckInput } from './check-fields';
import { ONE_BY_ONE, SHARED, sharedWith, shareFields } from './check-shared';
import { isStillToSay, leadsOn } from './check-leads-on';
import { dayError, firstDayOfAsking } from './day-bounds';
import { draftNotice } from './draft-notice';
import { isInput } from './fields';
import { formView, submits } from './form';
import type { Page, PageResult } from './page';
import { keep } from './keep';

/** One item of the checklist: what was recorded before, and a place for what came of it now. */
export const check = (deps: PageDeps): Page<CheckInput> => ({
  id: 'check',
  needs: 'see-case',
  input: checkInput,
  recordsAtOnce: true,

  async show(turn, args, shownAgain) {
    const { view, item, facts } = await itemOf(turn, args, deps);
    const names = await namesOn(view, deps);
    const draft = await deps.storage.drafts.onItem(view.case.id, item.id);
    const state = view.assessment.checklist.find((one) => one.item.id === item.id);
    // The last fact that this page shows: whatever is written after it is shown before it can be written over.
    const seen = args.seen ?? facts.at(-1)?.id ?? '';
    const here = { case: view.case.reference, item: item.id, seen };
    const mayRecord = view.assessment.open && may(turn.person, actionToRecord(item.owner), view.case);
    const first = mayRecord ? waitsFor(item, view.assessment) : [];
    const mayBegin = mayRecord && first.length === 0;
    return formView({
      title: short(item.title, 60),
      step: `${view.case.reference} · ${short(item.title, 60)} · ${dueInWords(state?.due ?? null, turn.today)}`,
      heading: plain(item.asks),
      intro: [plain(item.why), plain(item.citation)],
      notices: [...waitingNotice(first), ...(await draftNotice(turn, draft, deps))],
      sections: recordedFacts(facts, names, view.policy, item),
      fields: mayBegin ? [...checkFields(item, view.policy), ...(await shareFields(turn, view, item, deps))] : [],
      values: shownAgain?.typed ?? {
        ...valuesOf(facts.at(-1)),
        on: turn.today,
        time: londonTime(turn.now),
        ...draft?.values,
      },
      errors: shownAgain?.errors,
      buttons: mayBegin
        ? [submits('Save', 'check', here, 'next', 'positive'), submits('Save for later', 'check', here, 'save')]
        : first.map((state) =>
            opens(short(state.item.title, 60), 'check', { case: view.case.reference, item: state.item.id }),
          ),
    });
  },

  async saveDraft(turn, args, typed) {
    const { view, item } = await itemOf(turn, args, deps, recording(args.item ?? ''));
    const fields = checkFields(item, view.policy).filter(isInput);
    await keep(
      turn,
      recording(item.id)(view),
      {
        // One draft for one item, whoever types: two who begin at once share it.
        id: idFor(view.case.id, item.id),
        school: view.case.school ?? '',
        kind: 'check',
        caseId: view.case.id,
        item: item.id,
        values: Object.fromEntries(fields.map(({ id }) => [id, typed[id] ?? ''])),
      },
      deps,
    );
  },

  submit: (turn, args, typed) =>
    saying(async () => {
      const { item, view } = await itemOf(turn, args, deps);
      try {
        const result = await record(turn, args, typed, item, view, deps);
        if ('kind' in result) return result;
        const next = leadsOn(result, item, typed.outcome, turn.person);
        if (next) return next;
        const names = await namesOn(result, deps);
        return { kind: 'done', card: checklistCard(result, turn.person, names) };
      } catch (error) {
        if (!(error instanceof ChangedSince)) throw error;
        return changed(error, args);
      }
    }),

  async follows(turn, args, { outcome }) {
    const { view, item, facts } = await itemOf(turn, args, deps);
    return isStillToSay(view, facts.at(-1), outcome) ? leadsOn(view, item, outcome, turn.person) : null;
  },
});

/** Said over what the other person wrote; what this person typed still stands in the inputs. */
const CHANGED =
  'A colleague has recorded something on this check while you were writing. It is shown below. What you typed is still here: save again if it still holds.';

const changed = ({ facts }: ChangedSince, args: PageArgs): PageResult => ({
  kind: 'again',
  errors: { '': CHANGED },
  args: { ...args, seen: facts.at(-1)?.id ?? '' },
});

async function record(
  turn: Turn,
  args: PageArgs,
  typed: CheckInput,
  item: ChecklistItem,
  before: CaseView,
  deps: PageDeps,
): Promise<CaseView | PageResult> {
  const reference = args.case ?? '';
  const seen = args.seen || null;
  if (typed.outcome === SKIP) {
    if (typed.note === '')
      return again({ note: 'Say here why this check is skipped. The reason stays on the record.' });
    return deps.casework.skipCheck(turn.person, reference, item.id, typed.note, seen);
  }
  const read = readCheck(typed, item);
  if ('errors' in read) return again(read.errors);
  const wrong = dayError(read.on, firstDayOfAsking(before), turn.today);
  if (wrong) return again({ on: wrong });
  const also = sharedWith(typed);
  if (also.length === 0) return deps.casework.recordCheck(turn.person, reference, item.id, read, seen);
  if (before.policy.outcomes.find(({ id }) => id === typed.outcome)?.leadsTo) return again({ [SHARED]: ONE_BY_ONE });
  return deps.casework.recordSharedCheck(turn.person, reference, { item: item.id, check: read, seen, also });
}

async function itemOf(turn: Turn, args: PageArgs, deps: PageDeps, action?: ActionOn) {
  const view = await deps.casework.see(turn.person, args.case ?? '', action);
  const item = view.policy.checklist.find(({ id }) => id === args.item);
  if (!item) throw new Refusal('no-such-item', 'That check is not on the checklist of this case.');
  const facts: readonly Fact[] = view.case.facts.filter(
    (fact) => (fact.kind === 'check-recorded' || fact.kind === 'check-skipped') && fact.item === item.id,
  );
  return { view, item, facts };
}

/** The policy wants something else done before: it is named, and a button leads there. */
const waitingNotice = (first: readonly ItemState[]): Notice[] =>
  first.length === 0
    ? []
    : [
        notice(
          'accent',
          `First: ${first.map(({ item }) => short(item.title, 60)).join(', ')}`,
          'Record that, then come back to this. If the child may be at risk, say so on the case: then nothing waits.',
        ),
      ];
