import { randomUUID } from 'node:crypto';
import type { CaseKeys } from '../../src/casework/case-store';
import type { Case } from '../../src/domain/case/case';
import type { Fact, FactBody } from '../../src/domain/case/fact';

/** A name that no other test uses, so that tests on one database do not meet. */
export const fresh = (what: string): string => `${what}-${randomUUID().slice(0, 8)}`;

export const fact = (body: FactBody = { kind: 'opened', way: 'missing' }): Fact => ({
  ...body,
  id: randomUUID(),
  recordedAt: '2026-04-27T07:30:00.000Z',
  recordedBy: 'person-1',
});

export const keys = (over: Partial<CaseKeys> = {}): CaseKeys => ({
  open: true,
  upn: null,
  nameKey: 'ashdownrowan',
  dateOfBirth: null,
  ...over,
});

type AtSchool = Case & { readonly school: string };

export function aCase(over: Partial<AtSchool> = {}): AtSchool {
  const facts = over.facts ?? [fact()];
  return {
    id: randomUUID(),
    reference: fresh('WB'),
    school: fresh('school'),
    authority: fresh('authority'),
    policy: 'liverpool',
    openedAt: '2026-04-27T07:30:00.000Z',
    version: facts.length,
    facts,
    ...over,
  };
}
