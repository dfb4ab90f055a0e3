import { z } from 'zod';

/** Another case, as it is spoken of on this one: by id, and by the reference that people say. */
export interface OtherCase {
  readonly caseId: string;
  readonly reference: string;
}

/** The children of two cases are brothers or sisters; stands on both cases. */
export type FamilyFact =
  ({ readonly kind: 'sibling-linked' } & OtherCase) | ({ readonly kind: 'sibling-unlinked' } & OtherCase);

const other = { caseId: z.string(), reference: z.string() };

export const familyFacts = <S extends z.ZodRawShape>(stamp: S) =>
  [
    z.object({ kind: z.literal('sibling-linked'), ...other, ...stamp }),
    z.object({ kind: z.literal('sibling-unlinked'), ...other, ...stamp }),
  ] as const;
