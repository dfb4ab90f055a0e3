import type { CaseView } from '../../casework/casework';
import { inWords } from '../../domain/calendar/date';
import { SIDES } from '../../domain/case/facts/removal';
import { proceduresBeside } from '../../domain/case/beside';
import { readFacts } from '../../domain/case/reading';
import { openAnswers, titleOfAnswer } from '../../domain/case/removal/said-found';
import { schoolOf } from './case';
import { standing } from './counts';
import { notice, type Notice } from './notice';
import { conclusionInWords } from '../../casework/told/policy-words';
import { section, type Section } from './section';
import { tierInWords } from './tier';
import { short } from './words';

/** What has to be known of a case before it is joined with another. For the authority alone. */
export function beforeJoining(view: CaseView): Section {
  const { case: theCase, assessment, policy, referral } = view;
  const { located, sightings, furtherReferrals } = readFacts(theCase.facts);
  const seen = sightings.at(-1)?.sighting;
  const place = policy.found.places.find(({ id }) => id === located?.located.where)?.title;
  const told = [...(referral ? [referral] : []), ...furtherReferrals.map((fact) => fact.referral)];
  const signed = SIDES.flatMap((side) => {
    const word = assessment.removal.enquiry.sides[side].signed;
    return word ? [`the ${side}: ${conclusionInWords(word.signature.conclusion)}`] : [];
  });
  return section(`${theCase.reference}, ${schoolOf(view)}`, {
    'Where it stands': short(standing(view), 120),
    Risk: [assessment.inDanger ? 'May be at risk' : '', tierInWords(view)].filter((word) => word !== '').join(' · '),
    Found: located ? short(`${place ?? 'A place'}, on ${inWords(located.located.on)}`, 150) : '',
    Seen: seen ? short(`On ${inWords(seen.on)}${seen.by && `, by ${seen.by}`}`, 150) : '',
    Signed: signed.join('; '),
    'Answers not followed up': short(
      openAnswers(theCase.facts, policy)
        .map((fact) => titleOfAnswer(fact, policy))
        .join(', '),
      300,
    ),
    'Who asked or told us': short(
      told
        .map(({ otherAuthority, from }) => [otherAuthority, from].filter((word) => word !== '').join(', '))
        .join('; '),
      300,
    ),
    'Words that would move': short(wordsThatMove(view).join(' / '), 500),
  });
}

/** What people wrote beside the facts that a joining takes over. */
const wordsThatMove = ({ case: { facts } }: CaseView): string[] => {
  const { triage, sightings, located } = readFacts(facts);
  const calls = facts.flatMap((fact) => (fact.kind === 'safeguarding-contacted' ? [fact.contact.note] : []));
  return [
    triage?.note ?? '',
    ...calls,
    ...proceduresBeside(facts).map(({ heldBy }) => heldBy),
    ...sightings.map(({ sighting }) => sighting.note),
    located?.located.note ?? '',
  ].filter((word) => word.trim() !== '');
};

/** Names and addresses that one school wrote down are read by another. */
export const wordsMove = (): Notice =>
  notice(
    'warning',
    'What people wrote moves with it.',
    'Notes on safeguarding answers, calls, sightings, other procedures and on where the child was found are read by the school of the case that goes on. Read them first: if they name another school, staff or an address that it must not have, do not join the cases yet.',
  );
