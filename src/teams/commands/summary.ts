import { LocalDateSchema, type DateRange } from '../../domain/calendar/date';
import { monthOf } from '../../domain/summary/period';
import { Refusal } from '../../errors';
import type { Summaries } from '../../panel/summary';
import type { Command } from '../actions';
import { monthNamed, typedDate } from '../pages/typed';
import { summaryCard } from '../views/summary';
import { privately } from './shown';

/** What the director is told of a month, or of any period. */
export const summaryCommand = ({ summaries }: { readonly summaries: Summaries }): Command => ({
  id: 'summary',
  usage: 'summary',
  helps:
    'See what the director is told of the last whole month. Or say “summary May 2026”, “summary 01/04/2026 to 30/06/2026”.',
  pattern: /^(?:show )?(?:the )?(?:director(?:[’']s)? )?summary(?: (?:of |for )?(\S.{0,40}))?$/i,
  needs: 'see-summary',
  run: async ({ person }, match) =>
    privately(summaryCard(await summaries.look(person, periodTyped(match[1]))), 'The summary'),
});

/** Null for none, and for the last month. Throws `Refusal`. */
function periodTyped(typed: string | undefined): DateRange | null {
  if (typed === undefined) return null;
  const month = /^([a-z]{3,9})\.? (\d{4})$/i.exec(typed);
  if (month) return monthTyped(monthNamed(month[1]!), month[2]!);
  const numbered = /^(\d{1,2})\/(\d{4})$/.exec(typed);
  if (numbered) return monthTyped(Number(numbered[1]), numbered[2]!);
  const [from, to] = typed.split(/ (?:to|until) /i).map((day) => typedDate.safeParse(day).data);
  if (from && to) return { from, to };
  throw unclear();
}

function monthTyped(month: number, year: string): DateRange {
  const first = LocalDateSchema.safeParse(`${year}-${String(month).padStart(2, '0')}-01`).data;
  if (!first) throw unclear();
  return monthOf(first);
}

const unclear = (): Refusal =>
  new Refusal(
    'no-such-period',
    'Write the month as in “summary May 2026”, or two days as in “summary 01/04/2026 to 30/06/2026”.',
  );
