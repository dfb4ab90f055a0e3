import type { RemovalDecision, Signature } from '../../src/domain/case/facts/removal';

export const aSignature = (over: Partial<Signature> = {}): Signature => ({
  side: 'school',
  role: 'head-teacher',
  conclusion: 'not-found',
  location: 'Not known',
  circumstances: 'Not known',
  statement: 'Every check was made and nobody knows',
  closuresAccepted: [],
  asked: 'Asked in these words',
  ...over,
});

export const aRemovalDecision = (over: Partial<RemovalDecision> = {}): RemovalDecision => ({
  ground: 'i',
  answers: { 'still-away': 'no' },
  special: [],
  consulted: '',
  reasons: 'Nobody has found the child',
  offRollOn: '2026-06-02',
  asked: 'Asked in these words',
  ...over,
});
