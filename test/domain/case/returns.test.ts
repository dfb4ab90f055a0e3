import fc from 'fast-check';
import { assess } from '../../../src/domain/case/assess';
import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import { bandOf } from '../../../src/domain/case/dfe';
import type { Fact, FactBody } from '../../../src/domain/case/fact';
import { schoolYearOf } from '../../../src/domain/case/entry';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { isOwed } from '../../../src/domain/case/returns';
import { decideReturnSent } from '../../../src/domain/case/decide/returns';
import { missingFor } from '../../../src/domain/case/closing';
import { aCheck, anAbsence, aPupil, History, mark, reported } from '../../builders/case';
import { reasonOf, saidWithout } from '../../builders/ends-of-a-pack';
import { aBeginning } from '../../builders/ways';
import { morningOf, overdueAlertsOf, theReturnOf } from '../../builders/of-a-pack';
import { liverpool } from '../calendar/liverpool';

const sent = (which: 'attendance' | 'sickness' | 'new-pupil', day: LocalDate): FactBody => ({
  kind: 'return-sent',
  ...{ return: which, on: day, reference: '', note: '' },
});

const ON_ROLL_ENDS = ['returned', 'attendance-case'] as const;

describe.each(policyPackIds())('under the pack %s', (pack) => {
  const policy = policyPack(pack);
  const on = (history: History, asOf: LocalDate) => assess(history.facts, liverpool, policy, asOf);
  const stateOf = (id: string, history: History, asOf: LocalDate) => {
    const { id: _id, state, due, sentOn } = on(history, asOf).returns.find((one) => one.id === id)!;
    return { state, due: due?.known ? due.date : null, sentOn };
  };
  const owes = (history: History, asOf: LocalDate) => on(history, asOf).obligations.map(({ id }) => id);

  describe('the ten-day return', () => {
    const checked = () =>
      reported().at('2026-05-11', '10:00', {
        kind: 'check-recorded',
        item: theReturnOf(policy).id,
        check: aCheck({ outcome: theReturnOf(policy).settles[0]! }),
      });

    it('is due on the tenth school day, and is sent with its check', () => {
      expect(stateOf('attendance', reported(), '2026-05-08').state).toBe('not-needed');
      expect(stateOf('attendance', reported(), '2026-05-11')).toMatchObject({ state: 'due', due: '2026-05-11' });
      expect(owes(reported(), '2026-05-11')).not.toContain('return-attendance');
      expect(stateOf('attendance', checked(), '2026-05-12')).toMatchObject({ state: 'sent', sentOn: '2026-05-11' });
    });

    it('stays owed where it never went and the pupil is back, until it has gone', () => {
      const back = reported().at('2026-05-19', '09:00', mark('/', '2026-05-19'));
      expect(stateOf('attendance', back, '2026-05-19')).toMatchObject({ state: 'overdue', due: '2026-05-11' });
      expect(owes(back, '2026-05-19')).toContain('return-attendance');
      back.at('2026-05-20', '09:00', mark('N', '2026-05-20'));
      expect(stateOf('attendance', back, '2026-05-21')).toMatchObject({ state: 'overdue', due: '2026-05-11' });
      back.at('2026-05-21', '09:00', sent('attendance', '2026-05-21'));
      expect(isOwed(on(back, '2026-05-21').returns.find(({ id }) => id === 'attendance')!)).toBe(false);
    });

    it('is owed no more by whoever is back where it has gone with its check, or where no run was as long', () => {
      const early = reported().at('2026-05-08', '09:00', mark('/', '2026-05-08'));
      for (const history of [checked().at('2026-05-12', '09:00', mark('/', '2026-05-12')), early])
        expect(stateOf('attendance', history, '2026-05-19').state).toBe('not-needed');
    });

    it('is owed for no days that the register tells as present', () => {
      const corrected = reported().at('2026-05-19', '09:00', mark('/', '2026-04-29'));
      expect(stateOf('attendance', corrected, '2026-05-19').state).toBe('not-needed');
    });

    it('is needed anew for a run that begins after another code, though its check is done', () => {
      const broken = checked().at('2026-05-12', '09:00', mark('I', '2026-05-12', '2026-05-12'));
      broken.at('2026-05-13', '09:00', mark('N', '2026-05-13'));
      expect(stateOf('attendance', broken, '2026-06-01').state).toBe('not-needed');
      expect(stateOf('attendance', broken, '2026-06-02')).toMatchObject({ state: 'due', due: '2026-06-02' });
      expect(owes(broken, '2026-06-02')).toContain('return-attendance');
      broken.at('2026-06-03', '12:00', sent('attendance', '2026-06-03'));
      expect(stateOf('attendance', broken, '2026-06-04').state).toBe('sent');
      expect(owes(broken, '2026-06-04')).not.toContain('return-attendance');
    });
  });

  describe('the sickness return', () => {
    // Mon 27 April to Mon 18 May 2026 are fifteen school days.
    const ill = () => reported({ code: 'I' });

    it('is due after fifteen school days of illness, and not after fourteen', () => {
      expect(stateOf('sickness', ill(), '2026-05-15').state).toBe('not-needed');
      expect(stateOf('sickness', ill(), '2026-05-18')).toMatchObject({ state: 'due', due: '2026-05-19' });
      expect(stateOf('sickness', ill(), '2026-05-20').state).toBe('overdue');
      expect(owes(ill(), '2026-05-20')).toContain('return-sickness');
    });

    it('counts illness before and after a return to school together, and is needed once for each sickness', () => {
      const twice = ill().at('2026-05-11', '09:00', mark('/', '2026-05-11', '2026-05-12'));
      twice.at('2026-05-13', '09:00', mark('I', '2026-05-13'));
      expect(stateOf('sickness', twice, '2026-05-19').state).toBe('not-needed');
      expect(stateOf('sickness', twice, '2026-05-20').state).toBe('due');
      twice.at('2026-05-20', '12:00', sent('sickness', '2026-05-20'));
      expect(stateOf('sickness', twice, '2026-06-05').state).toBe('sent');
    });

    it('begins anew with the school year', () => {
      expect([schoolYearOf('2026-07-31'), schoolYearOf('2026-08-01')]).toEqual(['2025-08-01', '2026-08-01']);
    });
  });

  test('the new pupil return is due five days after the name was entered, whichever days they are', () => {
    const entered = reported().at('2026-05-01', '09:00', { kind: 'name-entered', on: '2026-05-01' });
    expect(stateOf('new-pupil', entered, '2026-05-06')).toMatchObject({ state: 'due', due: '2026-05-06' });
    expect(stateOf('new-pupil', entered, '2026-05-07').state).toBe('overdue');
    const { alsoDue } = on(entered, '2026-05-06').returns.find(({ id }) => id === 'new-pupil')!;
    expect(alsoDue).toEqual({ known: true, date: '2026-05-11' });
    // Alerted of by the earlier of the two dates: whoever counts school days still has time then.
    const alerts = overdueAlertsOf(policy, 'return-new-pupil');
    const [first] = on(entered, '2026-05-07').notices.filter(({ rule }) => alerts.includes(rule.id));
    expect(first!.dueAt).toBe(morningOf(policy, '2026-05-07'));
    entered.at('2026-05-07', '12:00', sent('new-pupil', '2026-05-07'));
    expect(stateOf('new-pupil', entered, '2026-05-08').state).toBe('sent');
  });

  describe('a pupil with a place who did not arrive', () => {
    // The day agreed is a Sunday, so that Day 1 of the absence is the day after it.
    const nonStarter = (agreedStart: LocalDate = '2026-04-26') =>
      new History().at(
        ...(['2026-04-27', '09:00', { kind: 'opened', way: 'non-starter' }] as const),
        { kind: 'pupil-described', pupil: aPupil() },
        { kind: 'absence-described', absence: anAbsence({ began: aBeginning({ agreedStart }) }) },
      );

    it('is on roll from the day agreed, from which the new pupil return is counted', () => {
      expect(stateOf('new-pupil', nonStarter(), '2026-05-01')).toMatchObject({ state: 'due', due: '2026-05-01' });
      expect(owes(nonStarter(), '2026-05-02')).toContain('return-new-pupil');
      const told = nonStarter().at('2026-04-28', '09:00', sent('new-pupil', '2026-04-28'));
      expect(stateOf('new-pupil', told, '2026-05-04').state).toBe('sent');
    });

    it('is counted from the entry where one is on record, and of nobody whose place was not the question', () => {
      const entered = nonStarter().at('2026-05-01', '09:00', { kind: 'name-entered', on: '2026-05-01' });
      expect(stateOf('new-pupil', entered, '2026-05-04').due).toBe('2026-05-06');
      const missing = nonStarter().at('2026-04-28', '09:00', { kind: 'way-told', way: 'missing', reason: 'A slip' });
      expect(stateOf('new-pupil', missing, '2026-05-04').state).toBe('not-needed');
    });

    it.each(ON_ROLL_ENDS)('is not closed as %s before the authority has the return', (end) => {
      const closing = reasonOf(policy, end);
      const standing = { calendar: liverpool, policy, today: '2026-05-04' as const };
      const says = saidWithout(policy, end, 'new-pupil-return');
      expect(missingFor(closing, { facts: nonStarter().facts, ...standing })).toContain(says);
      const told = nonStarter().at('2026-04-28', '09:00', sent('new-pupil', '2026-04-28'));
      expect(missingFor(closing, { facts: told.facts, ...standing })).not.toContain(says);
      expect(missingFor(closing, { facts: reported().facts, ...standing })).not.toContain(says);
    });

    it('needs no return where the school year begins that day, and the school says that none is needed', () => {
      const exempt = { return: 'new-pupil', on: '2026-04-27', reference: '', note: '', exempt: true } as const;
      const given = { calendar: liverpool, today: '2026-04-27' } as const;
      expect(decideReturnSent(nonStarter().facts, exempt, given).kind).toBe('refused');
      const first = nonStarter('2025-09-01');
      expect(stateOf('new-pupil', first, '2026-05-04').state).toBe('overdue');
      expect(decideReturnSent(first.facts, exempt, given).kind).toBe('facts');
      expect(decideReturnSent(first.facts, { ...exempt, return: 'sickness' }, given).kind).toBe('refused');
      first.at('2026-04-27', '10:00', { kind: 'return-sent', ...exempt });
      expect(stateOf('new-pupil', first, '2026-05-04').state).toBe('not-needed');
    });
  });

  test.each([
    [null, 'Not known'],
    [-1, 'Not known'],
    [0, 'Under 2 weeks'],
    [13, 'Under 2 weeks'],
    [14, '2 to 4 weeks'],
    [27, '2 to 4 weeks'],
    [28, '4 to 8 weeks'],
    [84, '12 to 26 weeks'],
    [181, '12 to 26 weeks'],
    [182, '26 to 52 weeks'],
    [363, '26 to 52 weeks'],
    [364, 'Over 52 weeks'],
  ])('%s days out of education are in the DfE’s band “%s”', (days, band) => {
    expect(bandOf(days, policy)).toBe(band);
  });

  test('a pupil on roll is counted in no band yet, and how long the child has been away is said in the same ones', () => {
    const bands = (asOf: LocalDate) => on(reported(), asOf).dfe;
    // Since Monday 27 April: 13 days, and 14.
    expect(bands('2026-05-10')).toMatchObject({ band: null, awayBand: policy.dfe.bands[0]!.label });
    expect(bands('2026-05-11')).toMatchObject({ band: null, awayBand: policy.dfe.bands[1]!.label });
    const closed = reported().at('2026-05-11', '09:00', { kind: 'closed', reason: 'died', note: 'Told by the family' });
    expect(on(closed, '2026-05-11').dfe.awayBand).toBeNull();
  });

  test('a pupil on roll is in no band; the reason is proposed by the way and the place until it is chosen', () => {
    const history = reported();
    expect(on(history, '2026-05-01').dfe).toMatchObject({
      band: null,
      since: null,
      reason: { id: policy.dfe.suggested.ways.missing, suggested: true },
    });
    history.at('2026-05-01', '10:00', {
      kind: 'located',
      located: { where: 'abroad', on: '2026-05-01', by: 'an aunt', details: {}, note: '', from: 'school' },
    });
    expect(on(history, '2026-05-01').dfe.reason).toMatchObject({
      id: policy.dfe.suggested.places.abroad,
      suggested: true,
    });
    history.at('2026-05-01', '11:00', { kind: 'dfe-reason', reason: 'other' });
    expect(on(history, '2026-05-01').dfe.reason).toMatchObject({ id: 'other', suggested: false });
  });

  describe('a case that is closed and opened again', () => {
    const day = fc.integer({ min: 0, max: 40 }).map((days) => addDays('2026-04-27', days));
    const body = fc.oneof(
      fc.tuple(fc.constantFrom('N', 'O', 'I'), day).map(([code, from]) => mark(code, from)),
      day.map((date): FactBody => ({
        kind: 'seen',
        sighting: { on: date, where: 'elsewhere', by: 'an aunt', note: '' },
      })),
      day.map((date): FactBody => sent('sickness', date)),
    );

    it('of a pupil who was not back counts as if it had never been closed, and keeps every fact', () => {
      fc.assert(
        fc.property(fc.array(body, { maxLength: 6 }), day, (bodies, asOf) => {
          const plain = reported().at('2026-04-28', '09:00', ...bodies);
          const closedAndOpened = reported().at('2026-04-28', '09:00', ...bodies);
          closedAndOpened.at('2026-04-29', '09:00', { kind: 'closed', reason: 'reported-in-error', note: 'a slip' });
          closedAndOpened.at('2026-04-29', '10:00', { kind: 'reopened', reason: 'it was none' });
          const a = on(plain, asOf);
          const b = on(closedAndOpened, asOf);
          expect(b.open).toBe(true);
          expect(b.counts).toEqual(a.counts);
          expect(b.returns).toEqual(a.returns);
          const kept = (facts: readonly Fact[]) => facts.filter(({ kind }) => kind !== 'closed' && kind !== 'reopened');
          expect(kept(closedAndOpened.facts).map(({ kind }) => kind)).toEqual(plain.facts.map(({ kind }) => kind));
        }),
        { numRuns: 60 },
      );
    });
  });
});
