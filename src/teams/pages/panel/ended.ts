import { z } from 'zod';
import { inWords } from '../../../domain/calendar/date';
import { carriedForward, type PanelDecision } from '../../../domain/case/panel-decisions';
import type { Action } from '../../../domain/access/table';
import type { CaseView } from '../../../casework/casework';
import { answered, answeredBefore } from '../../answered';
import { shownCase } from '../../shown-case';
import type { PageArgs } from '../../turn';
import { notice, type Notice } from '../../views/notice';
import { carriedInWords } from '../../views/panel-decisions';
import { short } from '../../views/words';
import { saying, type PageDeps } from '../deps';
import { choice, date, lines, type Field } from '../fields';
import { formView, submits, type Form } from '../form';
import type { Page } from '../page';
import { requiredDate, requiredText } from '../typed';

// A choice and a sentence: there is nothing to keep half-done.
const saveDraft = async () => {};
const which = requiredText(60, 'Say which decision it is.');

const doneInput = z.object({
  decided: which,
  on: requiredDate('Give the day on which it was done.'),
  note: requiredText(500, 'Say in a sentence what was done.'),
});

/** What the panel decided is done: whoever owns it says so, and it is carried forward no more. */
export const panelDecisionDone = (deps: PageDeps): Page<z.infer<typeof doneInput>> => ({
  id: 'panel-decision-done',
  needs: 'do-panel-decision',
  input: doneInput,
  saveDraft,
  async show(turn, args, shownAgain) {
    const { view, open, of } = await carriedOn(args, 'do-panel-decision', turn.person, deps);
    return formView({
      ...asked(view, open, 'What was done?'),
      title: 'It is done',
      fields: [
        ...of,
        ...(open.length > 0 ? [date('on', 'Done on'), lines('note', 'What was done', { limit: 500 })] : []),
      ],
      values: shownAgain?.typed ?? { decided: chosen(open), on: turn.today },
      errors: shownAgain?.errors,
      buttons: open.length > 0 ? [submits('It is done', 'panel-decision-done', args, 'next', 'positive')] : [],
    });
  },
  submit: (turn, args, { decided, on, note }) =>
    saying(async () => {
      const view = await deps.casework.panel.done(turn.person, args.case ?? '', decided, on, note);
      return { kind: 'done', card: await answered(view, turn, args.delivery, deps) };
    }),
  follows: (turn, args) => answeredBefore(turn, args, deps),
});

const withdrawnInput = z.object({
  decided: which,
  reason: requiredText(500, 'Say why the decision is withdrawn. The reason stays on the record.'),
});

/** The panel decides otherwise, or it was recorded in error. What was recorded stays in the history. */
export const panelDecisionWithdrawn = (deps: PageDeps): Page<z.infer<typeof withdrawnInput>> => ({
  id: 'panel-decision-withdrawn',
  needs: 'record-panel-decision',
  input: withdrawnInput,
  saveDraft,
  async show(turn, args, shownAgain) {
    const { view, open, of } = await carriedOn(args, 'record-panel-decision', turn.person, deps);
    return formView({
      ...asked(view, open, 'Why is it withdrawn?'),
      title: 'Withdraw a decision',
      fields: [...of, ...(open.length > 0 ? [lines('reason', 'Why', { limit: 500 })] : [])],
      values: shownAgain?.typed ?? { decided: chosen(open) },
      errors: shownAgain?.errors,
      buttons:
        open.length > 0
          ? [submits('Withdraw the decision', 'panel-decision-withdrawn', args, 'next', 'destructive')]
          : [],
    });
  },
  submit: (turn, args, { decided, reason }) =>
    saying(async () => {
      const view = await deps.casework.panel.withdraw(turn.person, args.case ?? '', decided, reason);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});

/** What is carried forward on the case, and the field by which one of it is chosen; of one that a button names, that one. */
async function carriedOn(
  args: PageArgs,
  action: Action,
  person: Parameters<PageDeps['casework']['see']>[0],
  deps: PageDeps,
) {
  const view = await deps.casework.see(person, args.case ?? '', action);
  const all = carriedForward(view.assessment.decisions);
  const named = all.filter(({ decided }) => decided.id === args.decided);
  const open = named.length > 0 ? named : all;
  const of: Field[] =
    open.length > 0
      ? [
          choice(
            'decided',
            'The decision',
            open.map(({ decided }) => ({ title: carriedInWords(decided), value: decided.id })),
          ),
        ]
      : [];
  return { view, open, of };
}

const chosen = (open: readonly PanelDecision[]): string => (open.length === 1 ? open[0]!.decided.id : '');

function asked({ case: { reference } }: CaseView, open: readonly PanelDecision[], heading: string) {
  const nothing = open.length === 0;
  return {
    step: reference,
    heading: nothing ? 'Nothing that the panel decided is open' : heading,
    notices: nothing
      ? [notice('emphasis', 'It has been done or withdrawn already. The history of the case says so.')]
      : open.map(why),
  } satisfies Partial<Form>;
}

const why = ({ decided: { meeting, reason, dissent } }: PanelDecision): Notice =>
  notice(
    'emphasis',
    `Decided on ${inWords(meeting)}`,
    short(reason, 300),
    ...(dissent === '' ? [] : [`Seen otherwise: ${short(dissent, 200)}`]),
  );
