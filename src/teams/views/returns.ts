import type { CaseView } from '../../casework/casework';
import { inWords } from '../../domain/calendar/date';
import { beginsOnRoll } from '../../domain/case/way';
import type { ReturnState } from '../../domain/case/returns';
import { section, type Section } from './section';
import { dueInWords, reachInWords, short } from './words';
import { capital } from '../../letters';

/** A school owes them for its own pupils: of a child on no roll none is told before one is needed. */
export const owesReturns = ({ assessment: { returns, way } }: CaseView): boolean =>
  beginsOnRoll(way) || returns.some(({ state }) => state !== 'not-needed');

/** The returns to the authority, each with how it stands. */
export const returnsSection = ({ assessment: { returns, asOf } }: CaseView): Section =>
  section(
    'Returns to the authority',
    Object.fromEntries(returns.map((one) => [short(one.title, 60), stateInWords(one, asOf)])),
  );

function stateInWords({ state, due, alsoDue, sentOn }: ReturnState, asOf: CaseView['assessment']['asOf']): string {
  if (state === 'sent') return sentOn ? `Sent on ${inWords(sentOn)}` : 'Sent';
  if (state === 'not-needed') return 'Not needed now';
  const also = alsoDue?.known ? `. Counted in school days: ${reachInWords(alsoDue, asOf)}` : '';
  return `${dueInWords(due, asOf)}${also}`;
}

const NOT_COUNTED = {
  'not-yet': 'No: not of compulsory school age yet',
  past: 'No: over compulsory school age',
} as const;

/** What the DfE's termly return counts. A child on roll is looked for, and is not yet missing education in law. */
export function dfeSection({ assessment: { dfe, onRoll, died } }: CaseView): Section {
  const { ours, notOfAge, reason, since, band, awayBand } = dfe;
  if (!ours) return section('For the DfE’s termly return', { Counted: 'By the authority that asked, not by this one' });
  if (died) return section('For the DfE’s termly return', { Counted: 'No days are counted any more' });
  if (notOfAge) return section('For the DfE’s termly return', { Counted: NOT_COUNTED[notOfAge] });
  return section('For the DfE’s termly return', {
    'Main reason': reason
      ? `${short(capital(reason.label), 120)}${reason.suggested ? ' (proposed)' : ''}`
      : 'Not chosen yet',
    'Out of education': onRoll
      ? 'Not missing education in law while the name stands on a roll'
      : since
        ? `Since ${inWords(since)}`
        : 'Nobody knows since when',
    Duration: band ? short(band, 60) : awayBand ? `${short(awayBand, 60)} away from school so far` : '',
  });
}
