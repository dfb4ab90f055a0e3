import type { FactBody, FactKind } from '../../src/domain/case/fact';
import { OFFICER_KINDS } from './officer-kinds';
import { PANEL_KINDS } from './panel-kinds';
import { aCheck, aPupil, anAbsence, atRisk } from '../builders/case';
import { aRemovalDecision, aSignature } from '../builders/removal';
import { aBeginning, anOut, aReferral } from '../builders/ways';

/** One of each kind, with optional fields both there and missing. The compiler asks for a new kind here. */
export const EVERY_KIND: { readonly [K in FactKind]: readonly (FactBody & { kind: K })[] } = {
  opened: [{ kind: 'opened', way: 'missing' }],
  'pupil-described': [
    { kind: 'pupil-described', pupil: aPupil(), correctedBecause: 'The passport was seen' },
    {
      kind: 'pupil-described',
      pupil: aPupil({ dateOfBirth: null, upn: null, upnUnknown: 'not-issued', yearGroup: null, sex: null }),
    },
    { kind: 'pupil-described', pupil: aPupil({ forename: 'Zoë ’); drop table', siblings: 'two\nlines\t"quoted" 🙂' }) },
  ],
  'absence-described': [
    { kind: 'absence-described', absence: anAbsence() },
    { kind: 'absence-described', absence: anAbsence({ lastAttended: null, leaveEnded: '2026-05-01' }) },
    { kind: 'absence-described', absence: anAbsence({ began: aBeginning({ agreedStart: '2026-04-27' }) }) },
  ],
  'also-told': [
    { kind: 'also-told', pupil: { lastKnownAddress: '1 New Row', dateOfBirth: '2016-03-19' }, absence: null },
    { kind: 'also-told', pupil: {}, absence: anAbsence() },
  ],
  'way-told': [{ kind: 'way-told', way: 'leaver', reason: 'the family has moved' }],
  'referral-received': [
    { kind: 'referral-received', referral: aReferral() },
    {
      kind: 'referral-received',
      referral: aReferral(),
      further: { way: 'new-to-city', pupil: aPupil(), out: anOut() },
    },
    { kind: 'referral-received', referral: aReferral(), further: { way: 'not-on-roll', pupil: aPupil(), out: null } },
  ],
  'alert-snoozed': [
    {
      kind: 'alert-snoozed',
      obligation: 'school-day-6',
      occurrence: 'first',
      until: '2026-05-07',
      reason: 'the aunt rings',
    },
  ],
  'out-of-education': [
    { kind: 'out-of-education', out: anOut() },
    { kind: 'out-of-education', out: anOut({ since: null, waitingFor: 'appeal', appealOn: '2026-05-11' }) },
  ],
  'procedure-linked': [
    { kind: 'procedure-linked', procedure: 'runaway', reference: 'LOG 7' },
    { kind: 'procedure-linked', procedure: 'runaway', reference: '', since: '2026-04-26', heldBy: 'Police' },
    { kind: 'procedure-linked', procedure: 'runaway', reference: '', since: null, heldBy: '' },
  ],
  'procedure-ended': [
    { kind: 'procedure-ended', procedure: 'runaway', reference: 'LOG 7', on: '2026-04-28', note: 'Back home' },
  ],
  'procedure-unlinked': [
    { kind: 'procedure-unlinked', procedure: 'runaway', reference: '', reason: 'Of another child' },
  ],
  'followed-up': [{ kind: 'followed-up', on: '2026-04-30', note: 'the family waits for an offer' }],
  triaged: [{ kind: 'triaged', triage: { ...atRisk, groups: ['fgm'], note: 'seen by nobody' } }],
  'safeguarding-contacted': [
    {
      kind: 'safeguarding-contacted',
      contact: { agency: 'police', reference: 'LOG 1', on: '2026-04-27', at: '09:05', note: '' },
    },
  ],
  'check-recorded': [
    { kind: 'check-recorded', item: 'home-visit', check: aCheck({ evidence: { 'visited-by': 'A colleague' } }) },
    { kind: 'check-recorded', item: 'home-visit', check: aCheck({ at: null }) },
  ],
  'check-skipped': [{ kind: 'check-skipped', item: 'siblings', reason: 'an only child' }],
  attendance: [
    { kind: 'attendance', mark: { code: 'N', from: '2026-04-27', to: null, note: '' } },
    { kind: 'attendance', mark: { code: '/', from: '2026-04-28', to: '2026-04-29', note: 'back' } },
  ],
  seen: [{ kind: 'seen', sighting: { on: '2026-04-28', where: 'elsewhere', by: 'a neighbour', note: '' } }],
  acknowledged: [{ kind: 'acknowledged', obligation: 'day-10', occurrence: '2026-04-27' }],
  'death-told': [
    { kind: 'death-told', told: { by: 'The police', known: 'The coroner’s officer rang', on: '2026-05-05' } },
    { kind: 'death-told', told: { by: 'An aunt', known: 'She rang', on: null } },
  ],
  'death-withdrawn': [{ kind: 'death-withdrawn', reason: 'It was another child of that name' }],
  'tier-set': [{ kind: 'tier-set', answer: { tier: 'red', reason: '', asked: 'How great is the risk?' } }],
  'policy-moved': [
    { kind: 'policy-moved', move: { from: 'liverpool', to: 'westmere', reason: 'New rules', carried: ['S04'] } },
    { kind: 'policy-moved', move: { from: 'liverpool', to: 'westmere', reason: 'New rules', carried: [] } },
  ],
  ...OFFICER_KINDS,
  ...PANEL_KINDS,
  'return-sent': [
    { kind: 'return-sent', return: 'sickness', on: '2026-05-01', reference: 'R-1', note: '' },
    { kind: 'return-sent', return: 'new-pupil', on: '2026-05-01', reference: '', note: '', exempt: true },
  ],
  'name-entered': [{ kind: 'name-entered', on: '2026-05-01' }],
  'dfe-reason': [{ kind: 'dfe-reason', reason: 'unknown' }],
  located: [
    {
      kind: 'located',
      located: {
        ...{ where: 'other-authority', on: '2026-04-30', by: 'an aunt', note: '', from: 'school' },
        details: { authority: 'Leeds', address: 'two\nlines "quoted"' },
      },
    },
  ],
  'location-step': [
    {
      kind: 'location-step',
      followUp: {
        step: 'found-authority-confirms',
        answer: 'confirmed',
        on: '2026-05-01',
        who: 'An officer',
        note: '',
      },
    },
  ],
  'location-withdrawn': [{ kind: 'location-withdrawn', reason: 'not there' }],
  reopened: [{ kind: 'reopened', reason: 'missing again' }],
  'sibling-linked': [{ kind: 'sibling-linked', caseId: 'case-2', reference: 'WB-7K3M-2Q' }],
  'sibling-unlinked': [{ kind: 'sibling-unlinked', caseId: 'case-2', reference: 'WB-7K3M-2Q' }],
  parted: [{ kind: 'parted', caseId: 'case-2', reference: 'WB-7K3M-2Q' }],
  'answer-open': [
    { kind: 'answer-open', about: 'check', asks: 'home-visit', outcome: 'located', found: true },
    { kind: 'answer-open', about: 'enquiry', asks: 'health', outcome: 'new-information', found: false },
  ],
  joined: [
    { kind: 'joined', caseId: 'case-2', reference: 'WB-7K3M-2Q', since: '2026-04-24' },
    { kind: 'joined', caseId: 'case-2', reference: 'WB-7K3M-2Q', since: null, reason: 'the mother says so' },
  ],
  closed: [
    { kind: 'closed', reason: 'returned', note: '', unsent: { returns: ['New pupil return'], why: 'Goes today' } },
    { kind: 'closed', reason: 'duplicate', note: 'see the other', duplicateOf: 'WB-7K3M-2Q' },
  ],
  'conclusion-signed': [
    { kind: 'conclusion-signed', signature: aSignature() },
    { kind: 'conclusion-signed', signature: aSignature({ unasked: 'the police ask everybody' }) },
    { kind: 'conclusion-signed', signature: aSignature({ side: 'authority', closuresAccepted: ['2026-05-06'] }) },
  ],
  'conclusion-withdrawn': [
    { kind: 'conclusion-withdrawn', side: 'authority', reason: 'Two agencies have not answered' },
  ],
  'removal-decided': [{ kind: 'removal-decided', decision: aRemovalDecision() }],
  'removal-withdrawn': [{ kind: 'removal-withdrawn', reason: 'An aunt has rung' }],
  'deletion-return-sent': [{ kind: 'deletion-return-sent', on: '2026-06-02', reference: 'DR 1', notKnown: '' }],
  'name-deleted': [{ kind: 'name-deleted', on: '2026-06-02' }],
  'removal-step-done': [
    { kind: 'removal-step-done', done: { step: 'ctf', on: '2026-06-02', values: { file: 'a.xml' }, asked: 'Which?' } },
  ],
};
