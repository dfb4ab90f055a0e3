import { assess } from '../../../src/domain/case/assess';
import { proceduresTold } from '../../../src/domain/case/beside';
import { decidePart } from '../../../src/domain/case/decide/joining';
import type { Case } from '../../../src/domain/case/case';
import type { FactBody } from '../../../src/domain/case/fact';
import { FOLLOW_UP } from '../../../src/domain/case/follow-up';
import { nowhereNow } from '../../../src/domain/case/nowhere';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { aPupil, History, noRisk, reported } from '../../builders/case';
import { liverpool } from '../calendar/liverpool';

const referred = () =>
  new History().at(
    '2026-04-27',
    '08:40',
    { kind: 'opened', way: 'not-on-roll' },
    { kind: 'triaged', triage: noRisk },
    { kind: 'pupil-described', pupil: aPupil() },
  );

const aCase = (id: string, { facts }: History): Case => ({
  ...{ id, reference: `R${id}`, school: null, authority: '341', policy: 'liverpool' },
  ...{ openedAt: facts[0]!.recordedAt, version: facts.length, facts },
});

describe.each(policyPackIds())('of a child on no roll, under %s,', (pack) => {
  const policy = policyPack(pack);
  const followUp = (history: History) =>
    assess(history.facts, liverpool, policy, '2026-06-30').obligations.find(({ id }) => id === FOLLOW_UP);

  const NO_WORD: readonly FactBody[] = [
    { kind: 'acknowledged', obligation: 'x', occurrence: 'y' },
    { kind: 'alert-snoozed', obligation: 'x', occurrence: 'y', until: '2026-06-10', reason: 'Waiting' },
    { kind: 'dfe-reason', reason: 'other' },
    { kind: 'assigned', to: 'person-2', note: '' },
    { kind: 'sibling-linked', caseId: 'B', reference: 'RB' },
    { kind: 'procedure-linked', procedure: policy.otherProcedures[0]!.id, reference: 'MP-1' },
    { kind: 'joined', caseId: 'B', reference: 'RB', since: null },
    { kind: 'question-asked', question: { text: 'Any news?', due: '2026-06-12' } },
    { kind: 'return-sent', return: 'attendance', on: '2026-06-09', reference: '', note: '' },
    { kind: 'removal-step-done', done: { step: 'ctf', on: '2026-06-09', values: {}, asked: '' } },
    {
      ...{ kind: 'panel-decided', decision: 'x', title: 'X', meeting: '2026-06-04', owner: 'caseworker', person: null },
      ...{ due: '2026-06-19', reason: 'Why', dissent: '' },
    },
    { kind: 'panel-ratified', title: 'X', meeting: '2026-06-04', note: '', dissent: '' },
    { kind: 'panel-decision-done', decided: 'x', on: '2026-06-09', note: 'Done' },
    { kind: 'panel-decision-withdrawn', decided: 'x', reason: 'Otherwise' },
    { kind: 'policy-moved', move: { from: pack, to: pack, reason: 'New rules', carried: [] } },
  ];
  it.each(NO_WORD.map((body) => [body.kind, body] as const))(
    '%s moves no day on which somebody looks',
    (_kind, body) => {
      expect(followUp(referred().at('2026-06-09', '09:00', body))?.due).toEqual(followUp(referred())?.due);
    },
  );

  it('what somebody says of the child does', () => {
    const said = referred().at('2026-06-09', '09:00', { kind: 'followed-up', on: '2026-06-09', note: 'No news' });
    expect(followUp(said)?.due).not.toEqual(followUp(referred())?.due);
  });

  it('a parting says nothing of where the child is, and leaves the other child’s procedures with the other child', () => {
    const details = { authority: 'Example' };
    const located = {
      where: 'other-authority',
      on: '2026-04-29',
      from: 'authority',
      by: '',
      details,
      note: '',
    } as const;
    const ended = referred()
      .at('2026-04-29', '09:00', { kind: 'located', located })
      .at('2026-05-05', '09:00', { kind: 'closed', reason: 'duplicate', note: '', duplicateOf: 'A' });
    const procedure = policy.otherProcedures[0]!.id;
    const moved = { caseId: 'B', recordedAt: ended.facts[0]!.recordedAt, recordedBy: 'person-1' };
    const kept = referred().at(
      '2026-05-05',
      '09:00',
      { kind: 'joined', caseId: 'B', reference: 'RB', since: null },
      { kind: 'procedure-linked', procedure, reference: 'MP-OTHER', ...{ moved } },
    );
    const parted = decidePart(aCase('A', kept), aCase('B', ended), 'Two children');
    if (parted.kept.kind !== 'facts' || parted.other.kind !== 'facts') throw new Error('not parted');
    expect(proceduresTold(kept.facts)).toHaveLength(1);
    kept.at('2026-05-06', '09:00', ...parted.kept.facts);
    expect(proceduresTold(kept.facts)).toEqual([]);
    ended.at('2026-05-06', '09:00', ...parted.other.facts);
    const { found, notices } = assess(ended.facts, liverpool, policy, '2026-05-06');
    expect(found).toMatchObject({ how: 'located', where: 'other-authority' });
    expect(nowhereNow(ended.facts)).toBeNull();
    expect(notices.map(({ rule }) => rule.trigger.kind)).not.toEqual(
      expect.arrayContaining([expect.stringMatching('nowhere|missing-again')]),
    );
  });

  const ended = { kind: 'closed', reason: 'duplicate', note: '', duplicateOf: 'A' } as const;
  const parted = { kind: 'reopened', reason: 'Two children' } as const;
  const alerts = (history: History) =>
    assess(history.facts, liverpool, policy, '2026-05-08').notices.map(({ rule }) => rule.trigger.kind);

  it('a parting takes back no death that was told', () => {
    const told = { by: 'Sgt Lee', known: 'By telephone', on: '2026-05-04', note: '' } as const;
    const history = referred()
      .at('2026-05-05', '09:00', { kind: 'death-told', told })
      .at('2026-05-07', '09:00', ended)
      .at('2026-05-08', '09:00', parted);
    expect(assess(history.facts, liverpool, policy, '2026-05-08').died).not.toBeNull();
  });

  it('a parting of a case of a pupil who is back says of nobody that the pupil is missing again', () => {
    const back = reported()
      .at('2026-05-05', '09:00', { kind: 'attendance', mark: { code: '/', from: '2026-05-05', to: null, note: '' } })
      .at('2026-05-07', '09:00', ended)
      .at('2026-05-08', '09:00', parted);
    expect(alerts(back)).not.toContain('missing-again');
    expect(alerts(reported().at('2026-05-07', '09:00', ended).at('2026-05-08', '09:00', parted))).toContain(
      'missing-again',
    );
  });
});
