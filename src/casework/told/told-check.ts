import { inWords } from '../../domain/calendar/date';
import type { Shown } from '../shown-facts';
import type { PolicyPack } from '../../domain/policy/pack';
import { lower } from '../../letters';
import { answersInWords, outcomeInWords, titleOfCheck } from './policy-words';
import { named, tell, type Telling, type Told } from './terms';

type CheckFact = Shown<'check-recorded'> | Shown<'check-skipped'>;

export function toldOfCheck(fact: CheckFact, { then }: Telling): Told {
  const { says, inFull } = whatCameOf(fact, then);
  const [first = '', ...rest] = says;
  return tell([`${titleOfCheck(fact.item, then)}: ${lower(first)}`, ...rest], inFull);
}

/** What came of a check, where its name stands beside it already. */
export function whatCameOf(fact: CheckFact, policy: PolicyPack): Told {
  if (fact.kind === 'check-skipped') return tell(['skipped', fact.reason]);
  const { outcome, on, at, method, spokeTo, note, nextAction, evidence } = fact.check;
  return tell(
    [outcomeInWords(outcome, policy), named('spoke to', spokeTo), note],
    [
      named('next:', nextAction),
      ...answersInWords(evidence, policy.checklist.find(({ id }) => id === fact.item)?.evidence ?? []),
      [inWords(on), at, method].filter((part) => part).join(', '),
    ],
  );
}
