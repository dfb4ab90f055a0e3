import fc from 'fast-check';
import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import { londonInstant, type LocalTime } from '../../../src/domain/calendar/london';
import type { Case } from '../../../src/domain/case/case';
import type { FactBody } from '../../../src/domain/case/fact';
import { PLACES, type Place } from '../../../src/domain/case/place';
import { beginsOnRoll, OFF_ROLL_WAYS, WAYS, type Way } from '../../../src/domain/case/way';
import type { PolicyPack } from '../../../src/domain/policy/pack';
import { anAbsence, aPupil, History, mark, noRisk } from '../../builders/case';
import { aRemovalDecision } from '../../builders/removal';
import { anOut, aReferral } from '../../builders/ways';
import { tell, type Story, type Word } from './register-oracle';

export const FIRST: LocalDate = '2026-04-13';
/** Rules of an installation that has lost them since. */
export const GONE = 'a-pack-that-is-gone';

/** Twins, of whom one was given the other’s UPN by mistake, and a child of another family. */
const CHILDREN = [
  aPupil({ forename: 'Rowan', surname: 'Ashdown', dateOfBirth: '2016-03-09', upn: 'C341999926001' }),
  aPupil({ forename: 'Wren', surname: 'Ashdown', dateOfBirth: '2016-03-09', upn: 'C341999926001' }),
  aPupil({ forename: 'Robin', surname: 'Birch', dateOfBirth: '2014-11-30', upn: null }),
];
export const TIMES: readonly LocalTime[] = ['00:00', '12:00', '23:59'];

/** Those to whom a case is given; the last has left since. */
export const OFFICERS = ['person-c', 'person-e', 'person-gone'];

const words = ({ tiers, panel }: PolicyPack): fc.Arbitrary<Word> =>
  fc.oneof(
    fc.constantFrom<Word>({ says: 'back' }, { says: 'missing' }, { says: 'again' }, { says: 'not-there' }),
    fc.constantFrom<Word>({ says: 'entered' }, { says: 'seen' }, { says: 'died' }, { says: 'not-died' }),
    fc.constantFrom<Word>({ says: 'closed' }, { says: 'closed-in-error' }, { says: 'reopened' }),
    fc.constantFrom(...PLACES).map((where): Word => ({ says: 'place', where })),
    fc.boolean().map((proves): Word => ({ says: 'step', proves })),
    fc
      .record({ waitingFor: fc.constantFrom('nothing' as const, 'place' as const, 'appeal' as const), ago: fc.nat(90) })
      .map(({ waitingFor, ago }): Word => ({
        says: 'out',
        waitingFor,
        since: ago > 80 ? null : addDays(FIRST, 30 - ago),
      })),
    fc.constantFrom(...OFF_ROLL_WAYS).map((way): Word => ({ says: 'way', way })),
    fc.boolean().map((plan): Word => ({ says: 'deleted', plan })),
    fc.option(fc.constantFrom(...OFFICERS)).map((to): Word => ({ says: 'given', to })),
    fc.boolean().map((isKnown): Word => ({
      ...{ says: 'care', isKnown },
      tier: tiers.levels.findIndex(({ id }) => id === tiers.atRisk),
    })),
    fc
      .record({ rule: fc.constantFrom(...panel.decisions.list), later: fc.nat(2) })
      .map(({ rule: { id, title }, later }): Word => ({
        ...{ says: 'panel', decision: id, title },
        met: addDays(FIRST, 14 * later),
      })),
    fc.constantFrom('done' as const, 'withdrawn' as const).map((how): Word => ({ says: 'panel-ended', how })),
    fc.nat(tiers.levels.length - 1).map((tier): Word => ({ says: 'tier', tier })),
  );

/** A case that somebody made up, from the first day on. */
export const stories = (policy: PolicyPack, isFree: (day: LocalDate) => boolean): fc.Arbitrary<Story> =>
  fc
    .record({
      child: fc.nat(CHILDREN.length - 1),
      began: fc.constantFrom<Way>(...WAYS),
      later: fc.nat(12),
      drawn: fc.array(
        fc.record({
          word: fc.oneof(
            { weight: 12, arbitrary: words(policy) },
            { weight: 1, arbitrary: fc.constant<Word>({ says: 'rules-gone' }) },
          ),
          gap: fc.integer({ min: 1, max: 3 }),
        }),
        { maxLength: 10 },
      ),
    })
    .map(({ child, began, later, drawn }) => {
      const opened = addDays(FIRST, later);
      return { child, began, opened, said: tell(began, opened, drawn, FIRST, isFree) };
    });

/** The same as the product has it: a case with its facts. `at`: tells one case from another. */
export function asCase({ child, began, opened, said }: Story, at: number, policy: PolicyPack): Case {
  const time = (n: number) => TIMES[(at + n) % TIMES.length]!;
  const history = new History().at(opened, time(0), ...beginning(began, child));
  const told: ToldSoFar = { place: null, decision: '' };
  said.forEach(({ word, on }, n) => {
    if (word.says === 'place') told.place = word.where;
    history.at(on, time(n), ...bodiesOf(word, on, told, policy));
    if (word.says === 'panel') told.decision = history.facts.at(-1)!.id;
  });
  return {
    id: `case-${at}`,
    reference: `WB-${String(at).padStart(4, '0')}-22`,
    school: beginsOnRoll(began) ? `99900${1 + (at % 2)}` : null,
    authority: policy.authority.code,
    policy: policy.id,
    openedAt: londonInstant(opened, time(0)),
    version: history.facts.length,
    facts: history.facts,
  };
}

