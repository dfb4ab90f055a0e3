import type { Prisma } from '../generated/prisma/client';
import type { Instant, LocalDate } from '../domain/calendar/date';
import { storableValue } from '../storable-text';

/** The database outside of a transaction, or one transaction. */
export type Client = Prisma.TransactionClient;

/** A moment that no program can read, such as `infinity`: a hand on the database has put it there. */
export class UnreadableMoment extends Error {
  override name = 'UnreadableMoment';
}

/** Throws `UnreadableMoment`. */
export function toInstant(date: Date): Instant {
  const moment = toInstantIfReadable(date);
  if (moment === null) throw new UnreadableMoment('a moment in the database cannot be read');
  return moment;
}

/** The driver gives `infinity` as a number. */
export const toInstantIfReadable = (date: Date | number): Instant | null => {
  const read = new Date(date);
  return Number.isNaN(read.valueOf()) ? null : (read.toISOString() as Instant);
};

export const toInstantOrNull = (date: Date | null): Instant | null => date && toInstant(date);
export const toDay = (date: Date): LocalDate => date.toISOString().slice(0, 10) as LocalDate;

/** A date column takes midnight in UTC. */
export const fromDay = (day: string): Date => new Date(`${day}T00:00:00Z`);

export const toJsonText = (value: unknown): string => JSON.stringify(value, storableValue);
export const toJson = (value: unknown): Prisma.InputJsonValue => JSON.parse(toJsonText(value)) as Prisma.InputJsonValue;
