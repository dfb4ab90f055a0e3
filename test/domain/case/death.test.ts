import fc from 'fast-check';
import { assess } from '../../../src/domain/case/assess';
import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import { decideDeathTold, decideDeathWithdrawn } from '../../../src/domain/case/decide/death';
import type { FactBody } from '../../../src/domain/case/fact';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { mark, reported, type History } from '../../builders/case';
import { alertsOf, atRiskUnder, overdueAlertsOf } from '../../builders/of-a-pack';
import { aRemovalDecision, aSignature } from '../../builders/removal';
import { referred } from '../../builders/ways';
import { liverpool } from '../calendar/liverpool';

const TOLD: FactBody = {
  kind: 'death-told',
  told: { by: 'The family’s priest', known: 'He rang the school', on: '2026-05-05' },
};
const WITHDRAWN: FactBody = { kind: 'death-withdrawn', reason: 'It was another child of that name' };

describe.each(policyPackIds())('under the pack %s, a child of whom it was told that it has died', (pack) => {
  const policy = policyPack(pack);
  const on = (history: History, asOf: LocalDate) => assess(history.facts, liverpool, policy, asOf);
  const told = (history = reported()) => history.at('2026-05-05', '10:00', TOLD);
  const owes = (history: History, asOf: LocalDate) => on(history, asOf).obligations.map(({ id }) => id);

  it('is looked for by nobody, whatever was recorded before and on whatever day it is asked', () => {
    const before = fc.oneof(
      fc.constantFrom('G', 'N', 'O', 'U', 'I', '/').map((code) => mark(code, '2026-04-29')),
      fc.constantFrom<FactBody>(
        { kind: 'triaged', triage: atRiskUnder(policy) },
        { kind: 'seen', sighting: { on: '2026-05-01', where: 'elsewhere', by: 'EWS', note: '' } },
        { kind: 'question-asked', question: { text: 'Where?', due: '2026-05-06' } },
        { kind: 'conclusion-signed', signature: aSignature() },
        { kind: 'name-entered', on: '2026-04-27' },
      ),
    );
    const still = [
      ...alertsOf(policy, 'death-told'),
      ...overdueAlertsOf(policy, 'name-of-the-dead'),
      ...overdueAlertsOf(policy, 'closing'),
    ];
    fc.assert(
      fc.property(
        fc.array(before, { maxLength: 5 }),
        fc.nat(90),
        fc.constantFrom(reported, () => referred('not-on-roll')),
        (bodies, days, begins) => {
          const history = told(begins().at('2026-05-04', '09:00', ...bodies));
          const state = on(history, addDays('2026-05-05', days));
          expect(state.obligations.map(({ id }) => id)).toEqual([state.onRoll ? 'name-of-the-dead' : 'closing']);
          expect(state.notices.filter(({ rule }) => !still.includes(rule.id))).toEqual([]);
          expect(state.notices.filter(({ rule }) => rule.trigger.kind === 'death-told')).toHaveLength(1);
          expect(state.checklist.filter((item) => ['due', 'overdue', 'later'].includes(item.state))).toEqual([]);
          expect(state).toMatchObject({ atRisk: false, inDanger: false, day: null, found: null, earliest: [] });
          expect(state.removal.gates.filter(({ open }) => open).map(({ ground }) => ground.letter)).toEqual(
            state.onRoll ? ['k'] : [],
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('and that was said in error stands as if it had never been said, and is told where it stands', () => {
    const history = told().at('2026-05-12', '10:00', WITHDRAWN);
    const [now, never] = [on(history, '2026-05-12'), on(reported(), '2026-05-12')];
    for (const what of ['counts', 'day', 'stage', 'milestones', 'obligations', 'earliest', 'returns', 'found'] as const)
      expect(now[what]).toEqual(never[what]);
    expect(now.died).toBeNull();
    const kinds = now.notices.filter(({ dueAt }) => dueAt <= '2026-05-12T23').map(({ rule }) => rule.trigger.kind);
    expect(kinds.filter((kind) => kind === 'death-withdrawn')).toHaveLength(1);
    expect(kinds).not.toContain('death-told');
    const milestones = now.notices.filter(
      ({ rule, dueAt }) => rule.trigger.kind === 'school-day' && dueAt < '2026-05-12T09',
    );
    expect(milestones).toEqual([]);
    expect(decideDeathWithdrawn(history.facts, 'Again', policy)).toMatchObject({ kind: 'refused' });
  });

  it.each<[string, FactBody]>([
    ['is seen', { kind: 'seen', sighting: { on: '2026-05-06', where: 'elsewhere', by: 'EWS', note: '' } }],
    ['is marked as present', mark('/', '2026-05-06')],
    [
      'is found',
      {
        kind: 'located',
        located: { where: 'abroad', on: '2026-05-06', by: 'An aunt', details: {}, note: '', from: 'school' },
      },
    ],
  ])('and who %s on a later day lives, without anybody taking a word back first', (_, body) => {
    expect(on(told().at('2026-05-06', '09:00', body), '2026-05-06')).toMatchObject({
      died: null,
      found: expect.anything(),
    });
  });

  it('has not been seen since where a sighting of a day before is told late', () => {
    const late: FactBody = { kind: 'seen', sighting: { on: '2026-05-01', where: 'elsewhere', by: 'EWS', note: '' } };
    expect(on(told().at('2026-05-06', '09:00', late), '2026-05-06').died).not.toBeNull();
  });

  it('leaves the register on ground K with its return, and then the case has only to be closed', () => {
    const history = told();
    const decision = aRemovalDecision({ ground: 'k', offRollOn: '2026-05-18' });
    history.at('2026-05-18', '09:00', { kind: 'removal-decided', decision });
    expect(owes(history, '2026-05-18')).toEqual(['deletion']);
    const sent = { kind: 'deletion-return-sent', on: '2026-05-18', reference: 'DR 17', notKnown: '' } as const;
    history.at('2026-05-18', '10:00', sent);
    expect(on(history, '2026-05-18').removal.keeps).toBeNull();
    history.at('2026-05-18', '10:00', { kind: 'name-deleted', on: '2026-05-18' });
    expect(owes(history, '2026-05-19')).toEqual(['closing']);
    // Said in error after all: the child is on no roll, and followed as every such child is.
    history.at('2026-05-20', '10:00', WITHDRAWN);
    expect(owes(history, '2026-05-20')).toContain('follow-up');
  });

  it('and whose case is opened again after ground K is followed as any child on no roll who is not found', () => {
    const decision = aRemovalDecision({ ground: 'k', offRollOn: '2026-05-05' });
    const history = reported()
      .at('2026-05-05', '09:00', { kind: 'removal-decided', decision }, { kind: 'name-deleted', on: '2026-05-05' })
      .at('2026-05-06', '09:00', { kind: 'closed', reason: 'died', note: 'Told by the family' })
      .at('2026-05-11', '10:00', { kind: 'reopened', reason: 'It was another child of that name' });
    expect(on(history, '2026-05-11')).toMatchObject({ died: null, onRoll: false, found: null });
    expect(owes(history, '2026-05-11')).toContain('follow-up');
    expect(owes(history, '2026-05-11')).not.toContain('closing');
  });

  it('is put off no longer once that is taken back', () => {
    const held = reported().at('2026-05-04', '10:00', { kind: 'held', until: '2026-05-29', reason: 'Waiting' });
    expect(on(held, '2026-05-07').hold).not.toBeNull();
    expect(on(told(held).at('2026-05-06', '10:00', WITHDRAWN), '2026-05-07').hold).toBeNull();
  });

  it('makes every conclusion and decision on another ground fall', () => {
    const history = told(
      reported().at('2026-05-05', '09:00', { kind: 'removal-decided', decision: aRemovalDecision() }),
    );
    expect(on(history, '2026-05-05').removal.against).toContain('It was told that the child has died');
    expect(owes(history, '2026-05-05')).toEqual(['decision-fallen']);
  });

  it('is told once, by somebody, of a day that has come', () => {
    const { told: given } = TOLD;
    const says = (over: Partial<typeof given>, facts = reported().facts) =>
      decideDeathTold(facts, { ...given, ...over }, policy, '2026-05-05').kind;
    expect([says({}), says({ on: null })]).toEqual(['facts', 'facts']);
    expect([says({ by: ' ' }), says({ known: '' }), says({ on: '2026-05-06' })]).toEqual(Array(3).fill('refused'));
    expect(says({}, told().facts)).toBe('refused');
  });
});
