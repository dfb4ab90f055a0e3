import { assess } from '../../../src/domain/case/assess';
import type { LocalDate } from '../../../src/domain/calendar/date';
import type { FactBody } from '../../../src/domain/case/fact';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { mark, noRisk, reported, type History } from '../../builders/case';
import { atRiskUnder } from '../../builders/of-a-pack';
import { liverpool } from '../calendar/liverpool';

const DAY: LocalDate = '2026-04-29';

describe.each(policyPackIds())('good news under the pack %s', (pack) => {
  const policy = policyPack(pack);
  const atRisk = atRiskUnder(policy);
  const tiers = policy.tiers.levels.map(({ id }) => id);
  const [top, middle, least] = [tiers[0]!, tiers.at(-2)!, tiers.at(-1)!];
  const triaged = (triage: typeof atRisk): FactBody => ({ kind: 'triaged', triage });
  const set = (tier: string): FactBody => ({ kind: 'tier-set', answer: { tier, reason: 'Because', asked: 'Asked' } });
  /** By number of the fact, what is told of it, and whether it is said to be no longer so. */
  const told = (history: History) => {
    const { notices, takenBack } = assess(history.facts, liverpool, policy, DAY);
    const good = notices.filter(({ rule }) => ['risk-withdrawn', 'tier-lowered', 'found'].includes(rule.trigger.kind));
    const number = (id: string) => history.facts.findIndex((fact) => fact.id === id) - reported().facts.length;
    return { holds: good.map(({ occurrence }) => number(occurrence)), over: takenBack.map(number) };
  };

  it('that no risk is named any more holds until one is named, by the questions or by whoever weighs it', () => {
    const calm = () => reported({}, atRisk).at(DAY, '09:00', triaged(noRisk));
    expect(told(calm())).toEqual({ holds: [0], over: [] });
    expect(told(calm().at(DAY, '10:00', triaged(noRisk), set(least)))).toEqual({ holds: [0], over: [] });
    expect(told(calm().at(DAY, '10:00', triaged(atRisk)))).toEqual({ holds: [], over: [0] });
    expect(told(calm().at(DAY, '10:00', set(top)))).toEqual({ holds: [], over: [0] });
    const withdrawnTwice = calm().at(DAY, '10:00', triaged(atRisk)).at(DAY, '11:00', triaged(noRisk));
    expect(told(withdrawnTwice)).toEqual({ holds: [2], over: [0] });
  });

  it('that the risk is less holds until it is greater than that, though not as great as it was', () => {
    const less = () => reported().at(DAY, '09:00', set(top)).at(DAY, '10:00', set(least));
    expect(told(less())).toEqual({ holds: [1], over: [] });
    expect(told(less().at(DAY, '11:00', set(least)))).toEqual({ holds: [1], over: [] });
    expect(told(less().at(DAY, '11:00', set(middle)))).toEqual({ holds: [], over: [1] });
    expect(told(less().at(DAY, '11:00', triaged(atRisk)))).toEqual({ holds: [], over: [1] });
    const lessInSteps = reported()
      .at(DAY, '09:00', set(top))
      .at(DAY, '10:00', set(middle))
      .at(DAY, '11:00', set(least));
    expect(told(lessInSteps)).toEqual({ holds: middle === top ? [2] : [1, 2], over: [] });
  });

  it('that the pupil is back holds until an absence begins again, and what put it off ends with it', () => {
    const back = () => reported().at('2026-04-28', '09:00', mark('/', '2026-04-28'));
    expect(told(back())).toEqual({ holds: [0], over: [] });
    const { id: occurrence } = back().facts.at(-1)!;
    const rule = policy.alerts.find(({ trigger }) => trigger.kind === 'found')!;
    const putOff = back().at('2026-04-28', '10:00', {
      ...{ kind: 'alert-snoozed', obligation: rule.id, occurrence, until: '2026-04-30', reason: 'Later' },
    });
    expect(told(putOff).holds).toEqual([0, 1]);
    expect(told(putOff.at(DAY, '09:00', mark('N', DAY)))).toEqual({ holds: [], over: [0, 1] });
  });
});
