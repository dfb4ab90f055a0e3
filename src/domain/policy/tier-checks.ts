import { isOurs } from '../case/dfe';
import { dayUnder } from '../case/tier-days';
import type { PolicyPack } from './pack';
import { TIER_OFF_ROLL } from '../case/tier-owed';
import { WAYS } from '../case/way';
import { waysOf } from './policy-for';
import { noSuch, twice, type Problem } from './problem';

/** The tiers speak of what is there, stand in order, and a greater one never lets a step wait for longer. */
export function tiersStandInOrder({ tiers, checklist, alerts }: PolicyPack): Problem[] {
  const known = new Set(tiers.levels.map(({ id }) => id));
  const unknown = (path: string, id: string): Problem[] =>
    known.has(id) ? [] : [{ path, says: noSuch('tier', id, known) }];
  return [
    ...twice('tiers.levels', tiers.levels),
    ...unknown('tiers.atRisk', tiers.atRisk),
    ...daysInOrder('tiers.askAgainOn', tiers.askAgainOn),
    ...daysInOrder('tiers.offRoll.askAgainOn', tiers.offRoll.askAgainOn),
    ...tiers.levels.flatMap(({ id, dueDays }) =>
      Object.entries(dueDays).flatMap(([item, day]) =>
        daysProblems(`tiers.levels[${id}].dueDays.${item}`, item, day, checklist),
      ),
    ),
    ...checklist.flatMap((item) =>
      tiers.levels.slice(1).flatMap((lower, at): Problem[] => {
        const [greater, less] = [dayUnder(tiers.levels[at]!, item), dayUnder(lower, item)];
        return greater !== null && less !== null && greater > less
          ? [
              {
                path: `tiers.levels[${tiers.levels[at]!.id}]`,
                says: `${item.id} would be due on Day ${greater}, later than on Day ${less} under ${lower.id}. Pull it forward further here.`,
              },
            ]
          : [];
      }),
    ),
    ...alerts.flatMap(({ id, trigger }) =>
      trigger.kind === 'tier-raised' ? unknown(`alerts[${id}].trigger.tier`, trigger.tier) : [],
    ),
    // Whoever is raised from the lowest tier may not wait for the morning: not even on a Friday evening.
    ...tiers.levels.slice(0, -1).flatMap(({ id }) =>
      alerts.some(({ trigger, urgent }) => trigger.kind === 'tier-raised' && trigger.tier === id && urgent)
        ? []
        : [
            {
              path: 'alerts',
              says: `Nobody is told at once when the risk is raised to ${id}: add an urgent alert with the trigger tier-raised, tier ${id}.`,
            },
          ],
    ),
  ];
}

/** The name of any pupil may be deleted, and then no school is there to weigh the risk. */
export function offRollRiskIsAskedAfter(pack: PolicyPack): Problem[] {
  const rules = pack.alerts.filter(({ trigger }) => trigger.kind === 'overdue' && trigger.item === TIER_OFF_ROLL);
  const isAsked = (way: (typeof WAYS)[number]) => rules.some((rule) => waysOf(rule, pack).includes(way));
  const without = WAYS.filter((way) => isOurs(way, pack) && !isAsked(way));
  return without.length === 0
    ? []
    : [
        {
          path: 'alerts',
          says: `Nobody is asked how great the risk is for a child on no register, in a case of ${without.join(', ')}. Add an alert with the trigger overdue, item ${TIER_OFF_ROLL}, for these ways.`,
        },
      ];
}

const daysInOrder = (path: string, days: readonly number[]): Problem[] =>
  days.flatMap((day, at) =>
    at > 0 && day <= days[at - 1]!
      ? [
          {
            path: `${path}[${at}]`,
            says: `Day ${day} has to come after the day before it in the list. Put them in order.`,
          },
        ]
      : [],
  );

function daysProblems(path: string, id: string, day: number, checklist: PolicyPack['checklist']): Problem[] {
  const item = checklist.find((one) => one.id === id);
  if (!item)
    return [
      {
        path,
        says: noSuch(
          'checklist item',
          id,
          checklist.map((one) => one.id),
        ),
      },
    ];
  if (item.fulfils !== null)
    return [{ path, says: 'The law sets the day of this step, so no tier moves it. Leave it out.' }];
  if (item.dueDay === null)
    return [{ path, says: `${id} is due on no school day, so no tier moves it. Leave it out.` }];
  return day > item.dueDay
    ? [{ path, says: `Later than Day ${item.dueDay}, on which it is due anyway. A tier only pulls forward.` }]
    : [];
}
