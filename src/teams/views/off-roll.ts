import type { CaseView } from '../../casework/casework';
import { inWords } from '../../domain/calendar/date';
import type { OutOfEducation, Referral } from '../../domain/case/facts/ways';
import { missingInformation } from '../../domain/case/missing-information';
import { readFacts } from '../../domain/case/reading';
import type { PolicyPack } from '../../domain/policy/pack';
import { pupilFacts } from './answers';
import type { CountRow } from './counts';
import { notice, type Notice } from './notice';
import { missingInWords } from '../../casework/told/missing-words';
import { rulesAt } from '../../casework/rules-then';
import { section, type Section } from './section';
import { routeInWords, wayInWords } from '../../casework/told/policy-words';
import { count, short } from './words';

/** `Out of education for 8 weeks`: how the case of a child on no roll stands. Null for a pupil on roll. */
export function standingOffRoll({ assessment: { offRoll, way, reportComplete } }: CaseView): string | null {
  if (!offRoll) return null;
  if (!reportComplete) return 'Referral not finished';
  if (way === 'other-authority') return 'Enquiry of another authority';
  const { out, run } = offRoll;
  if (!out) return `Out of education, since when is not known · working day ${run.days}`;
  return out.weeks === 0 ? 'Out of education for less than a week' : `Out of education for ${count(out.weeks, 'week')}`;
}

/** No clock of a register runs: how long the child is out of education, and how long the authority has known. */
export function offRollCounts({ assessment: { offRoll, way } }: CaseView): CountRow[] {
  if (!offRoll) return [];
  const { out, run, receivedOn } = offRoll;
  const known = {
    number: String(run.days),
    title: `${run.days === 1 ? 'working day' : 'working days'} since the referral was received on ${inWords(receivedOn)}`,
    means: 'The days of the checklist are these.',
  };
  if (way === 'other-authority') return [known];
  if (!out)
    return [
      { number: '?', title: 'weeks out of education', means: 'Nobody knows since when. It is asked for.' },
      known,
    ];
  const weeks = {
    number: String(out.weeks),
    title: `whole ${out.weeks === 1 ? 'week' : 'weeks'} out of education, since ${inWords(out.since)}`,
    means: `${count(out.schoolDays, 'school day')} by the authority’s term dates.`,
  };
  return [weeks, known];
}

/** What nobody knows yet of a child on no roll. */
export function missingNotices({ assessment: { offRoll } }: CaseView): Notice[] {
  const missing = offRoll?.missing ?? [];
  return missing.length > 0 ? [notice('warning', 'Not known yet', `${missingInWords(missing)}.`)] : [];
}

/** How word came and what is known, to be read again. */
export function offRollSections({ referral, out, policy, assessment: { way } }: CaseView): Section[] {
  return [
    ...(referral
      ? [
          section('The referral', {
            'How it began': short(wayInWords(way, policy), 120),
            ...referralFacts(referral, policy),
          }),
        ]
      : []),
    ...(out
      ? [
          section('Out of education', {
            Since: out.since ? inWords(out.since) : 'Not known',
            'Last school or provider': short(out.lastProvider, 150) || 'Not known',
            ...outFacts(out),
          }),
        ]
      : []),
  ];
}

const WAITS = { place: 'A school place', appeal: 'An appeal', nothing: 'Neither a place nor an appeal' };

const outFacts = (out: OutOfEducation): Record<string, string> => ({
  'Waiting for': out.waitingFor ? WAITS[out.waitingFor] : '',
  'Appeal on': out.appealOn ? inWords(out.appealOn) : '',
  'Found unsuitable on': out.assessedOn ? inWords(out.assessedOn) : '',
  Note: short(out.note, 500),
});

const referralFacts = (referral: Referral, policy: PolicyPack): Record<string, string> => ({
  Route: short(routeInWords(referral.route, policy), 80),
  'Authority that asks': short(referral.otherAuthority, 100),
  From: short(referral.from, 150),
  'How to reach them': short(referral.contact, 150),
  'Received on': inWords(referral.receivedOn),
  'Their reference': short(referral.agencyReference, 60),
  'Who the child is': short(referral.description, 300),
  'What they said': short(referral.note, 500),
});

const MOST_FURTHER = 3;

/** What others told when there was a case already, newest first. For the authority alone. */
export const furtherSections = (view: CaseView): Section[] =>
  readFacts(view.case.facts)
    .furtherReferrals.toReversed()
    .slice(0, MOST_FURTHER)
    .map(({ referral, further, recordedAt }) => {
      const { way, pupil, out } = further!;
      const missing = missingInformation({ way, pupil, out });
      return section(`Told to us on ${inWords(referral.receivedOn)}`, {
        ...referralFacts(referral, rulesAt(recordedAt, view)),
        ...pupilFacts(pupil),
        'Out of education since': out?.since ? inWords(out.since) : '',
        'Last school or provider': short(out?.lastProvider ?? '', 150),
        ...(out ? outFacts(out) : {}),
        'Not known to them': missingInWords(missing),
      });
    });
