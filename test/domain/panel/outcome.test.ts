import type { LocalDate } from '../../../src/domain/calendar/date';
import type { FactBody } from '../../../src/domain/case/fact';
import { panelDecisionsOf, ratificationsOf } from '../../../src/domain/case/panel-decisions';
import type { BeforeMeeting } from '../../../src/domain/panel/minutes';
import { outcomeOf } from '../../../src/domain/panel/outcome';
import { policyPack } from '../../../src/domain/policy/policies';
import { reported } from '../../builders/case';

const policy = policyPack('liverpool');
const ON: LocalDate = '2026-05-07';
const SITTING = { on: ON, since: '2026-04-23' } as const;
const decided = (decision: string, meeting: LocalDate = ON): FactBody => ({
  ...({ kind: 'panel-decided', owner: 'caseworker', person: null, due: '2026-05-21' } as const),
  ...{ decision, meeting, title: 'As it was called then', reason: 'Typed', dissent: '' },
});

type Held = Pick<BeforeMeeting, 'id' | 'decisions' | 'ratifications' | 'diedBy'>;

function aCase(id: string, ...bodies: readonly FactBody[]): Held {
  const { facts } = reported().at('2026-05-07', '15:00', ...bodies);
  return { id, decisions: panelDecisionsOf(facts, policy), ratifications: [], diedBy: false };
}

const frozen = (...ids: readonly string[]) => ({
  ...({ meeting: ON, postAt: '2026-05-05T08:00:00.000Z', takenAt: '2026-05-05T08:00:00.000Z' } as const),
  items: ids.map((caseId) => ({ caseId, version: 1, sections: ['new'] as const })),
});

describe('what came of a meeting', () => {
  const cases = [
    aCase('a', decided('tracing'), decided('special-needs')),
    aCase('b', decided('fair-access'), decided('not-in-the-policy')),
    aCase('c', decided('tracing')),
    aCase('d', decided('tracing', '2026-04-23')),
    aCase('e'),
  ];

  it('is counted by the policy’s own names and in its order, and without those that would tell of a child', () => {
    expect(outcomeOf(SITTING, cases, frozen('a', 'b', 'd', 'e'), policy)).toEqual({
      listed: 4,
      undecided: 2,
      decided: [
        { title: 'Name a school through the Fair Access Protocol', count: 1 },
        { title: 'Make further named checks', count: 2 },
      ],
      unnamed: 2,
    });
  });

  it('counts what is done already, and not what was withdrawn', () => {
    const history = reported().at('2026-05-07', '15:00', decided('tracing'), decided('fair-access'));
    const [one, other] = history.facts.slice(-2);
    history.at('2026-05-08', '09:00', {
      kind: 'panel-decision-done',
      decided: one!.id,
      on: '2026-05-08',
      note: 'Done',
    });
    history.at('2026-05-08', '09:01', { kind: 'panel-decision-withdrawn', decided: other!.id, reason: 'No' });
    const decisions = panelDecisionsOf(history.facts, policy);
    const { decided: counted, unnamed } = outcomeOf(SITTING, [{ ...cases[0]!, decisions }], null, policy);
    expect([counted, unnamed]).toEqual([[{ title: 'Make further named checks', count: 1 }], 0]);
  });

  it('leaves out a child who had died by then: the panel was asked nothing', () => {
    const died = cases.map((one) => ({ ...one, diedBy: one.id === 'e' }));
    expect(outcomeOf(SITTING, died, frozen('a', 'd', 'e'), policy)).toMatchObject({ listed: 2, undecided: 1 });
  });

  it('counts that the panel agreed to how a case had ended, so that this case was not left without a decision', () => {
    const closed = reported()
      .at('2026-05-05', '08:00', { kind: 'closed', reason: 'returned', note: '' })
      .at('2026-05-07', '15:00', {
        ...{ kind: 'panel-ratified', title: 'As it was called then', meeting: ON, note: '', dissent: '' },
      });
    const one = { ...cases[4]!, id: 'f', decisions: [], ratifications: ratificationsOf(closed.facts) };
    const { title } = policy.panel.decisions.ratified;
    const agreed = { listed: 2, undecided: 1, decided: [{ title, count: 1 }], unnamed: 0 };
    expect(outcomeOf(SITTING, [cases[4]!, one], frozen('e', 'f'), policy)).toEqual(agreed);
  });

  it('is nothing where nothing was decided, and says of no list how long it was', () => {
    const nothing = { listed: null, undecided: 0, decided: [], unnamed: 0 };
    expect(outcomeOf({ on: '2026-05-21', since: ON }, cases, null, policy)).toEqual(nothing);
  });
});
