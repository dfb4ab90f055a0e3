import { inWords } from '../../domain/calendar/date';
import type { PolicyPack } from '../../domain/policy/pack';
import type { RemovalDecision } from '../../domain/case/facts/removal';
import { capital } from '../../letters';
import type { Shown } from '../shown-facts';
import { answersInWords, conclusionInWords } from './policy-words';
import { named, tell, type Telling } from './terms';

/** What was signed, decided and done about the register. */
export const TOLD_OF_REMOVAL = {
  'conclusion-signed': ({ signature }: Shown<'conclusion-signed'>) => {
    const { side, conclusion, statement, unasked, location, circumstances, closuresAccepted } = signature;
    return tell(
      [`signed for the ${side}: ${conclusionInWords(conclusion)}`, statement],
      [
        named('why no agency was asked:', unasked),
        named('where the child is:', location),
        named('how the child is:', circumstances),
        named('closures accepted:', closuresAccepted.map(inWords).join('; ')),
      ],
    );
  },
  'conclusion-withdrawn': ({ side, reason }: Shown<'conclusion-withdrawn'>) =>
    tell([`the ${side} does not conclude the joint enquiry yet`, reason]),
  'removal-decided': ({ decision }: Shown<'removal-decided'>, { then }: Telling) =>
    tell(
      [
        `decided: the name may be deleted on ${inWords(decision.offRollOn)}, ground 9(1)(${decision.ground})`,
        decision.reasons,
      ],
      restOfDecision(decision, then),
    ),
  'removal-withdrawn': ({ reason }: Shown<'removal-withdrawn'>) =>
    tell(['the decision to delete the name was withdrawn', reason]),
  'deletion-return-sent': ({ on, reference, notKnown }: Shown<'deletion-return-sent'>) =>
    tell(
      [`deletion return sent to the authority on ${inWords(on)}`, named('reference', reference)],
      [named('not known:', notKnown)],
    ),
  'name-deleted': ({ on }: Shown<'name-deleted'>) =>
    tell([`the name was deleted from the admission register on ${inWords(on)}`]),
  'removal-step-done': ({ done: { step, on, values } }: Shown<'removal-step-done'>, { then }: Telling) => {
    const known = then.afterRemoval.find(({ id }) => id === step);
    return tell([
      `${known?.title ?? step}: done on ${inWords(on)}`,
      ...answersInWords(
        values,
        (known?.fields ?? []).map(({ id, label }) => ({ id, label })),
      ),
    ]);
  },
};

function restOfDecision(decision: RemovalDecision, { grounds, specialCases }: PolicyPack): string[] {
  const ground = grounds.find(({ letter }) => letter === decision.ground);
  const answers = Object.entries(decision.answers).map(([id, answer]) => {
    const condition = ground?.conditions.find((one) => one.id === id);
    return `${condition?.by === 'person' ? condition.asks : id} ${capital(answer)}`;
  });
  const special = decision.special.map((id) => specialCases.find((one) => one.id === id)?.title ?? id);
  return [
    ground?.title ?? '',
    ...answers,
    named('special cases:', special.join('; ')),
    named('consulted:', decision.consulted),
  ];
}
