import { z } from 'zod';
import type { CaseView } from '../../../casework/casework';
import { ctfWanted } from '../../../casework/removal-work';
import { ctfNameWanted } from '../../../domain/case/ctf-name';
import { inWords } from '../../../domain/calendar/date';
import type { StepState } from '../../../domain/case/removal/removal';
import type { RemovalStep } from '../../../domain/policy/removal-policy';
import { Refusal } from '../../../errors';
import { plain } from '../../rendering/escape-markdown';
import { shownCase } from '../../shown-case';
import { section } from '../../views/section';
import { again, saying, type PageDeps } from '../deps';
import { date, text, type Field } from '../fields';
import { formView, submits } from '../form';
import type { FieldErrors, Page, PageResult } from '../page';
import { requiredDate, typedText } from '../typed';

const input = z.looseObject({ on: requiredDate('Give the day on which it was done.') });
type Input = z.infer<typeof input>;

const valueId = (field: RemovalStep['fields'][number]): string => `value_${field.id}`;
const HINTS: Readonly<Record<Exclude<RemovalStep['fields'][number]['kind'], 'file'>, string>> = {
  text: '',
  'lost-authority': 'XXX',
  'lost-establishment': 'XXXX',
};

/** One step after a deletion; the next one follows until all are done. */
export const removalStep = (deps: PageDeps): Page<Input> => ({
  id: 'removal-step',
  needs: 'record-removal',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    const { step } = stepOn(view, args.step) ?? nextStep(view) ?? nothingLeft();
    return formView({
      title: 'After the deletion',
      step: view.case.reference,
      heading: plain(step.title),
      intro: [plain(step.asks), plain(step.why), plain(step.citation)],
      sections: [
        section(
          'The steps',
          Object.fromEntries(view.assessment.removal.steps.map((one) => [plain(one.step.title), stateInWords(one)])),
        ),
      ],
      fields: [date('on', 'Done on'), ...step.fields.map((field) => fieldFor(field, view))],
      values: shownAgain?.typed ?? { on: turn.today, ...(await fileMade(step, view, deps)) },
      errors: shownAgain?.errors,
      buttons: [submits('Record', 'removal-step', { case: view.case.reference, step: step.id }, 'next', 'positive')],
    });
  },

  saveDraft: async () => {},

  submit: (turn, args, typed) =>
    saying(async () => {
      const before = await deps.casework.see(turn.person, args.case ?? '');
      const state = stepOn(before, args.step);
      if (!state) throw new Refusal('refused', NOT_THIS_STEP);
      const read = readValues(state.step, typed);
      if ('errors' in read) return again(read.errors);
      const given = { step: state.step.id, on: typed.on, values: read.values };
      const view = await deps.casework.removal.recordStep(turn.person, args.case ?? '', given);
      return pageOfNext(view) ?? { kind: 'done', card: await shownCase(view, turn, deps) };
    }),

  follows: async (turn, args) => pageOfNext(await deps.casework.see(turn.person, args.case ?? '')),
});

function pageOfNext(view: CaseView): PageResult | null {
  const next = nextStep(view);
  return next ? { kind: 'page', page: 'removal-step', args: { case: view.case.reference, step: next.step.id } } : null;
}

export const nextStep = ({ assessment }: CaseView): StepState | undefined =>
  assessment.removal.steps.find(({ done }) => !done);

/** What was typed for one step is never recorded for another. */
const NOT_THIS_STEP = 'That step does not follow this deletion. Open the page again to see which one is next.';

const stepOn = ({ assessment }: CaseView, id: string | undefined): StepState | undefined =>
  assessment.removal.steps.find(({ step }) => step.id === id);

function nothingLeft(): never {
  throw new Refusal('no-such-step', 'Nothing is left to do after this deletion.');
}

/** What was typed into the fields of the step, or what is wrong beside each of them. */
function readValues(
  { fields }: RemovalStep,
  typed: Input,
): { readonly values: Readonly<Record<string, string>> } | { readonly errors: FieldErrors } {
  const values: Record<string, string> = {};
  const errors: Record<string, string> = {};
  for (const field of fields) {
    const read = typedText(200).safeParse(typed[valueId(field)]);
    if (read.success) values[field.id] = read.data;
    else errors[valueId(field)] = read.error.issues[0]!.message;
  }
  return Object.keys(errors).length > 0 ? { errors } : { values };
}

/** The name of the transfer file that was made here last, so that nobody copies it by hand. */
async function fileMade(
  { fields }: RemovalStep,
  view: CaseView,
  { storage }: PageDeps,
): Promise<Record<string, string>> {
  const asked = fields.filter(({ kind }) => kind === 'file');
  if (asked.length === 0) return {};
  const files = (await storage.papers.onCase(view.case.id)).filter(({ kind }) => kind === 'lost-pupil-ctf');
  const last = files.sort((a, b) => a.madeAt.localeCompare(b.madeAt)).at(-1);
  return last ? Object.fromEntries(asked.map((field) => [valueId(field), last.fileName])) : {};
}

const stateInWords = ({ done }: StepState): string => (done ? `Done on ${inWords(done.done.on)}` : 'To do');

const fieldFor = (field: RemovalStep['fields'][number], view: CaseView): Field =>
  text(valueId(field), field.label, { optional: !field.required, limit: 200, hint: hintFor(field.kind, view) });

const hintFor = (kind: RemovalStep['fields'][number]['kind'], view: CaseView): string =>
  kind === 'file' ? `Such as ${ctfNameWanted(ctfWanted(view))}` : HINTS[kind];
