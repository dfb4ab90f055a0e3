import { z } from 'zod';
import type { Fact } from '../domain/case/fact';
import { FactSchema } from '../domain/case/fact-schema';

/** What was to be stored, or what is stored, is not a fact as this version knows it. Says no word of what is in it. */
export class UnreadableFact extends Error {
  constructor(
    readonly caseId: string,
    says: string,
  ) {
    super(`case ${caseId}: ${says}`);
    this.name = 'UnreadableFact';
  }
}

/** As it will be read again. Throws `UnreadableFact`: to go on would be to lose what was said. */
export function readableFact(fact: { readonly id: string }, caseId: string): Fact {
  const { success, data, error } = FactSchema.safeParse(fact);
  if (success) return data;
  // z.prettifyError names fields and types, never what is in them
  throw new UnreadableFact(caseId, `fact ${fact.id} cannot be read: ${z.prettifyError(error)}`);
}

/** A store calls this before it writes: a fact is never edited, so one that cannot be read would stay so for good. */
export const readableFacts = (facts: readonly Fact[], caseId: string): Fact[] =>
  facts.map((fact) => readableFact(fact, caseId));
