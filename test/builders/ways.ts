import type { FactBody, Triage } from '../../src/domain/case/fact';
import type { Beginning, OutOfEducation, Referral } from '../../src/domain/case/facts/ways';
import type { OffRollWay } from '../../src/domain/case/way';
import type { Pupil } from '../../src/domain/pupil/pupil';
import { aPupil, History, noRisk } from './case';

export const aBeginning = (over: Partial<Beginning> = {}): Beginning => ({
  agreedStart: null,
  acceptedOn: null,
  leaveBegan: null,
  destination: '',
  ...over,
});

/** Invented, as everything here. */
export const aReferral = (over: Partial<Referral> = {}): Referral => ({
  route: 'health',
  from: 'School nurse at the Example Health Centre',
  contact: '0151 496 0110',
  agencyReference: 'EHC-17',
  receivedOn: '2026-04-27',
  otherAuthority: '',
  description: '',
  note: '',
  ...over,
});

export const anOut = (over: Partial<OutOfEducation> = {}): OutOfEducation => ({
  since: '2026-03-02',
  lastProvider: 'A school in another county',
  waitingFor: 'nothing',
  appealOn: null,
  assessedOn: null,
  note: '',
  ...over,
});

/** A referral recorded on the morning of Monday 27 April 2026. */
export const referred = (
  way: OffRollWay,
  over: { pupil?: Partial<Pupil>; referral?: Partial<Referral>; out?: Partial<OutOfEducation>; triage?: Triage } = {},
): History => new History().at('2026-04-27', '09:30', ...referralFacts(way, over));

export const referralFacts = (
  way: OffRollWay,
  over: { pupil?: Partial<Pupil>; referral?: Partial<Referral>; out?: Partial<OutOfEducation>; triage?: Triage } = {},
): FactBody[] => [
  { kind: 'opened', way },
  { kind: 'triaged', triage: over.triage ?? noRisk },
  { kind: 'pupil-described', pupil: aPupil(over.pupil) },
  { kind: 'referral-received', referral: aReferral(over.referral) },
  ...(way === 'other-authority' ? [] : [{ kind: 'out-of-education', out: anOut(over.out) } as const]),
];
