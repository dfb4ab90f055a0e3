import type { Instant, LocalDate } from '../domain/calendar/date';
import type { Address } from '../notices/references';
import type { Person } from '../people/directory';

/** One thing that a known person said or clicked, free of Bot Framework. */
export interface Turn {
  readonly person: Person;
  readonly where: 'personal' | 'group' | 'channel';
  readonly conversation: Address;
  readonly now: Instant;
  /** The day in England. */
  readonly today: LocalDate;
}

/** A template in `cards/` (without `.json`) with its view model. `summary` stands in notifications: no personal data. */
export interface CardSpec {
  readonly template: string;
  readonly model: object;
  readonly summary: string;
  /** What Teams asks for, by itself, to show some people their own view of the card; left out: all see the same. */
  readonly refresh?: Refresh;
}

export interface Refresh {
  readonly verb: string;
  readonly ids: PageArgs;
  /** Platform ids of these people, at most 60. */
  readonly userIds: readonly string[];
}

/** Ids only (reference, item, draft, what was seen), never what was typed. */
export type PageArgs = Readonly<Record<string, string>>;

/** What a turn is answered with. */
export type Reply =
  | { readonly kind: 'card'; readonly card: CardSpec }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'page'; readonly page: string; readonly args: PageArgs }
  /** The card goes to the person's own chat; where it was asked for, only `says` appears. */
  | { readonly kind: 'in-personal-chat'; readonly card: CardSpec; readonly says: string };