const beginning = (began: Way, child: number): FactBody[] => [
  { kind: 'opened', way: began },
  { kind: 'triaged', triage: noRisk },
  { kind: 'pupil-described', pupil: CHILDREN[child]! },
  beginsOnRoll(began)
    ? { kind: 'absence-described', absence: anAbsence({ lastAttended: null, firstDayMissed: FIRST }) }
    : { kind: 'referral-received', referral: aReferral({ receivedOn: FIRST }) },
];

interface ToldSoFar {
  place: Place | null;
  /** Id of the decision that the panel made last. */
  decision: string;
}

function bodiesOf(word: Word, on: LocalDate, { place, decision }: ToldSoFar, policy: PolicyPack): FactBody[] {
  switch (word.says) {
    case 'back':
      return [mark('/', on)];
    case 'missing':
      return [mark('N', on)];
    case 'again':
      return [
        { kind: 'triaged', triage: noRisk, again: 'undated' },
        { kind: 'location-withdrawn', reason: 'Missing again' },
      ];
    case 'not-there':
      return [{ kind: 'location-withdrawn', reason: 'Never came' }];
    case 'seen':
      return [{ kind: 'seen', sighting: { on, where: 'elsewhere', by: 'A neighbour', note: '' } }];
    case 'place':
      return [
        {
          kind: 'located',
          located: { where: word.where, on, by: 'An aunt', details: {}, note: '', from: 'authority' },
        },
      ];
    case 'step':
      return [stepTold(place!, word.proves, on, policy)];
    case 'deleted':
      return [
        {
          kind: 'removal-decided',
          decision: aRemovalDecision({ ground: 'i', offRollOn: on, special: word.plan ? [planIn(policy)] : [] }),
        },
        { kind: 'name-deleted', on },
      ];
    case 'entered':
      return [{ kind: 'name-entered', on }];
    case 'out':
      return [{ kind: 'out-of-education', out: anOut({ since: word.since, waitingFor: word.waitingFor }) }];
    case 'way':
      return [{ kind: 'way-told', way: word.way, reason: 'Told otherwise since' }];
    case 'tier': {
      const { id } = policy.tiers.levels[word.tier]!;
      return [{ kind: 'tier-set', answer: { tier: id, reason: 'Weighed', asked: 'Asked in these words' } }];
    }
    case 'given':
      return [{ kind: 'assigned', to: word.to, note: '' }];
    case 'care': {
      const { questions } = policy.panel.register.socialCare;
      return [{ kind: 'triaged', triage: { ...noRisk, yes: word.isKnown ? questions.slice(-1) : [] } }];
    }
    case 'panel':
      return [
        {
          ...{ kind: 'panel-decided', decision: word.decision, title: word.title, meeting: word.met },
          ...{ owner: 'caseworker', person: null, due: addDays(on, 14), reason: 'Agreed', dissent: '' },
        },
      ];
    case 'panel-ended':
      return word.how === 'done'
        ? [{ kind: 'panel-decision-done', decided: decision, on, note: '' }]
        : [{ kind: 'panel-decision-withdrawn', decided: decision, reason: 'Another case was meant' }];
    case 'closed':
      return [{ kind: 'closed', reason: 'returned', note: '' }];
    case 'closed-in-error':
      return [{ kind: 'closed', reason: 'reported-in-error', note: 'A slip' }];
    case 'reopened':
      return [{ kind: 'reopened', reason: 'Not seen since' }];
    case 'died':
      return [{ kind: 'death-told', told: { by: 'The police', known: 'Rang', on } }];
    case 'not-died':
      return [{ kind: 'death-withdrawn', reason: 'It was another child' }];
    case 'rules-gone':
      return [{ kind: 'policy-moved', move: { from: policy.id, to: GONE, reason: 'Agreed', carried: [] } }];
  }
}

const planIn = ({ specialCases }: PolicyPack): string =>
  specialCases.find(({ covers }) => covers.includes('education-health-care-plan'))!.id;

/** The step that tells whether there is provision at that place, with an answer that settles it or one that does not. */
function stepTold(place: Place, proves: boolean, on: LocalDate, policy: PolicyPack): FactBody {
  const step = provingStep(place, policy);
  const answer = step.answers.find(({ settles, withdraws }) => settles === proves && !withdraws)!;
  return { kind: 'location-step', followUp: { step: step.id, answer: answer.id, on, who: 'The office', note: '' } };
}

export function provingStep(place: Place, { found, panel }: PolicyPack) {
  const { steps } = found.places.find(({ id }) => id === place)!;
  return found.steps.find(({ id }) => steps.includes(id) && panel.register.provedBy.includes(id))!;
}
