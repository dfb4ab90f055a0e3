import type { CaseView } from '../../../casework/casework';
import { namesOn, shownCase } from '../../shown-case';
import type { PageArgs, Turn } from '../../turn';
import type { Button } from '../../views/buttons';
import { detailsCard } from '../../views/details';
import type { PageDeps } from '../deps';
import { submits } from '../form';
import type { PageResult } from '../page';
import { isCorrection } from './situation';

export const stepOf = (step: number, args: PageArgs, opened: CaseView | null): string =>
  isCorrection(args) ? (opened?.case.reference ?? '') : `A child on no school’s roll · step ${step}`;

/** A correction is saved; a referral goes on. */
export const referButtons = (page: string, args: PageArgs, next = 'Continue'): Button[] =>
  isCorrection(args)
    ? [submits('Save', page, args, 'next', 'positive')]
    : [
        submits(next, page, args, 'next', 'positive'),
        submits('Back', page, args, 'back'),
        submits('Save for later', page, args, 'save'),
      ];

/** What a page of an opened case has recorded already leads on to the next one, unless the referral is finished since. */
export async function stillToTell(
  next: string,
  turn: Turn,
  args: PageArgs,
  deps: PageDeps,
): Promise<PageResult | null> {
  if (!args.case || isCorrection(args)) return null;
  const { assessment } = await deps.casework.see(turn.person, args.case);
  return assessment.open && !assessment.reportComplete ? { kind: 'page', page: next, args } : null;
}

/** What was told stands: a correction shows the details, a referral its next page, the last page the case. */
export async function afterSaving(
  next: string | null,
  turn: Turn,
  args: PageArgs,
  deps: PageDeps,
): Promise<PageResult> {
  if (next && !isCorrection(args)) return { kind: 'page', page: next, args };
  const view = await deps.casework.see(turn.person, args.case ?? '');
  if (next === null && !isCorrection(args))
    return { kind: 'done', card: await shownCase(view, turn, deps, 'reported') };
  return { kind: 'done', card: detailsCard(view, turn.person, await namesOn(view, deps)) };
}
