import type { CaseView } from '../../casework/casework';
import { ROLE_NAMES } from '../../domain/access/roles';
import { inWords } from '../../domain/calendar/date';
import { londonDate } from '../../domain/calendar/london';
import type { ConditionState, Gate } from '../../domain/case/removal/gate';
import type { Side } from '../../domain/case/facts/removal';
import { plain } from '../rendering/escape-markdown';
import { conclusionInWords } from '../../casework/told/policy-words';
import { section, type Section } from './section';
import type { Names } from './timeline';
import { reachInWords, short } from './words';
import { capital } from '../../letters';

/** What each side has said so far, in its own words. */
export const sidesInWords = (view: CaseView, names: Names): Section[] =>
  (['school', 'authority'] as const).map((side) => sideInWords(side, view, names));

function sideInWords(side: Side, { case: { facts }, assessment }: CaseView, names: Names): Section {
  const title = `For the ${side}`;
  const { signed, fell } = assessment.removal.enquiry.sides[side];
  if (signed) {
    const { role, conclusion, location, circumstances, statement, unasked } = signed.signature;
    return section(title, {
      Signed: `${short(names.get(signed.recordedBy) ?? 'somebody who has left', 60)}, ${ROLE_NAMES[role].toLowerCase()}, on ${inWords(londonDate(signed.recordedAt))}`,
      Conclusion: capital(conclusionInWords(conclusion)),
      'Where the child is': short(location, 300),
      'How the child is': short(circumstances, 300),
      'What was done': short(statement, 500),
      'Why no agency was asked': short(unasked ?? '', 500),
    });
  }
  const last = facts.findLast(
    (fact) =>
      (fact.kind === 'conclusion-withdrawn' && fact.side === side) ||
      (fact.kind === 'conclusion-signed' && fact.signature.side === side),
  );
  if (last?.kind === 'conclusion-withdrawn') return section(title, { Answer: 'Not yet', Why: short(last.reason, 500) });
  return section(title, { Signed: 'Nobody yet', 'An earlier signature': fell ? `Stands no more. ${plain(fell)}` : '' });
}

/** A sign beside each, and the words above it: nobody has to know the sign. */
const STATES: readonly (readonly [ConditionState['state'], string, string])[] = [
  ['missing', 'Still missing', '○'],
  ['failed', 'Not met', '✕'],
  ['met', 'Met', '✓'],
  ['asked', 'Asked of the head teacher when the decision is made', '?'],
];

/** The conditions of one ground: what stands in the way comes first, and what to do about it beside it. */
export function conditionsInWords(gate: Gate, { assessment }: CaseView): Section[] {
  const { conditions, ground, notBefore } = gate;
  const byState = STATES.map(([state, title, sign]) => ({
    title,
    facts: conditions
      .filter((one) => one.state === state)
      .map(({ condition, says }) => ({
        title: sign,
        value: `${plain(condition.says)}${condition.verified ? '' : ' \\*'}${toDo(state, says)}`,
      })),
  }));
  return [
    ...byState.filter(({ facts }) => facts.length > 0),
    section('Beside the conditions', {
      'Earliest lawful day': notBefore
        ? `${capital(reachInWords(notBefore, assessment.asOf))}. A floor, never a day to wait for`
        : 'No day can be named yet',
      'Have at hand': ground.papers.map(plain).join('; '),
      Rule: plain(ground.citation),
    }),
  ];
}

/** What somebody has to do stands out; what is met does not. */
const toDo = (state: ConditionState['state'], says: string): string =>
  says === '' ? '' : state === 'met' ? ` ${plain(says)}` : ` **${plain(says)}**`;

/** Conditions that no source has confirmed are marked. */
export const UNVERIFIED =
  'What is marked with * is not confirmed in the sources of this policy. Please ask the authority’s attendance lead.';
