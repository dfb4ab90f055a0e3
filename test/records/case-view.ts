import { referralSheet, type Maker } from '../../src/records/referral-form';
import type { CaseView } from '../../src/casework/casework';
import { assess } from '../../src/domain/case/assess';
import type { Fact } from '../../src/domain/case/fact';
import type { LocalDate } from '../../src/domain/calendar/date';
import { pupilOn } from '../../src/domain/case/pupil-on';
import { readFacts } from '../../src/domain/case/reading';
import { policyPack } from '../../src/domain/policy/policies';
import type { Person } from '../../src/people/directory';
import type { History } from '../builders/case';
import { aCheck, reported } from '../builders/case';

export const ASH: Person = {
  ...{ id: 'person-1', tenantId: 't', entraId: 'e', name: 'Ash Lead', authority: '341', school: '999001' },
  roles: ['attendance-lead'],
};
export const PEOPLE = new Map([[ASH.id, ASH]]);
export const MAKER = { person: ASH, at: '2026-05-12T09:00:00.000Z' as const };

const calendar = {
  terms: [{ from: '2026-04-13' as LocalDate, to: '2026-07-20' as LocalDate }],
  closures: [],
  bankHolidays: new Set<LocalDate>(['2026-05-04', '2026-05-25']),
};

/** A case as a service would show it, without one. */
export function aView(facts: readonly Fact[], over: Partial<CaseView> = {}, today: LocalDate = '2026-05-12'): CaseView {
  const { policy = policyPack('liverpool') } = over;
  const reading = readFacts(facts);
  const { absence, referral, out } = reading;
  const pupil = pupilOn(reading, today);
  return {
    case: {
      ...{ id: 'case-1', reference: 'WB-7K3M-2Q', school: '999001', authority: '341', policy: 'liverpool' },
      ...{ openedAt: '2026-04-27T07:40:00.000Z', version: facts.length, facts },
    },
    ...{ assessment: assess(facts, calendar, policy, today), pupil, absence, referral, out, calendar, policy },
    ...{ packs: [{ from: '2026-04-27T07:40:00.000Z', policy }], otherRules: false },
    school: { urn: '999001', authority: '341', name: 'Example Primary School', dfeNumber: '3419999' },
    assignee: null,
    authority: {
      ...{ code: '341', name: 'Example City Council', policy: 'liverpool', panelAnchor: '2026-04-23' },
      urgentContacts: [{ id: 'police', name: 'Police', telephone: '999', hours: 'day and night' }],
    },
    ...over,
  };
}

/** A case that has been worked on for two weeks. */
export const worked = (): History =>
  reported()
    .at('2026-04-27', '10:20', {
      kind: 'check-recorded',
      item: 'S01',
      check: aCheck({
        asked: 'Did you ring every contact on the first day?',
        outcome: 'no-answer',
        spokeTo: 'Nobody',
        note: 'Three numbers tried.',
      }),
    })
    .at('2026-04-28', '09:05', {
      kind: 'check-recorded',
      item: 'S01',
      check: aCheck({
        asked: 'Did you ring every contact on the first day?',
        note: 'The aunt answered.',
        nextAction: 'Visit the home',
      }),
    })
    .at('2026-04-29', '11:00', { kind: 'check-skipped', item: 'S03', reason: 'The family has no e-mail address.' })
    .at('2026-05-01', '09:00', {
      kind: 'attendance',
      mark: { code: 'O', from: '2026-05-01', to: null, note: 'No reason given' },
    });

/** What stands on the referral form under this heading. */
export function factsUnder(title: string, view: CaseView, maker: Maker = MAKER): Record<string, string> {
  const { parts } = referralSheet(view, PEOPLE, maker);
  const under = parts[parts.findIndex((part) => part.kind === 'heading' && part.text === title) + 1];
  if (under?.kind !== 'facts') throw new Error(`no facts under “${title}”`);
  return Object.fromEntries(under.rows.map(({ label, value }) => [label, value]));
}
