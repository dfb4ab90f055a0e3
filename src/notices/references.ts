import type { Instant } from '../domain/calendar/date';

/** The address of a conversation. Platform-neutral: the teams folder fills and reads it. */
export interface Address {
  /** A channel's is that of the channel, not of a thread in it. */
  readonly conversationId: string;
  readonly serviceUrl: string;
  readonly tenantId: string;
  readonly botId: string;
  readonly channelId: string;
  /** The person's id on the platform; empty for a channel. */
  readonly userId: string;
  /** The team that a channel belongs to; none for a person's own chat. */
  readonly teamId?: string | null;
}

/**
 * Whether anything written there arrives. `blocked`: by the person themselves. `uninstalled`: the app was taken out.
 * `disabled-by-admin`: switched off for them. `gone`: there is no such conversation; some come back by themselves.
 */
export const REFERENCE_STATES = ['reachable', 'blocked', 'uninstalled', 'disabled-by-admin', 'gone'] as const;
export type ReferenceState = (typeof REFERENCE_STATES)[number];

/** Nothing that the bot could do by itself opens these. */
export const CLOSED: readonly ReferenceState[] = ['blocked', 'disabled-by-admin'];

/**
 * Whether it may be open again without a word of it: Teams refused a call there, by a code of its own, and some such
 * answers pass. Where the app was taken out, Teams said so by itself, and says so when it is back.
 */
export const mayBeBack = ({ state, why }: Pick<Reference, 'state' | 'why'>): boolean =>
  state !== 'uninstalled' || /^\d{3}\b/.test(why ?? '');

/** What is known of an address from whatever was done there last. */
export interface Seen extends Address {
  /** A person's id, `channel:<authority>` and its like, or `strangerFor` somebody. */
  readonly recipient: string;
  /** A greeting has been shown in this conversation. */
  readonly greeted: boolean;
  /** Whose own chat it is, as Entra knows them; none for a channel. */
  readonly entraId?: string | null;
}

/** Who somebody is in Entra, with or without a place in the directory. */
interface Account {
  readonly tenantId: string;
  readonly entraId: string;
}

/** Whom the chat of somebody is kept under whom the directory does not know yet: ids, and nothing else of them. */
export const strangerFor = ({ tenantId, entraId }: Account): string => `entra:${tenantId}:${entraId}`;

/** Where a person or a panel's channel can be written to, or could be. Never deleted: nobody is greeted twice. */
export interface Reference extends Required<Seen> {
  readonly state: ReferenceState;
  /** Since when it is not reachable, and the code or the event that said so; null while it is. */
  readonly since: Instant | null;
  readonly why: string | null;
}

/** A conversation, or everything in a team. */
export type Place = { readonly tenantId: string } & ({ readonly conversationId: string } | { readonly teamId: string });

/** What was learnt of a place, and when. */
export interface News {
  readonly state: ReferenceState;
  readonly why: string;
  readonly at: Instant;
}

export interface ReferenceStore {
  /**
   * Inserts or replaces by recipient, reachable from now on; `greeted` once true stays true for the same conversation.
   * False when the very same was saved a moment ago, so that nothing has to be done again about it.
   * @param anew what was saved a moment ago does not count: something has happened since.
   */
  save(seen: Seen, anew?: 'anew'): Promise<boolean>;
  of(recipient: string): Promise<Reference | null>;
  /** Those that there are; for many at once. */
  ofMany(recipients: readonly string[]): Promise<Reference[]>;
  /**
   * Marks whatever is there; returns the recipients for whom that was news. Of a state that lasts, the beginning stays.
   * @param learntForMs how long the call took that says so: whoever was or may have been seen since it began is left as
   *   they are, since that is newer. Left out: it is news of this moment.
   */
  mark(place: Place, news: News, learntForMs?: number): Promise<string[]>;
  /** Whatever is kept of this place is written to at this service address from now on, in whatever state it is. */
  movedTo(serviceUrl: string, place: Place): Promise<void>;
  /**
   * The newest address of anybody in this tenant: its service address and bot are those of its other people too.
   * @param bot see `isOfAnotherBot`: an address of another one is passed over.
   */
  inTenant(tenantId: string, bot: string | null): Promise<Reference | null>;
  /**
   * What was kept of these people before the directory knew them is theirs from now on, unless they have been seen since.
   * Returns the ids of those who can be written to by it.
   */
  adopt(people: readonly (Account & { readonly id: string })[]): Promise<string[]>;
  /** Marks as greeted; true only for the first caller. */
  greet(recipient: string): Promise<boolean>;
}

/** What Teams calls a bot: by the id of its app. What is called otherwise does not tell whose it is. */
export const NAMED_BY_APP = '^28:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
const namedByApp = new RegExp(NAMED_BY_APP, 'i');

/**
 * Whether it was kept of a bot that was registered here before: Teams takes nothing there from the one that runs now.
 * @param bot the name of the one that runs; null where it has none of its own, and then none is another.
 */
export const isOfAnotherBot = ({ botId }: Pick<Address, 'botId'>, bot: string | null): boolean =>
  bot !== null && namedByApp.test(botId) && botId.toLowerCase() !== bot.toLowerCase();

/**
 * What is kept of a person is looked at before it is used: an alert in somebody else's chat would tell them of a child.
 * @param bot see `isOfAnotherBot`.
 */
export const isOf = (reference: Reference, person: Account, bot: string | null): boolean =>
  reference.tenantId === person.tenantId &&
  reference.teamId === null &&
  (reference.entraId === null || reference.entraId === person.entraId) &&
  !isOfAnotherBot(reference, bot);
