import { inWords } from '../domain/calendar/date';
import type { RemovalFact } from '../domain/case/facts/removal';
import type { PolicyPack } from '../domain/policy/pack';
import { sentences } from './words';
import { capital } from '../letters';

/** What was signed, decided and done about the register, in full. */
export function toldOfRemoval(fact: RemovalFact, policy: PolicyPack): string {
  switch (fact.kind) {
    case 'conclusion-signed': {
      const { side, conclusion, statement, unasked, location, circumstances, closuresAccepted } = fact.signature;
      return sentences(
        `The joint enquiry was signed for the ${side}: ${policy.jointEnquiry.conclusions[conclusion]}`,
        statement,
        unasked ? `Why no agency was asked: ${unasked}` : '',
        location && `Where the child is: ${location}`,
        circumstances && `How the child is: ${circumstances}`,
        closuresAccepted.length > 0 ? `Closures accepted: ${closuresAccepted.map(inWords).join('; ')}` : '',
      );
    }
    case 'conclusion-withdrawn':
      return sentences(`The ${fact.side} does not conclude the joint enquiry yet`, fact.reason);
    case 'removal-decided':
      return toldOfDecision(fact.decision, policy);
    case 'removal-withdrawn':
      return sentences('The decision to delete the name was withdrawn', fact.reason);
    case 'deletion-return-sent':
      return sentences(
        `The deletion return was sent to the authority on ${inWords(fact.on)}`,
        fact.reference && `Reference ${fact.reference}`,
        fact.notKnown && `Not known: ${fact.notKnown}`,
      );
    case 'name-deleted':
      return sentences(`The name was deleted from the admission register on ${inWords(fact.on)}`);
    case 'removal-step-done': {
      const { step, on, values } = fact.done;
      const known = policy.afterRemoval.find(({ id }) => id === step);
      const told = Object.entries(values).map(([id, value]) => {
        const label = known?.fields.find((field) => field.id === id)?.label ?? id;
        return value && `${label}: ${value}`;
      });
      return sentences(`${known?.title ?? step}: done on ${inWords(on)}`, ...told);
    }
  }
}

type Decision = Extract<RemovalFact, { kind: 'removal-decided' }>['decision'];

function toldOfDecision(decision: Decision, { grounds, specialCases }: PolicyPack): string {
  const ground = grounds.find(({ letter }) => letter === decision.ground);
  const answers = Object.entries(decision.answers).map(([id, answer]) => {
    const condition = ground?.conditions.find((one) => one.id === id);
    return `${condition?.by === 'person' ? condition.asks : id} ${capital(answer)}`;
  });
  const special = decision.special.map((id) => specialCases.find((one) => one.id === id)?.title ?? id);
  return sentences(
    `It was decided that the name may be deleted on ${inWords(decision.offRollOn)}, ground 9(1)(${decision.ground}): ${ground?.title ?? ''}`,
    decision.reasons,
    ...answers,
    special.length > 0 ? `Special cases: ${special.join('; ')}` : '',
    decision.consulted && `Consulted: ${decision.consulted}`,
  );
}
