import type { Action, CaseLike } from './domain/access/table';

/** Something that a person asked for and that cannot be done, with the words to tell them. */
export class Refusal extends Error {
  constructor(
    /** Stable, for tests and logs: `not-allowed`, `no-such-case`, ... */
    readonly code: string,
    /** Plain English, what happened and what to do. */
    readonly says: string,
    /** For the audit trail, never for the person: what was tried, where it is known better here, and on which case. */
    readonly tried: { readonly action?: Action; readonly theCase?: CaseLike & { readonly id: string } } = {},
  ) {
    super(code);
    this.name = 'Refusal';
  }
}

/** What was described seems to be of another child than that of this case. Whoever knows better may say that it is not. */
export class AnotherChild extends Refusal {
  constructor(
    readonly reference: string,
    says: string,
    /** All that was described says that it is the child of that case: to be asked, since a case of this one is worked on. */
    readonly seemsSame = false,
  ) {
    super('another-child', says);
    this.name = 'AnotherChild';
  }
}
