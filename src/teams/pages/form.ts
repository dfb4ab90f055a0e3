import { randomBytes } from 'node:crypto';
import type { PageArgs } from '../turn';
import type { Button, ButtonStyle } from '../views/buttons';
import type { Notice } from '../views/notice';
import type { Section } from '../views/section';
import { isInput, type Field } from './fields';
import type { FieldErrors, PageView, Typed } from './page';

/** All that a page shows. The template is `cards/form.json` for every page. */
export interface Form {
  /** Title of the dialog. */
  readonly title: string;
  /** Where in a sequence this stands: `Step 2 of 4`. */
  readonly step?: string;
  readonly heading: string;
  /** Why this is asked. */
  readonly intro?: readonly string[];
  readonly notices?: readonly Notice[];
  /** What is known already, to read and not to change. */
  readonly sections?: readonly Section[];
  readonly fields: readonly Field[];
  readonly values: Typed;
  readonly errors?: FieldErrors;
  readonly buttons: readonly Button[];
  /** Shown in notifications: no personal data. */
  readonly summary?: string;
}

export function formView(form: Form): PageView {
  const errors = form.errors ?? {};
  return {
    template: 'form',
    title: form.title,
    summary: form.summary ?? form.title,
    model: {
      step: form.step ?? '',
      heading: form.heading,
      intro: form.intro ?? [],
      notices: form.notices ?? [],
      wrong: wrong(errors, form.fields),
      sections: form.sections ?? [],
      fields: form.fields.map((field) => ({
        ...field,
        value: kept(form.values[field.id] ?? '', field.limit),
        error: isInput(field) ? (errors[field.id] ?? '') : '',
      })),
      buttons: form.buttons.map(marked(randomBytes(9).toString('base64url'))),
    },
  };
}

export type Step = 'next' | 'back' | 'save';

export const submits = (
  title: string,
  page: string,
  args: PageArgs,
  step: Step,
  style: ButtonStyle = 'default',
): Button => ({
  title,
  style,
  sends: { verb: 'page', page, args, step },
});

/** Every drawing of a form has a token of its own, by which a submit that comes twice is known. */
const marked =
  (token: string) =>
  (button: Button): Button =>
    button.sends['step'] === undefined ? button : { ...button, sends: { ...button.sends, token } };

/** The general message first, then one for each field, in the order of the fields. */
function wrong(errors: FieldErrors, fields: readonly Field[]): string[] {
  const beside = fields.filter(isInput).flatMap((field) => errors[field.id] ?? []);
  return [...(errors[''] ? [errors['']] : []), ...new Set(beside)];
}

/**
 * A value as it goes back into its input. It is cut to what the field keeps: a pasted novel would push the card over
 * the size that Teams takes, and then nothing would be shown at all. The draft has it whole.
 */
function kept(value: string, limit: number): string {
  const characters = [...value];
  if (characters.length <= limit && Buffer.byteLength(value) <= limit * 2) return value;
  let text = characters.slice(0, limit).join('');
  while (Buffer.byteLength(JSON.stringify(text)) > limit * 2 + 2) text = [...text].slice(0, -10).join('');
  return text;
}
