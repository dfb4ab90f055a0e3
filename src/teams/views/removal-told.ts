import { inWords } from '../../domain/calendar/date';
import type { RemovalFact } from '../../domain/case/facts/removal';
import type { PolicyPack } from '../../domain/policy/pack';
import { inSentences } from './words';

/** One fact about the joint enquiry or the register, in plain words. Not yet safe to show. */
export function toldOfRemoval(fact: RemovalFact, policy: PolicyPack): string {
  switch (fact.kind) {
    case 'conclusion-signed':
      return inSentences(
        `Signed for the ${fact.signature.side}: ${conclusionInWords(fact.signature.conclusion)}`,
        fact.signature.statement,
      );
    case 'conclusion-withdrawn':
      return inSentences(`The ${fact.side} does not conclude the joint enquiry yet`, fact.reason);
    case 'removal-decided':
      return inSentences(
        `Decided: the name may be deleted on ${inWords(fact.decision.offRollOn)}, ground ${fact.decision.ground.toUpperCase()}`,
        fact.decision.reasons,
      );
    case 'removal-withdrawn':
      return inSentences('The decision to delete the name was withdrawn', fact.reason);
    case 'deletion-return-sent':
      return inSentences(
        `Deletion return sent to the authority on ${inWords(fact.on)}`,
        fact.reference && `reference ${fact.reference}`,
      );
    case 'name-deleted':
      return `The name was deleted from the admission register on ${inWords(fact.on)}`;
    case 'removal-step-done': {
      const { step, on, values } = fact.done;
      const title = policy.afterRemoval.find(({ id }) => id === step)?.title ?? step;
      return inSentences(`${title}: done on ${inWords(on)}`, Object.values(values).filter(Boolean).join(', '));
    }
  }
}

export const conclusionInWords = (conclusion: 'not-found' | 'found-not-returning'): string =>
  conclusion === 'not-found' ? 'not found' : 'found, and not expected to return';
