import type { LocalDate } from '../../../src/domain/calendar/date';
import { decideEndOfLegalHold, decideLegalHold } from '../../../src/domain/case/decide/legal-hold';
import type { Fact, FactBody } from '../../../src/domain/case/fact';
import { policyPack } from '../../../src/domain/policy/policies';
import { fateOf } from '../../../src/domain/retention/fate';
import { standingOf } from '../../../src/domain/retention/standing';
import { aPupil, atRisk, noRisk, reported } from '../../builders/case';

const policy = policyPack('liverpool');
const closed: FactBody = { kind: 'closed', reason: 'returned', note: 'Back' };
const fate = (today: LocalDate, ...cases: (readonly Fact[])[]) =>
  fateOf(
    cases.map((facts) => standingOf({ facts }, policy)),
    policy.retention,
    today,
  );
const named = (dateOfBirth: LocalDate | null): FactBody => ({
  kind: 'pupil-described',
  pupil: aPupil({ dateOfBirth }),
});

test('seven years from the closing, that day included', () => {
  const { facts } = reported().at('2026-05-11', '10:00', closed);
  expect(fate('2033-05-11', facts)).toEqual({ kind: 'stays', last: '2033-05-11', by: 'years-from-closing' });
  expect(fate('2033-05-12', facts)).toEqual({ kind: 'goes', since: '2033-05-12', by: 'years-from-closing' });
});

test('a case that was opened again counts from its last closing, and one that is open never goes', () => {
  const history = reported().at('2026-05-11', '10:00', closed);
  history.at('2026-09-07', '10:00', { kind: 'reopened', reason: 'Missing again' });
  expect(fate('2099-01-01', history.facts)).toEqual({ kind: 'open' });
  history.at('2026-10-05', '10:00', closed);
  expect(fate('2033-10-05', history.facts)).toMatchObject({ kind: 'stays', last: '2033-10-05' });
});

test('a risk that was named keeps to the 25th birthday, also once it was withdrawn', () => {
  const history = reported({}, atRisk).at('2026-04-28', '09:00', { kind: 'triaged', triage: noRisk });
  history.at('2026-04-28', '09:10', named('2016-03-09')).at('2026-05-11', '10:00', closed);
  expect(fate('2041-03-09', history.facts)).toEqual({ kind: 'stays', last: '2041-03-09', by: 'birthday' });
  expect(fate('2041-03-10', history.facts)).toMatchObject({ kind: 'goes', by: 'birthday' });
});

test('of the two the later one counts', () => {
  const history = reported({}, atRisk).at('2026-04-28', '09:10', named('2002-01-15')).at('2026-05-11', '10:00', closed);
  expect(fate('2027-02-01', history.facts)).toEqual({ kind: 'stays', last: '2033-05-11', by: 'years-from-closing' });
});

test('a risk without a date of birth is for a person to decide', () => {
  const history = reported({}, atRisk).at('2026-04-28', '09:10', named(null)).at('2026-05-11', '10:00', closed);
  expect(fate('2099-01-01', history.facts)).toEqual({ kind: 'undecided', why: 'no-birthday' });
  const other = reported().at('2026-04-28', '09:10', named('2016-03-09')).at('2026-05-11', '10:00', closed);
  expect(fate('2041-03-10', history.facts, other.facts)).toMatchObject({ kind: 'goes' });
});

test('cases of one child that were joined go and stay together', () => {
  const ended = reported().at('2026-05-11', '10:00', { ...closed, duplicateOf: 'the other' });
  const kept = reported().at('2026-05-11', '10:00', {
    kind: 'joined',
    caseId: 'a',
    reference: 'WB-AAAA-AA',
    since: null,
  });
  expect(standingOf(ended, policy).oneWith).toEqual(['the other']);
  expect(standingOf(kept, policy).oneWith).toEqual(['a']);
  expect(fate('2040-01-01', ended.facts, kept.facts)).toEqual({ kind: 'open' });
  kept.at('2027-01-11', '10:00', closed);
  expect(fate('2034-01-11', ended.facts, kept.facts)).toMatchObject({ kind: 'stays', last: '2034-01-11' });
  kept.at('2027-01-12', '10:00', { kind: 'parted', caseId: 'a', reference: 'WB-AAAA-AA' });
  expect(standingOf(kept, policy).oneWith).toEqual([]);
});

test('cases of brothers and sisters each have their own time', () => {
  const link: FactBody = { kind: 'sibling-linked', caseId: 'sister', reference: 'WB-AAAA-AA' };
  expect(standingOf(reported().at('2026-04-28', '09:00', link), policy).oneWith).toEqual([]);
});

test('a risk that came with a case of another child, parted since, keeps nothing', () => {
  const moved = { caseId: 'a', recordedAt: '2026-04-27T08:00:00.000Z', recordedBy: 'person-1' } as const;
  const history = reported().at('2026-04-28', '09:00', { kind: 'triaged', triage: atRisk });
  history.facts[history.facts.length - 1] = { ...history.facts.at(-1)!, moved };
  expect(standingOf(history, policy).flagged).toBe(true);
  history.at('2026-04-29', '09:00', { kind: 'parted', caseId: 'a', reference: 'WB-AAAA-AA' });
  expect(standingOf(history, policy).flagged).toBe(false);
});

test('nothing goes while a legal hold stands, which is begun and ended with a reason, once', () => {
  const history = reported().at('2026-05-11', '10:00', closed);
  expect(decideLegalHold(history.facts, ' ')).toMatchObject({ kind: 'refused' });
  expect(decideEndOfLegalHold(history.facts, 'Over')).toMatchObject({ kind: 'refused' });
  const begun = decideLegalHold(history.facts, ' An inquest ');
  expect(begun).toEqual({ kind: 'facts', facts: [{ kind: 'legal-hold-begun', reason: 'An inquest' }] });
  history.at('2026-05-12', '10:00', { kind: 'legal-hold-begun', reason: 'An inquest' });
  expect(decideLegalHold(history.facts, 'Another one')).toMatchObject({ kind: 'refused' });
  expect(fate('2099-01-01', history.facts)).toEqual({ kind: 'on-hold' });
  expect(fate('2099-01-01', reported().at('2026-05-11', '10:00', closed).facts, history.facts)).toEqual({
    kind: 'on-hold',
  });
  expect(decideEndOfLegalHold(history.facts, '')).toMatchObject({ kind: 'refused' });
  history.at('2030-05-12', '10:00', { kind: 'legal-hold-ended', reason: 'It is over' });
  expect(fate('2033-05-12', history.facts)).toMatchObject({ kind: 'goes' });
});
