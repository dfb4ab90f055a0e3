import fc from 'fast-check';
import { assess } from '../../../src/domain/case/assess';
import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import { londonInstant } from '../../../src/domain/calendar/london';
import type { FactBody } from '../../../src/domain/case/fact';
import { decideAttendance } from '../../../src/domain/case/decide/attendance';
import { decideClose, decideReopen } from '../../../src/domain/case/decide/closing';
import { decideLocated } from '../../../src/domain/case/decide/outcome';
import { decideNameEntered } from '../../../src/domain/case/decide/returns';
import { nowhereNow } from '../../../src/domain/case/nowhere';
import type { Place } from '../../../src/domain/case/place';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { nextDueAfter } from '../../../src/notices/raise';
import { mark, reported, type History } from '../../builders/case';
import { alertsOf, overdueAlertsOf } from '../../builders/of-a-pack';
import { aRemovalDecision } from '../../builders/removal';
import { liverpool } from '../calendar/liverpool';

const NOWHERE = { by: 'The class teacher', details: {}, note: '', from: 'school' } as const;

describe.each(policyPackIds())('under the pack %s', (pack) => {
  const policy = policyPack(pack);
  const on = (history: History, asOf: LocalDate) => assess(history.facts, liverpool, policy, asOf);

  const enquiries: FactBody[] = policy.enquiries.list.map(({ id }) => ({
    ...{ kind: 'enquiry-not-needed', enquiry: id, reason: 'The police asked' },
  }));
  const notified = { return: 'attendance', on: '2026-05-11', reference: '', note: '' } as const;
  /** The authority notified, decided and deleted on a ground, every step after it done, and no agency left to ask. */
  function deleted(ground: string, before = reported()) {
    const history = before.at(
      '2026-06-02',
      '10:00',
      { kind: 'return-sent', ...notified },
      { kind: 'removal-decided', decision: aRemovalDecision({ ground }) },
      { kind: 'deletion-return-sent', on: '2026-06-02', reference: 'DR 17', notKnown: '' },
      { kind: 'name-deleted', on: '2026-06-02' },
    );
    const steps = on(history, '2026-06-02').removal.steps.map(({ step }): FactBody => {
      return { kind: 'removal-step-done', done: { step: step.id, on: '2026-06-02', values: {}, asked: '' } };
    });
    return history.at('2026-06-02', '11:00', ...steps, ...enquiries);
  }

  describe('a child whose name was deleted, and whom nobody has found', () => {
    it.each(policy.grounds.map(({ letter }) => letter).filter((letter) => letter !== 'k'))(
      'on ground %s, is asked about again and again, also through the summer',
      (ground) => {
        fc.assert(
          fc.property(fc.nat(120), (days) => {
            const asOf = addDays('2026-06-02', days);
            const state = on(deleted(ground), asOf);
            expect(state.obligations).toContainEqual(
              expect.objectContaining({ id: 'follow-up', owner: policy.referrals.followUp.owner }),
            );
            expect(nextDueAfter(state, londonInstant(asOf, '12:00'))).not.toBeNull();
          }),
          { numRuns: 20 },
        );
        const asked = (asOf: LocalDate) =>
          on(deleted(ground), asOf).notices.filter(
            ({ rule, dueAt }) => overdueAlertsOf(policy, 'follow-up').includes(rule.id) && dueAt.slice(0, 10) <= asOf,
          );
        expect(asked('2026-06-03')).toEqual([]);
        expect(asked('2026-08-20').at(-1)!.dueAt.slice(0, 7)).toBe('2026-08');
      },
    );

    it('is asked about no more once it is known where the child is', () => {
      const found = deleted('i').at('2026-06-03', '10:00', {
        kind: 'located',
        located: { where: 'abroad', on: '2026-06-03', by: 'The aunt', from: 'school', details: {}, note: '' },
      });
      expect(on(found, '2026-08-03').obligations.map(({ id }) => id)).not.toContain('follow-up');
      expect(on(found, '2026-08-03').next).not.toBeNull();
    });
  });

  describe('a return that was not sent before the name was deleted', () => {
    const enteredOn = (ground: string) =>
      deleted(ground).at('2026-06-02', '12:00', { kind: 'name-entered', on: '2026-04-27' });
    const owes = (history: History, asOf: LocalDate) => on(history, asOf).obligations.map(({ id }) => id);

    it('is owed by the school until it has gone, and those whom the pack names are reminded every week', () => {
      const history = enteredOn('i');
      expect(on(history, '2026-06-15')).toMatchObject({ onRoll: false });
      expect(owes(history, '2026-06-15')).toContain('return-new-pupil');
      const reminders = (asOf: LocalDate) =>
        on(history, asOf).notices.filter(
          ({ rule, dueAt }) =>
            overdueAlertsOf(policy, 'return-new-pupil').includes(rule.id) && dueAt.slice(0, 10) <= asOf,
        );
      expect(reminders('2026-06-15')[0]!.rule.to.length).toBeGreaterThan(0);
      expect(reminders('2026-06-23').at(-1)!.dueAt > reminders('2026-06-15').at(-1)!.dueAt).toBe(true);
      const sent = { return: 'new-pupil', on: '2026-06-16', reference: '', note: '' } as const;
      history.at('2026-06-16', '09:00', { kind: 'return-sent', ...sent });
      expect(owes(history, '2026-06-17')).not.toContain('return-new-pupil');
    });

    it('is asked for by nobody of a child who has died', () => {
      expect(owes(enteredOn('k'), '2026-06-15')).toEqual(['closing']);
    });

    it('counts no day of illness from the deletion on', () => {
      const ill = deleted('i', reported().at('2026-05-20', '09:00', mark('I', '2026-05-20')));
      expect(owes(ill, '2026-07-10')).not.toContain('return-sickness');
    });
  });

  it('a child who has died is searched for by nobody: the case has only to be closed', () => {
    const history = deleted('k');
    for (const asOf of ['2026-06-02', '2026-06-10', '2026-08-10'] as const)
      expect(on(history, asOf).obligations.map(({ id }) => id)).toEqual(['closing']);
    const told = on(history, '2026-06-10').notices.filter(
      ({ rule, dueAt }) => rule.to.includes('tracking-officer') && dueAt >= '2026-06-02' && dueAt < '2026-06-11',
    );
    expect(told.map(({ rule }) => rule.id)).toEqual(
      expect.arrayContaining([
        ...alertsOf(policy, 'recorded', ({ fact, grounds }) => fact === 'name-deleted' && !!grounds?.includes('k')),
        ...overdueAlertsOf(policy, 'closing'),
      ]),
    );
    const words = told.flatMap(({ rule: { title, says, asks, why } }) => [title, says, asks, why]);
    expect(words.join()).not.toMatch(/search|missing education/i);
  });

  it.each(['a', 'i'])('the officer hears of a deletion on ground %s in the words for it, once', (ground) => {
    const told = on(deleted(ground), '2026-06-03').notices.filter(
      ({ rule: { trigger } }) => trigger.kind === 'recorded' && trigger.fact === 'name-deleted',
    );
    expect(told).toHaveLength(1);
    expect(/search/i.test(`${told[0]!.rule.asks} ${told[0]!.rule.why}`)).toBe(ground === 'i');
  });

  describe('a child whose name was deleted, and who is not at the place that it was deleted for', () => {
    const GROUND_AT: Readonly<Record<string, Place>> = {
      ...{ a: 'other-school', f: 'home-education', g: 'abroad', i: 'other-authority' },
    };
    const elsewhere = (where: Place, on: LocalDate): FactBody => ({
      kind: 'located',
      located: { ...NOWHERE, where, on },
    });
    const deletedFor = (ground: string) =>
      deleted(ground, reported().at('2026-06-02', '09:00', elsewhere(GROUND_AT[ground]!, '2026-06-01')));
    const NOT_SO: Readonly<Record<string, FactBody[]>> = {
      'the place is taken back': [{ kind: 'location-withdrawn', reason: 'Never came.' }],
      'the case is opened again': [
        { kind: 'closed', reason: 'moved', note: 'There.' },
        { kind: 'reopened', reason: 'Never came.' },
      ],
    };
    const told = (history: History, kind: string, asOf: LocalDate) =>
      on(history, asOf).notices.filter(({ rule }) => rule.trigger.kind === kind);

    describe.each(Object.keys(GROUND_AT))('ground %s', (ground) => {
      it.each(Object.keys(NOT_SO))('is told of at once and by an alert of its own when %s', (how) => {
        const history = deletedFor(ground);
        expect([nowhereNow(history.facts), told(history, 'nowhere', '2026-06-05')]).toEqual([null, []]);
        history.at('2026-06-06', '22:00', ...NOT_SO[how]!);
        expect(nowhereNow(history.facts)).toMatchObject({ place: { located: { where: GROUND_AT[ground] } } });
        const alerts = told(history, 'nowhere', '2026-06-06');
        expect(alerts).toHaveLength(1);
        // A Saturday night: nothing waits for Monday.
        expect(alerts[0]).toMatchObject({ dueAt: '2026-06-06T21:00:00.000Z', rule: { urgent: true } });
        expect(told(history, 'missing-again', '2026-06-08')).toEqual([]);
        expect(on(history, '2026-06-06').obligations.map(({ id }) => id)).toContain('follow-up');
      });

      it.each<[string, FactBody]>([
        ['is said to be somewhere again', elsewhere('abroad', '2026-06-08')],
        ['has its name in the register again', { kind: 'name-entered', on: '2026-06-08' }],
      ])('is nowhere no more once the child %s', (_, body) => {
        const history = deletedFor(ground).at('2026-06-06', '09:00', ...NOT_SO['the case is opened again']!);
        history.at('2026-06-08', '09:00', body);
        expect([nowhereNow(history.facts), told(history, 'nowhere', '2026-06-08')]).toEqual([null, []]);
      });
    });

    it('while the name stands is missing again, as ever', () => {
      const history = reported()
        .at('2026-04-29', '09:00', elsewhere('other-school', '2026-04-28'))
        .at('2026-04-30', '09:00', { kind: 'location-withdrawn', reason: 'Never came.' });
      expect(told(history, 'nowhere', '2026-04-30')).toEqual([]);
      expect(told(history, 'missing-again', '2026-04-30')).toHaveLength(1);
    });

    it('is opened again whatever was said of the register, of which no code goes on record', () => {
      const facts = deletedFor('a').at('2026-06-05', '09:00', NOT_SO['the case is opened again']![0]!).facts;
      const { reasons } = policy.closing;
      const roles = reasons.find(({ id }) => id === 'moved')!.by;
      const said = decideReopen(
        facts,
        'Never came.',
        { code: 'N', from: '2026-06-03', to: null, note: '' },
        {
          ...{ roles, calendar: liverpool, policy, today: '2026-06-08' },
        },
      );
      expect(said).toEqual({ kind: 'facts', facts: [{ kind: 'reopened', reason: 'Never came.' }] });
    });
  });

  describe('a child who comes back after the deletion', () => {
    const given = (today: LocalDate) => ({ roles: ['attendance-lead'] as const, calendar: liverpool, policy, today });
    const back = (on: LocalDate) => ({ ...NOWHERE, where: 'back-at-school' as const, on });
    const entered: FactBody = { kind: 'name-entered', on: '2026-06-08' };

    it.each(['d', 'e', 'l'])(
      'having been back before it on ground %s is over with the name: the child is asked about',
      (ground) => {
        const now = on(deleted(ground, reported().at('2026-05-05', '09:00', mark('/', '2026-05-05'))), '2026-06-03');
        expect(now.found).toBeNull();
        expect(now.obligations.map(({ id }) => id)).not.toContain('outcome');
        expect(now.obligations.map(({ id }) => id)).toContain('follow-up');
      },
    );

    it('is not back at the school, and the case not closed as returned, before the name is entered again', () => {
      const history = deleted('i');
      const said = decideLocated(history.facts, back('2026-06-08'), [], policy, '2026-06-08');
      expect(said).toMatchObject({ kind: 'refused', says: expect.stringContaining('the name was entered') });
      history.at('2026-06-08', '09:00', { kind: 'located', located: back('2026-06-08') }, mark('/', '2026-06-08'));
      const closed = decideClose(history.facts, 'returned', 'Back.', given('2026-06-08'));
      expect(closed).toMatchObject({ kind: 'refused', says: expect.stringContaining('“The name was entered”') });
      expect(decideNameEntered(history.facts, '2026-06-01', '2026-06-08')).toMatchObject({ kind: 'refused' });
    });

    it('is on roll from the entry on: the return is owed, days are counted anew, and what went before is over', () => {
      const history = deleted('i').at('2026-06-08', '09:00', entered);
      const now = on(history, '2026-06-15');
      expect(now).toMatchObject({ onRoll: true, removal: { carried: { decided: null, deleted: null }, steps: [] } });
      expect(now.obligations.map(({ id }) => id)).toContain('return-new-pupil');
      expect(now.obligations.map(({ id }) => id)).not.toContain('follow-up');
      expect(now.counts.tenDayReturn).toMatchObject({ since: '2026-06-08', days: 6 });
      const marked = decideAttendance(
        history.facts,
        { code: '/', from: '2026-06-09', to: null, note: '' },
        {
          ...given('2026-06-15'),
        },
      );
      expect(marked.kind).toBe('facts');
      history.at('2026-06-15', '09:00', mark('/', '2026-06-09'));
      expect(decideClose(history.facts, 'returned', 'Back.', given('2026-06-15')).kind).toBe('refused');
      const told = { return: 'new-pupil', on: '2026-06-15', reference: '', note: '' } as const;
      history.at('2026-06-15', '09:30', { kind: 'return-sent', ...told });
      expect(decideClose(history.facts, 'returned', 'Back.', given('2026-06-15')).kind).toBe('facts');
      const slip = decideClose(history.facts, 'reported-in-error', 'A slip.', given('2026-06-15'));
      expect(slip.kind).toBe('refused');
    });

    it('and is gone again, may be taken off again: the second decision is not ended by the first entry', () => {
      const again = deleted('i').at(
        '2026-06-08',
        '09:00',
        entered,
        { kind: 'removal-decided', decision: aRemovalDecision() },
        { ...entered, on: '2026-06-09' },
      );
      expect(on(again, '2026-07-15').removal.carried.decided).not.toBeNull();
      const gone = again.at('2026-07-15', '09:00', { kind: 'name-deleted', on: '2026-07-15' });
      expect(on(gone, '2026-07-16')).toMatchObject({ onRoll: false });
      expect(on(gone, '2026-07-16').obligations.map(({ id }) => id)).toContain('follow-up');
    });

    it('is not on roll because an entry of long ago is told late', () => {
      const late = deleted('i').at('2026-06-08', '09:00', { kind: 'name-entered', on: '2025-09-01' });
      expect(on(late, '2026-06-08').onRoll).toBe(false);
    });
  });
});
