import type { z } from 'zod';
import type { LocalDate } from '../../domain/calendar/date';
import type { Needs } from '../../domain/access/table';
import type { CardSpec, PageArgs, Turn } from '../turn';

/** Values of the inputs by id, as typed; an input left empty is missing or ''. */
export type Typed = Readonly<Record<string, string>>;

/** A message beside each field that has one, by input id; `''` is the message above all fields. */
export type FieldErrors = Readonly<Record<string, string>>;

export interface PageView extends CardSpec {
  /** Title of the dialog; in the chat it stands on the card. */
  readonly title: string;
}

export type PageResult =
  | { readonly kind: 'page'; readonly page: string; readonly args: PageArgs }
  /** Re-shows this page with what was typed and a message beside the fields. */
  | { readonly kind: 'again'; readonly errors: FieldErrors; readonly args?: PageArgs }
  /** The last page: this card takes its place. */
  | { readonly kind: 'done'; readonly card: CardSpec };

/**
 * The unit of conversation: one definition, two hosts (a Teams dialog, a card in the chat). The template's buttons are
 * `Action.Execute` with `data: { verb: 'page', page, args, step }`; the host turns them into what it needs.
 * `step` is `next`, `back` or `save`; a button without a step, on any card, opens the page. `page` and `args` are those
 * of the button, so one page may have several buttons for `next` that differ in their args.
 */
export interface Page<Input> {
  readonly id: string;
  /** Who is let in, whether the page is opened, gone on with, left or saved. */
  readonly needs: Needs;
  /** Throws `Refusal`. `again` is set when the page is shown anew after an error. */
  show(turn: Turn, args: PageArgs, again?: { typed: Typed; errors: FieldErrors }): Promise<PageView>;
  /** Every submit saves, also one with errors, so that closing the dialog loses nothing. */
  saveDraft(turn: Turn, args: PageArgs, typed: Typed): Promise<void>;
  /** The last day on which what was saved for later is surely kept; null where it goes with a case. */
  keptUntil?(turn: Turn, args: PageArgs): Promise<LocalDate | null>;
  /** Turns what was typed into the input; its issues' messages are shown to people as they are. */
  readonly input: z.ZodType<Input, unknown>;
  submit(turn: Turn, args: PageArgs, input: Input): Promise<PageResult>;
  /**
   * What was typed is on record since it came before, and what came of it may never have been shown: the page that would
   * have followed, if what it asks is still to be said; null where nothing is. Records no fact that `submit` records.
   * Throws `Refusal`.
   */
  follows?(turn: Turn, args: PageArgs, input: Input): Promise<PageResult | null>;
  /** When `next` leads on, what was typed is on record and needs no draft: one is saved only if the page is shown again. */
  readonly recordsAtOnce?: boolean;
  /** The page before, when there is one. */
  back?(turn: Turn, args: PageArgs): { readonly page: string; readonly args: PageArgs };
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- pages of all inputs stand in one list
export type AnyPage = Page<any>;
