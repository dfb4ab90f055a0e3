import { LocalDateSchema, type LocalDate } from '../domain/calendar/date';
import { UsageError } from './command';

/** Null where none was typed. Throws `UsageError`. */
export function dateOf(text: string | undefined): LocalDate | null {
  if (text === undefined) return null;
  const read = LocalDateSchema.safeParse(text);
  if (!read.success) throw new UsageError(`${text} is no date. It is written like 2026-04-27.`);
  return read.data;
}
