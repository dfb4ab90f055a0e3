import { dayUnder } from '../case/tier-days';
import { itemsAskedBy } from './alert-items';
import type { AlertRule, ChecklistItem, PolicyPack } from './pack';
import { noSuch, type Problem } from './problem';

function alertsCanFallDue(pack: PolicyPack): Problem[] {
  return pack.alerts.flatMap(({ id, trigger }) =>
    trigger.kind === 'day-before' && trigger.day === 1
      ? [
          {
            path: `alerts[${id}].trigger.day`,
            says: 'Nobody knows of an absence on the day before Day 1. Give a later day.',
          },
        ]
      : [],
  );
}

/** What an alert asks for by a day stands on the checklist. */
function alertsAskForItems({ alerts, checklist }: PolicyPack): Problem[] {
  const known = checklist.map(({ id }) => id);
  return alerts.flatMap(({ id, dueWith, dueDay }) => [
    ...dueWith.flatMap((item, at) =>
      known.includes(item)
        ? []
        : [{ path: `alerts[${id}].dueWith[${at}]`, says: noSuch('checklist item', item, known) }],
    ),
    ...(dueWith.length > 0 && dueDay === null
      ? [{ path: `alerts[${id}].dueWith`, says: 'Nothing is due by a day here. Give dueDay too, or leave this out.' }]
      : []),
  ]);
}

/**
 * A tier of risk pulls a step forward, and then a day that the words of an alert give for it is a false one: beside the
 * morning on which the alert itself is told they give none. The card says by when, as the case has it.
 */
function wordsGiveNoDayThatMoves({ alerts, checklist, tiers }: PolicyPack): Problem[] {
  const moving = checklist.filter((item) => tiers.levels.some((tier) => mayMove(tier, item))).map(({ id }) => id);
  return alerts
    .filter((rule) => rule.dueDay !== null && itemsAskedBy(rule).some((item) => moving.includes(item)))
    .flatMap((rule) =>
      (['title', 'says', 'asks'] as const).flatMap((field) =>
        daysIn(rule[field])
          .filter((day) => field === 'asks' || day !== toldOn(rule))
          .map((day) => ({
            path: `alerts[${rule.id}].${field}`,
            says: `A tier pulls this forward, and then Day ${day} is not true. Leave the day out: the card says by when.`,
          })),
      ),
    );
}

/** Also where it begins earlier after a leave, and so can be pulled further. */
const mayMove = (tier: PolicyPack['tiers']['levels'][number], item: ChecklistItem): boolean =>
  [item.fromDay, item.fromDayAfterLeave ?? item.fromDay].some(
    (fromDay) => dayUnder(tier, { ...item, fromDay }) !== item.dueDay,
  );

/** Nothing is pulled before Day 1, on which the absence begins. */
const daysIn = (words: string): number[] =>
  [...words.matchAll(/\bDay (\d+)/g)].map(([, day]) => Number(day)).filter((day) => day > 1);

function toldOn({ trigger }: AlertRule): number | null {
  if (trigger.kind === 'school-day') return trigger.day;
  return trigger.kind === 'day-before' ? trigger.day - 1 : null;
}

export const ALERT_DAY_CHECKS = [alertsCanFallDue, alertsAskForItems, wordsGiveNoDayThatMoves];
