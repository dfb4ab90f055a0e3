import { beginsOnRoll, WAYS, type Way } from '../case/way';
import type { AlertRule, PolicyPack } from './pack';

const remembered = new WeakMap<PolicyPack, Map<Way, PolicyPack>>();

/** The part of a pack that is meant for a case that began in this way. */
export function policyFor(pack: PolicyPack, way: Way): PolicyPack {
  const byWay = remembered.get(pack) ?? new Map<Way, PolicyPack>();
  remembered.set(pack, byWay);
  const known = byWay.get(way);
  if (known) return known;
  const part: PolicyPack = {
    ...pack,
    checklist: pack.checklist.filter(({ ways }) => ways.includes(way)),
    stages: pack.stages.filter(({ ways }) => ways.includes(way)),
    alerts: pack.alerts.filter((rule) => waysOf(rule, pack).includes(way)),
  };
  byWay.set(way, part);
  return part;
}

/**
 * The ways for which an alert is meant: those that it names. Where it names none, an alert on a day of absence is for
 * pupils on roll, one on an item of the checklist for whoever has the item, and any other is for every case.
 */
export function waysOf({ ways, trigger }: AlertRule, { checklist }: PolicyPack): readonly Way[] {
  if (ways) return ways;
  if (trigger.kind === 'school-day' || trigger.kind === 'day-before') return WAYS.filter(beginsOnRoll);
  const item = trigger.kind === 'overdue' ? checklist.find(({ id }) => id === trigger.item) : undefined;
  return item?.ways ?? WAYS;
}
