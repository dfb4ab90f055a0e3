import type { Reported } from '../../../casework/casework';
import type { Pupil } from '../../../domain/pupil/pupil';
import { AnotherChild } from '../../../errors';
import type { PageArgs, Turn } from '../../turn';
import type { Button } from '../../views/buttons';
import { aboutPupil, nameOf } from '../../views/case';
import { standing } from '../../views/counts';
import { notice, type Notice } from '../../views/notice';
import { again, type PageDeps } from '../deps';
import { submits } from '../form';
import type { FieldErrors, PageResult } from '../page';

/** One wrong sign in a UPN must not make two children one, nor throw away what was typed of the second. */
export const whoseUpn = (reference: string): string =>
  `This UPN belongs to a pupil with an open case at your school: ${reference}. Is it the same child? If not, correct the UPN, or leave it empty and say why it is not known.`;

/** Without what was asked and answered of another case before: what is typed now may be about another UPN. */
export const withoutAnswer = ({
  clash: _clash,
  same: _same,
  lately: _lately,
  anew: _anew,
  ...args
}: PageArgs): PageArgs => args;

/** Who has the case that this may be about, to tell by. */
export async function isItThisChild({ person }: Turn, { clash }: PageArgs, { casework }: PageDeps): Promise<Notice[]> {
  if (!clash) return [];
  const view = await casework.see(person, clash);
  const who = `${nameOf(view)} · ${view.case.reference} · ${standing(view)}`;
  return [notice('warning', 'Is it this child?', who, aboutPupil(view))];
}

/** On the page that asked. Nothing where it did not ask. */
export const sameChildButtons = (page: string, args: PageArgs): Button[] =>
  args.clash ? [submits('It is the same child', page, { ...withoutAnswer(args), same: args.clash }, 'next')] : [];

/** Says who the child of an open case is; where it may be the child of another case, the page is asked again. */
export async function describeOrAsk(
  turn: Turn,
  args: PageArgs,
  pupil: Pupil,
  { casework }: PageDeps,
  because = '',
): Promise<Reported | { readonly asked: PageResult }> {
  try {
    return await casework.describePupil(turn.person, args.case ?? '', pupil, args.same, because);
  } catch (error) {
    if (!(error instanceof AnotherChild)) throw error;
    const { reference, says, seemsSame } = error;
    const asks: FieldErrors = seemsSame ? { '': says } : { upn: whoseUpn(reference) };
    return { asked: again(asks, { ...withoutAnswer(args), clash: reference }) };
  }
}
