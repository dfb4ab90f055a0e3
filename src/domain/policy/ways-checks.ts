import { FOLLOW_UP } from '../case/follow-up';
import { WAYS } from '../case/way';
import { twice, type Problem } from './problem';
import type { PolicyPack } from './pack';
import { waysOf } from './policy-for';

/** Whoever is offered a way in finds stages and questions there. */
export function everyWayHasStages({ ways, stages }: PolicyPack): Problem[] {
  return ways
    .filter(({ id }) => !stages.some((stage) => stage.ways.includes(id)))
    .map(({ id }) => ({ path: `ways[${id}]`, says: 'No stage is for this way, so nothing would be asked. Add one.' }));
}

/** On each way that an item is for, a stage of that way shows it. */
export function itemsStandInStagesOfTheirWays({ ways, stages, checklist }: PolicyPack): Problem[] {
  const offered = ways.map(({ id }) => id);
  return checklist.flatMap((item) => {
    const inStages = stages.filter(({ items }) => items.includes(item.id));
    if (inStages.length === 0) return []; // said already, of every way at once
    return item.ways
      .filter((way) => offered.includes(way) && !inStages.some((stage) => stage.ways.includes(way)))
      .map((way) => ({ path: `checklist[${item.id}].ways`, says: `Stands in no stage for ${way}. List it in one.` }));
  });
}

/** An alert that waits for an item which the case has not would never be held back. */
export function alertsWatchItemsOfTheirWays(pack: PolicyPack): Problem[] {
  return pack.alerts.flatMap((rule) => {
    const item = pack.checklist.find(({ id }) => id === rule.unlessSettled);
    const without = item ? waysOf(rule, pack).filter((way) => !item.ways.includes(way)) : [];
    return without.length === 0
      ? []
      : [
          {
            path: `alerts[${rule.id}].ways`,
            says: `${item!.id} is not asked for ${without.join(', ')}. Take that out here.`,
          },
        ];
  });
}

export function routesAreUnique({ referrals: { routes } }: PolicyPack): Problem[] {
  return twice('referrals.routes', routes);
}

/** Word of a child who has a case already is news for whoever works on that case, in whichever way it began. */
export const furtherWordIsTold = ({ alerts }: PolicyPack): Problem[] =>
  alerts.some(
    ({ trigger, to, ways }) => trigger.kind === 'referred-again' && ways === null && to.includes('tracking-officer'),
  )
    ? []
    : [
        {
          path: 'alerts',
          says: 'Nobody is told when somebody refers a child who has a case already. Add an alert with the trigger referred-again, for every way, to the tracking-officer.',
        },
      ];

/** Any case may come to a child whom nobody has found when every milestone has passed, whether or not the name still stands. */
export function followUpIsAskedAfter(pack: PolicyPack): Problem[] {
  const rules = pack.alerts.filter(({ trigger }) => trigger.kind === 'overdue' && trigger.item === FOLLOW_UP);
  const without = WAYS.filter((way) => !rules.some((rule) => waysOf(rule, pack).includes(way)));
  return without.length === 0
    ? []
    : [
        {
          path: 'alerts',
          says: `Nobody is asked where things stand with a child who is still missing, in a case of ${without.join(', ')}. Add an alert with the trigger overdue, item ${FOLLOW_UP}, for every way.`,
        },
      ];
}
