import type { z } from 'zod';
import type { LocalDate } from '../domain/calendar/date';
import { Refusal } from '../errors';
import { describeError, type Log } from '../log';
import type { Action } from './action';
import { cardAnswer, messageCard, type Answer, type Place } from './answer';
import type { Gate } from './gate';
import type { AnyPage, FieldErrors, PageResult } from './pages/page';
import type { PageArgs, Turn } from './turn';
import { Stale } from './stale';
import { mayGoAfter } from './views/report-drafts';
import { opens } from './views/buttons';

/** Runs pages: the same steps whether a page stands in a dialog or in the chat. */
export interface PageHost {
  /** Throws `Refusal` for who is not let in, and `Stale` for a page that there is not. */
  admit(turn: Turn, page: string): Promise<void>;
  /** Throws `Refusal`, and `Stale` for a page that there is not. */
  show(turn: Turn, page: string, args: PageArgs, place: Place): Promise<Answer>;
  submit(turn: Turn, action: Action): Promise<Answer>;
  /** In place of a submit that is on record since it came before: what it leads on to; null where nothing is asked. Throws `Refusal`. */
  follows(turn: Turn, action: Action): Promise<Answer | null>;
}

const SAVED = 'What you typed is saved. You, or a colleague at your school, can go on with it.';

const GO_ON = 'What you sent is on record. One thing is still to be said: the button opens it.';

export function createPageHost(pages: readonly AnyPage[], gate: Gate, log: Log): PageHost {
  const byId = new Map(pages.map((page) => [page.id, page]));

  function find(id: string): AnyPage {
    const page = byId.get(id);
    if (!page) throw new Stale();
    return page;
  }

  async function enter(turn: Turn, id: string): Promise<AnyPage> {
    const page = find(id);
    await gate(turn, page.needs);
    return page;
  }

  async function show(turn: Turn, id: string, args: PageArgs, place: Place): Promise<Answer> {
    const view = await (await enter(turn, id)).show(turn, args);
    return cardAnswer(view, place, view.title);
  }

  /** An error is shown in place only: the card as it stands in the chat keeps its place until a step is done. */
  async function again(turn: Turn, { page, args, typed }: Action, errors: FieldErrors): Promise<Answer> {
    const view = await find(page).show(turn, args, { typed, errors });
    return cardAnswer(view, 'in-place', view.title);
  }

  async function next(turn: Turn, action: Action): Promise<Answer> {
    return follow(turn, action, await resultOf(turn, action));
  }

  async function resultOf(turn: Turn, action: Action): Promise<PageResult> {
    const page = find(action.page);
    const parsed = page.input.safeParse(action.typed);
    return parsed.success
      ? page.submit(turn, action.args, parsed.data)
      : { kind: 'again', errors: errorsOf(parsed.error) };
  }

  /** The draft is saved unless the page has recorded what was typed, and before the page is shown again. */
  async function nextAtOnce(turn: Turn, action: Action): Promise<Answer> {
    const saveDraft = () => find(action.page).saveDraft(turn, action.args, action.typed);
    let result: PageResult;
    try {
      result = await resultOf(turn, action);
    } catch (error) {
      // Whoever may not record this may not write over what a colleague has begun either.
      if (!(error instanceof Refusal && error.code === 'not-allowed')) await saveDraft().catch(() => {}); // why it failed is told by the first error
      throw error;
    }
    if (result.kind === 'again') await saveDraft();
    return follow(turn, action, result);
  }

  async function follow(turn: Turn, action: Action, result: PageResult): Promise<Answer> {
    if (result.kind === 'page') return show(turn, result.page, result.args, 'for-good');
    if (result.kind === 'done') return cardAnswer(result.card, 'for-good');
    return again(turn, { ...action, args: result.args ?? action.args }, result.errors);
  }

  async function follows(turn: Turn, action: Action): Promise<Answer | null> {
    const page = await enter(turn, action.page);
    const parsed = page.input.safeParse(action.typed);
    const result =
      parsed.success && action.step === 'next' ? await page.follows?.(turn, action.args, parsed.data) : null;
    return result ? followKindly(turn, action, result) : null;
  }

  /** The page that could not be shown at first may not be shown now either: then there is a way to it. */
  async function followKindly(turn: Turn, action: Action, result: PageResult): Promise<Answer> {
    try {
      return await follow(turn, action, result);
    } catch (error) {
      if (error instanceof Refusal || result.kind !== 'page') throw error;
      log.error({ ...describeError(error), page: result.page }, 'page not shown');
      return cardAnswer(messageCard(GO_ON, [opens('Go on', result.page, result.args)]), 'for-good');
    }
  }

  async function back(turn: Turn, action: Action): Promise<Answer> {
    const before = find(action.page).back?.(turn, action.args) ?? action;
    return show(turn, before.page, before.args, 'for-good');
  }

  /**
   * First of all, whatever is wrong with it: closing the dialog after an error must lose nothing. But what goes on
   * record now does not wait for its draft: an alert about a child at risk must not fail because a draft did.
   */
  async function saveDraft(turn: Turn, { page, args, step, typed }: Action): Promise<void> {
    try {
      await find(page).saveDraft(turn, args, typed);
    } catch (error) {
      if (step !== 'next' || error instanceof Refusal) throw error;
      log.error({ ...describeError(error), page, person: turn.person.id }, 'draft not saved');
    }
  }

  return {
    async admit(turn, page) {
      await enter(turn, page);
    },
    show,
    follows,
    async submit(turn, action) {
      const { recordsAtOnce, keptUntil } = await enter(turn, action.page);
      if (action.step === 'next' && recordsAtOnce) return nextAtOnce(turn, action);
      await saveDraft(turn, action);
      if (action.step === 'back') return back(turn, action);
      if (action.step === 'save') return saved(action, (await keptUntil?.(turn, action.args)) ?? null);
      return next(turn, action);
    },
  };
}

const saved = ({ page, args }: Action, until: LocalDate | null): Answer => {
  const says = until === null ? SAVED : `${SAVED} ${mayGoAfter(until)}`;
  return cardAnswer(messageCard(says, [opens('Go on', page, args)]), 'for-good');
};

/** The first message for each field; what belongs to no field stands above them all. */
function errorsOf(error: z.ZodError): FieldErrors {
  const errors: Record<string, string> = {};
  for (const issue of error.issues) errors[String(issue.path[0] ?? '')] ??= issue.message;
  return errors;
}
