import { assess } from '../../../src/domain/case/assess';
import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import { londonInstant } from '../../../src/domain/calendar/london';
import { decideMove } from '../../../src/domain/case/decide/move-policy';
import { effectOfMoving } from '../../../src/domain/case/moving';
import { loadPolicy, policiesFrom, policyPack, SHIPPED } from '../../../src/domain/policy/policies';
import type { History } from '../../builders/case';
import { aCheck, atRisk, noRisk, reported } from '../../builders/case';
import { byId, changed, NEXT_YEAR, withNextYear, type Loose } from '../../builders/policies';
import { liverpool } from '../calendar/liverpool';

const policies = withNextYear();
const [before, after] = [policies('liverpool'), policies('liverpool-2026')];

/** Moves the case as somebody would on that day at noon. */
const moved = (history: History, on: LocalDate, to = after, from = before): History => {
  const decision = decideMove(history.facts, liverpool, from, to, 'New rules', on);
  if (decision.kind !== 'facts') throw new Error(decision.says);
  return history.at(on, '12:00', ...decision.facts);
};
const state = (history: History, asOf: LocalDate, item: string) =>
  assess(history.facts, liverpool, after, asOf).checklist.find((one) => one.item.id === item)?.state;

describe('packs of one authority follow one another', () => {
  it.each<[LocalDate, string]>([
    ['2024-01-01', 'liverpool'],
    ['2026-04-30', 'liverpool'],
    ['2026-05-01', 'liverpool-2026'],
    ['2030-01-01', 'liverpool-2026'],
  ])('on %s %s holds', (on, id) => {
    expect(policies.inForce('liverpool', on).id).toBe(id);
  });

  it('and two that contradict one another are named', () => {
    const [first] = SHIPPED;
    expect(() => policiesFrom([first!, first!])).toThrow('There are two packs liverpool.');
    expect(() => policiesFrom([first!, { ...first!, id: 'other' }])).toThrow('start on 2025-09-08');
    const elsewhere = {
      ...first!,
      id: 'other',
      startsOn: '2030-01-01' as const,
      authority: { code: '998', name: 'X' },
    };
    expect(() => policiesFrom([first!, elsewhere])).toThrow('other is of authority 998');
  });
});

describe('a case that is moved', () => {
  it('is owed what the new rules say, from that moment', () => {
    const history = moved(reported(), '2026-05-01');
    const owed = assess(history.facts, liverpool, after, '2026-05-01').obligations.map(({ id }) => id);
    expect(owed).toEqual(expect.arrayContaining(['S18']));
    expect(owed).not.toContain('S10');
  });

  it('keeps what was done under ids that both packs have, whatever its outcome is called', () => {
    const history = reported().at('2026-04-27', '10:00', {
      kind: 'check-recorded',
      item: 'S04',
      check: aCheck({ outcome: 'spoke-parent' }),
    });
    expect(state(moved(history, '2026-05-01'), '2026-05-01', 'S04')).toBe('done');
    history.at('2026-05-05', '10:00', { kind: 'check-recorded', item: 'S04', check: aCheck({ outcome: 'no-answer' }) });
    expect(state(history, '2026-05-05', 'S04')).toBe('overdue');
  });

  it('says what would change before anybody decides', () => {
    const history = reported()
      .at('2026-04-27', '10:00', { kind: 'check-recorded', item: 'S04', check: aCheck({ outcome: 'spoke-parent' }) })
      .at('2026-04-29', '10:00', { kind: 'check-recorded', item: 'S10', check: aCheck({ outcome: 'no-answer' }) });
    expect(effectOfMoving(history.facts, liverpool, before, after, '2026-05-01')).toMatchObject({
      stays: expect.arrayContaining(['First-day call', 'Safeguarding questions']),
      history: ['Home visits'],
      // The home visit has another id under the new rules, and is the same visit by the same day.
      added: [],
      dropped: [],
      moved: [{ before: { due: { date: '2026-05-05' } }, after: { due: { date: '2026-04-30' } } }],
    });
  });

  it('tells once of what is owed under both rules, from which day to which, and by whom', () => {
    const visit = (change: Loose) => {
      const to = loadPolicy(changed((pack) => void Object.assign(byId(pack['checklist'], 'S18'), change), NEXT_YEAR));
      const effect = effectOfMoving(reported().facts, liverpool, before, to, '2026-05-01');
      const titles = [...effect.added.map(({ title }) => title), ...effect.dropped];
      expect(titles).not.toContain('Home visits');
      return effect.moved.find(({ title }) => title === 'Home visits');
    };
    const { dueDay } = before.checklist.find(({ id }) => id === 'S10')!;
    const later = visit({ dueDay: dueDay! + 1 })!;
    expect(later.after.due.known && later.before.due.known && later.before.due.date < later.after.due.date).toBe(true);
    expect(visit({ owner: 'head-teacher' })).toMatchObject({
      before: { owner: 'attendance-lead' },
      after: { owner: 'head-teacher' },
    });
    expect(visit({})).toBeUndefined();
  });

  it('never tells of the same thing as newly owed and as owed no more', () => {
    for (const [from, to] of [
      [before, policyPack('westmere')],
      [policyPack('westmere'), before],
    ] as const) {
      const { added, dropped } = effectOfMoving(reported().facts, liverpool, from, to, '2026-05-01');
      expect(added.map(({ title }) => title).filter((title) => dropped.includes(title))).toEqual([]);
    }
  });

  it('tells where it stands under the new rules, and nothing a second time', () => {
    const history = moved(reported({}, atRisk), '2026-05-01');
    const notices = assess(history.facts, liverpool, after, '2026-05-01').notices;
    const due = notices.filter(({ dueAt }) => dueAt <= londonInstant('2026-05-01', '12:00'));
    expect(due.map(({ rule }) => rule.id).sort()).toEqual(['ews-contact-overdue', 'safeguarding-overdue']);
    expect(due.every(({ dueAt }) => dueAt === londonInstant('2026-05-01', '12:00'))).toBe(true);
  });

  it('takes no risk back, though the new rules do not know the group', () => {
    const westmere = policyPack('westmere');
    const history = reported({}, { ...noRisk, groups: ['traveller'] });
    expect(assess(history.facts, liverpool, before, '2026-04-27').atRisk).toBe(true);
    expect(assess(history.facts, liverpool, westmere, '2026-04-27').atRisk).toBe(true);
  });

  it('is refused without a reason, to other rules than its authority’s, to those of now and to those to come', () => {
    const refused = (to: typeof after | undefined, reason = 'Because', today: LocalDate = '2026-05-01') => {
      const decision = decideMove(reported().facts, liverpool, before, to, reason, today);
      return decision.kind === 'refused' ? decision.says : null;
    };
    expect(refused(after)).toBeNull();
    expect(refused(after, ' ')).toContain('Say why');
    expect(refused(policyPack('westmere'))).toContain('Choose one');
    expect(refused(undefined)).toContain('Choose one');
    expect(refused(before)).toContain('already');
    expect(refused(after, 'Because', addDays('2026-05-01', -1))).toContain('not begun');
  });
});
