import type { Role } from '../access/roles';
import { CLOSING, NAME_OF_THE_DEAD } from '../case/removal/owed';
import type { PolicyPack } from './pack';
import type { Problem } from './problem';

/** Of every deletion the officer hears, in words that fit its ground. */
function everyDeletionIsTold({ alerts, grounds }: PolicyPack): Problem[] {
  const rules = alerts.flatMap(({ trigger, to }) =>
    trigger.kind === 'recorded' && trigger.fact === 'name-deleted' && to.includes('tracking-officer') ? [trigger] : [],
  );
  return grounds
    .filter(({ letter }) => !rules.some((rule) => rule.grounds === null || rule.grounds.includes(letter)))
    .map(({ letter }) => ({
      path: 'alerts',
      says: `The tracking-officer does not hear of a name deleted on ground ${letter}. Add it to an alert with the trigger recorded, fact name-deleted.`,
    }));
}

/** Ground K in law: a child who has died is not searched for, under any policy. */
const DIED = 'k';

function nobodySearchesForTheDead({ alerts, grounds }: PolicyPack): Problem[] {
  const chased = alerts.some(({ trigger }) => trigger.kind === 'overdue' && trigger.item === CLOSING);
  return grounds
    .filter(({ letter }) => letter === DIED)
    .flatMap(({ ends, onceDeleted }) => [
      ...(ends && onceDeleted
        ? []
        : [{ path: `grounds[${DIED}].ends`, says: 'Nobody is left to search for. Give ends and onceDeleted.' }]),
      ...(chased
        ? []
        : [
            {
              path: 'alerts',
              says: `A case that has only to be closed is not asked after. Add an alert with the trigger overdue, item ${CLOSING}.`,
            },
          ]),
    ]);
}

/** Those who have to know hear of it once and by day, and what the law asks of the name is asked after. */
function aDeathIsTold({ alerts }: PolicyPack): Problem[] {
  const [told, withdrawn] = (['death-told', 'death-withdrawn'] as const).map((kind) =>
    alerts.filter(({ trigger, urgent, ways }) => trigger.kind === kind && !urgent && ways === null),
  );
  const chased = alerts.some(({ trigger }) => trigger.kind === 'overdue' && trigger.item === NAME_OF_THE_DEAD);
  const hears = (rules: typeof alerts, role: Role) => rules.some(({ to }) => to.includes(role));
  return [
    ...(['tracking-officer', 'head-teacher'] as const)
      .filter((role) => !hears(told!, role) || !hears(withdrawn!, role))
      .map((role) => ({
        path: 'alerts',
        says: `${role} does not hear that a child has died, or that it was said in error. Add alerts with the triggers death-told and death-withdrawn that are not urgent, for every way.`,
      })),
    ...(chased
      ? []
      : [
          {
            path: 'alerts',
            says: `Nobody is asked after the name of a child who has died. Add an alert with the trigger overdue, item ${NAME_OF_THE_DEAD}.`,
          },
        ]),
  ];
}

/**
 * The case of a child who has died can be ended by a person, and waits for the name to go as every other does. The
 * ground on which the name goes holds at every age.
 */
function theNameOfTheDeadGoesFirst({ closing, grounds }: PolicyPack): Problem[] {
  return [
    ...(closing.reasons.some(({ by, onDeath }) => onDeath && by.length > 0)
      ? []
      : [
          {
            path: 'closing.reasons',
            says: 'The case of a child who has died could never be closed. Give one reason onDeath, with a role that may close for it.',
          },
        ]),
    ...closing.reasons
      .filter(({ by, needs }) => by.length > 0 && needs.length === 0)
      .map(({ id }) => ({
        path: `closing.reasons[${id}].needs`,
        says: 'The case would rest while the name stands in the register. Add the need off-roll.',
      })),
    ...grounds
      .filter(({ letter, anyAge }) => letter === DIED && !anyAge)
      .map(() => ({
        path: `grounds[${DIED}].anyAge`,
        says: 'The name of a child of another age could not go, and its case not be closed. Give true.',
      })),
  ];
}

export const DELETION_CHECKS = [everyDeletionIsTold, aDeathIsTold, nobodySearchesForTheDead, theNameOfTheDeadGoesFirst];
