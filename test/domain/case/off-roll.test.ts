import fc from 'fast-check';
import { isSchoolRole } from '../../../src/domain/access/roles';
import { assess } from '../../../src/domain/case/assess';
import { decideDfeReason } from '../../../src/domain/case/decide/returns';
import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import { londonInstant } from '../../../src/domain/calendar/london';
import type { FactBody } from '../../../src/domain/case/fact';
import { OFF_ROLL_WAYS, ON_ROLL_WAYS, type Way } from '../../../src/domain/case/way';
import { TIER_OFF_ROLL } from '../../../src/domain/case/tier-owed';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { nextDueAfter } from '../../../src/notices/raise';
import { aCheck, aPupil, anAbsence, History } from '../../builders/case';
import { aBeginning, anOut, aReferral, referred } from '../../builders/ways';
import { alertsOf } from '../../builders/of-a-pack';
import { liverpool } from '../calendar/liverpool';

/** When somebody has to say again where things stand: told of the child on 27 April, or followed up on the 28th. */
const FOLLOWED_UP: Readonly<Record<string, readonly [LocalDate, LocalDate]>> = {
  liverpool: ['2026-05-12', '2026-05-13'],
  westmere: ['2026-05-05', '2026-05-06'],
};

/** Counted by hand: Monday 4 May and Monday 25 May 2026 are bank holidays. */
const nthWorkingDay = (n: number): LocalDate => {
  const days = Array.from({ length: 90 }, (_, at) => addDays('2026-04-27', at));
  const none = ['2026-05-04', '2026-05-25'];
  return days.filter((day) => !none.includes(day) && ![0, 6].includes(new Date(day).getUTCDay()))[n - 1]!;
};

const begun = (way: Way) =>
  new History().at(
    '2026-04-27',
    '08:40',
    { kind: 'opened', way },
    { kind: 'pupil-described', pupil: aPupil() },
    { kind: 'absence-described', absence: anAbsence({ began: aBeginning() }) },
  );

