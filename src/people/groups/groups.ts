import type { Role } from '../../domain/access/roles';

/** Whoever is in this group of Entra has this role. */
export interface GroupRole {
  /** Object id of the group. */
  readonly group: string;
  readonly role: Role;
  readonly authority: string;
  /** URN for a role at a school; null for a role at the authority. */
  readonly school: string | null;
}

/** A person in a group, as Entra knows them. */
export interface Member {
  readonly entraId: string;
  readonly name: string;
  /** From another organisation. */
  readonly isGuest: boolean;
  /** May sign in. */
  readonly isEnabled: boolean;
}

/** Who is in which group. */
export interface GroupReader {
  /** The tenant whose groups they are. */
  readonly tenantId: string;
  /** Of this group, its own people alone, not those of groups within it. Throws what `whyNot` understands. */
  members(group: string): Promise<Member[]>;
  /** Why it could not be read: a code, and never the words of an error. */
  whyNot(error: unknown): string;
}
