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
}

/** Where a person or a panel's channel can be written to. */
export interface Reference extends Address {
  /** A person's id, or `channel:<authority>`. */
  readonly recipient: string;
  /** A greeting has been shown in this conversation. */
  readonly greeted: boolean;
}

export interface ReferenceStore {
  /**
   * Inserts or replaces by recipient; `greeted` once true stays true for the same conversation. False when the very
   * same was saved a moment ago, so that nothing has to be done again about it.
   */
  save(reference: Reference): Promise<boolean>;
  of(recipient: string): Promise<Reference | null>;
  /** Marks as greeted; true only for the first caller. */
  greet(recipient: string): Promise<boolean>;
}
