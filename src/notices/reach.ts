/** Who somebody is in Entra. */
export interface Account {
  readonly tenantId: string;
  readonly entraId: string;
}

/** `later`: it may pass by itself. `never`: somebody has to mend something first. `error`: a status and a code. */
export type NotReached =
  | { readonly kind: 'later'; readonly afterSeconds: number | null; readonly error: string }
  | { readonly kind: 'never'; readonly error: string };

export type Installed = { readonly kind: 'installed'; readonly conversationId: string } | NotReached;
export type Mailed = { readonly kind: 'mailed' } | NotReached;

/** No personal data of a child stands in it. */
export interface Mail {
  readonly subject: string;
  readonly text: string;
}

/** Ways to people that are not a conversation they have had with the bot. None of them throws. */
export interface Reach {
  /** Installs the app for a person who may never have seen it; the answer names the chat that they have from then on. */
  install(account: Account): Promise<Installed>;
  mail(account: Account, mail: Mail): Promise<Mailed>;
}

/** Where the installation knows no other ways. */
export const NO_REACH: Reach = {
  install: async () => ({ kind: 'never', error: 'no-graph' }),
  mail: async () => ({ kind: 'never', error: 'no-graph' }),
};