describe.each(policyPackIds())('under the pack %s', (pack) => {
  const policy = policyPack(pack);
  const on = (history: History, asOf: LocalDate) => assess(history.facts, liverpool, policy, asOf);

  describe('a child on no roll', () => {
    it('has no clock of a register, and is counted in working days, school days and weeks', () => {
      const state = on(referred('not-on-roll', { out: { since: '2026-04-13' } }), '2026-06-01');
      expect(state.counts).toMatchObject({ tenDayReturn: null, groundI: null, safeguarding: { since: '2026-04-13' } });
      expect(state).toMatchObject({ onRoll: false, day: null, earliest: [], found: null });
      // Two bank holidays are no working days; half-term is none of the schools', and the office works through it.
      expect(state.offRoll?.run).toMatchObject({ since: '2026-04-27', days: 24 });
      expect(state.offRoll?.out).toEqual({ since: '2026-04-13', schoolDays: 30, weeks: 7 });
    });

    it('begins on the next working day when word came at a weekend, and is looked for in the holidays', () => {
      const weekend = new History().at('2026-05-02', '11:00', ...referred('not-on-roll').facts);
      weekend.at('2026-05-02', '11:00', {
        kind: 'referral-received',
        referral: aReferral({ receivedOn: '2026-05-02' }),
      });
      // Monday 4 May is a bank holiday.
      expect(on(weekend, '2026-05-05').offRoll?.run).toMatchObject({ since: '2026-05-05', days: 1 });
      const summer = new History().at('2026-07-27', '09:00', ...referred('not-on-roll').facts);
      summer.at('2026-07-27', '09:00', {
        kind: 'referral-received',
        referral: aReferral({ receivedOn: '2026-07-27' }),
      });
      expect(on(summer, '2026-07-31').offRoll?.run.days).toBe(5);
    });

    it('is never forgotten: something is owed, and there is a next look, until it is closed', () => {
      const body = fc.oneof(
        fc
          .constantFrom(...policy.checklist.filter(({ ways }) => ways.includes('not-on-roll')))
          .chain((item) =>
            fc
              .constantFrom(...item.outcomes)
              .map((outcome): FactBody => ({ kind: 'check-recorded', item: item.id, check: aCheck({ outcome }) })),
          ),
        fc.constantFrom<FactBody>(
          { kind: 'seen', sighting: { on: '2026-05-05', where: 'elsewhere', by: 'A neighbour', note: '' } },
          { kind: 'out-of-education', out: anOut({ since: null }) },
          { kind: 'referral-received', referral: aReferral({ receivedOn: '2026-04-20' }) },
          { kind: 'followed-up', on: '2026-05-06', note: 'No news' },
          { kind: 'pupil-described', pupil: aPupil({ dateOfBirth: null }) },
        ),
      );
      fc.assert(
        fc.property(
          fc.constantFrom(...OFF_ROLL_WAYS),
          fc.array(body, { maxLength: 12 }),
          fc.nat(60),
          (way, bodies, days) => {
            const history = referred(way);
            for (const one of bodies) history.at('2026-05-06', '10:00', one);
            const asOf = addDays('2026-05-06', days);
            const state = on(history, asOf);
            expect(state.next).not.toBeNull();
            expect(nextDueAfter(state, londonInstant(asOf, '12:00'))).not.toBeNull();
          },
        ),
        { numRuns: 150 },
      );
    });

    it('is asked about again when nobody has said a word for as long as the policy allows', () => {
      const due = (history: History) => on(history, '2026-04-28').obligations.find(({ id }) => id === 'follow-up')?.due;
      expect(due(referred('new-to-city'))).toEqual({ known: true, date: FOLLOWED_UP[pack]![0] });
      const said = referred('new-to-city').at('2026-04-28', '10:00', {
        kind: 'followed-up',
        on: '2026-04-28',
        note: 'Well',
      });
      expect(due(said)).toEqual({ known: true, date: FOLLOWED_UP[pack]![1] });
      const [told] = alertsOf(policy, 'school-day', () => true, 'new-to-city');
      const seen = referred('new-to-city').at('2026-04-28', '10:00', {
        ...{ kind: 'acknowledged', obligation: told!, occurrence: 'first' },
      });
      expect(due(seen)).toEqual({ known: true, date: FOLLOWED_UP[pack]![0] });
    });

    it('has its risk weighed anew by the authority on the review days of the policy, until somebody answers', () => {
      const { owner, askAgainOn } = policy.tiers.offRoll;
      const [first, second] = askAgainOn.map((day) => nthWorkingDay(day));
      const owed = (history: History, asOf: LocalDate) =>
        on(history, asOf).obligations.find(({ id }) => id === TIER_OFF_ROLL) ?? null;
      const told = (history: History, asOf: LocalDate) =>
        on(history, asOf).notices.filter(
          ({ rule: { trigger } }) => trigger.kind === 'overdue' && trigger.item === TIER_OFF_ROLL,
        );
      const asked = { owner, due: { known: true, date: first! } };
      expect(owed(referred('not-on-roll'), '2026-04-27')).toMatchObject({ ...asked, state: 'later' });
      expect(owed(referred('home-education'), first!)).toMatchObject({ ...asked, state: 'due' });
      expect(owed(referred('new-to-city'), addDays(first!, 4))).toMatchObject({ ...asked, state: 'overdue' });
      const late = told(referred('not-on-roll'), addDays(first!, 4));
      // Told again every week until then.
      expect([...new Set(late.map(({ rule }) => rule.id))]).toEqual(
        alertsOf(policy, 'overdue', ({ item }) => item === TIER_OFF_ROLL, 'not-on-roll'),
      );
      expect(late.flatMap(({ rule }) => rule.to).filter(isSchoolRole)).toEqual([]);
      const answer = { tier: policy.tiers.levels.at(-1)!.id, reason: 'Visited', asked: policy.tiers.asks };
      const weighed = referred('not-on-roll').at(first!, '10:00', { kind: 'tier-set', answer });
      expect(owed(weighed, first!)).toMatchObject({ state: 'later', due: { known: true, date: second! } });
      expect(owed(referred('other-authority'), first!)).toBeNull();
    });

    it('is listed with what nobody knows; a child new to the country owes no number', () => {
      const missing = (history: History) => on(history, '2026-04-28').offRoll?.missing;
      const bare = { dateOfBirth: null, upn: null, lastKnownAddress: 'Not known.', parents: '' } as const;
      expect(missing(referred('not-on-roll', { pupil: bare, out: { since: null } }))).toEqual([
        ...['date-of-birth', 'upn', 'address', 'parents', 'since'],
      ]);
      const arrived = { upn: null, upnUnknown: 'new-to-country' } as const;
      expect(missing(referred('new-to-city', { pupil: arrived }))).toEqual([]);
      expect(missing(referred('other-authority', { pupil: bare }))).toEqual(['date-of-birth']);
    });

    it('is in no band of the DfE where another authority counts the child', () => {
      const history = referred('other-authority', { out: { since: '2026-04-13' } });
      expect(on(history, '2026-06-01').dfe).toEqual({
        ...{ ours: false, notOfAge: null, reason: null, since: null, band: null, awayBand: null },
      });
      expect(decideDfeReason(history.facts, policy.dfe.reasons[0]!.id, policy)).toMatchObject({ kind: 'refused' });
      expect(on(referred('not-on-roll', { out: { since: '2026-04-13' } }), '2026-06-01').dfe).toMatchObject({
        ours: true,
        band: '4 to 8 weeks',
      });
    });

    it('is missing education in the count of nobody from the day after the school leaving date on', () => {
      const history = referred('not-on-roll', { pupil: { dateOfBirth: '2010-01-01' }, out: { since: '2026-04-13' } });
      expect(on(history, '2026-06-26').dfe).toMatchObject({ notOfAge: null, since: '2026-04-13' });
      const none = { notOfAge: 'past', reason: null, since: null, band: null, awayBand: null };
      expect(on(history, '2026-06-27').dfe).toMatchObject(none);
    });

    it('is missing education in the count of nobody before the prescribed day after the fifth birthday', () => {
      const born = { dateOfBirth: '2021-05-14' } as const;
      const history = referred('not-on-roll', { pupil: born, out: { since: '2026-04-13' } });
      const none = { ours: true, notOfAge: 'not-yet', reason: null, since: null, band: null, awayBand: null };
      expect(on(history, '2026-08-30').dfe).toEqual(none);
      expect(on(history, '2026-08-31').dfe).toMatchObject({
        notOfAge: null,
        since: '2026-08-31',
        band: policy.dfe.bands[0]!.label,
      });
      expect(on(history, '2026-10-01').dfe).toMatchObject({ since: '2026-08-31', band: '4 to 8 weeks' });
      const chosen = history.at('2026-05-01', '10:00', { kind: 'dfe-reason', reason: policy.dfe.reasons[0]!.id });
      expect(on(chosen, '2026-08-30').dfe.reason).toMatchObject({ suggested: false });
    });

    it('is counted where nobody knows the age', () => {
      const history = referred('not-on-roll', { pupil: { dateOfBirth: null }, out: { since: '2026-04-13' } });
      expect(on(history, '2026-06-01').dfe).toMatchObject({ notOfAge: null, band: '4 to 8 weeks' });
    });
  });

  describe('a pupil on roll', () => {
    it.each(ON_ROLL_WAYS)('counts its days alike when the case began as %s', (way) => {
      const history = begun(way);
      const dates = ['2026-05-01', '2026-05-05', '2026-05-11', '2026-05-18', '2026-06-01'] as const;
      expect(dates.map((date) => on(history, date).day)).toEqual([5, 6, 10, 15, 20]);
      const theReturn = on(history, '2026-05-08').checklist.find(({ item }) => item.fulfils === 'ten-day-return');
      expect(theReturn).toMatchObject({ state: 'due', due: { known: true, date: '2026-05-11' } });
    });

    it('counts from an earlier way as from a later one: what is put right stands, and old facts still read', () => {
      const history = new History().at('2026-10-13', '09:00', { kind: 'opened', way: 'missing' });
      history.at('2026-10-13', '09:10', { kind: 'way-told', way: 'leaver', reason: 'The family has moved' });
      expect(on(history, '2026-10-13').way).toBe('leaver');
    });
  });
});

describe('under Liverpool’s pack', () => {
  it.each(ON_ROLL_WAYS)('the Education Welfare Service hears on Day 6 when the case began as %s', (way) => {
    const history = begun(way);
    const { checklist } = assess(history.facts, liverpool, policyPack('liverpool'), '2026-05-01');
    const referral = checklist.find(({ item }) => ['E01', 'N02'].includes(item.id));
    expect(referral).toMatchObject({ item: { id: way === 'non-starter' ? 'N02' : 'E01' }, state: 'due' });
    expect(referral?.due).toEqual({ known: true, date: '2026-05-05' });
  });
});
