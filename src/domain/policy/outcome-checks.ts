import { DUPLICATE } from '../case/closing';
import type { Place } from '../case/place';
import { isSchoolRole } from '../access/roles';
import { beginsOnRoll } from '../case/way';
import { RELIED_ON, type Need } from './found-policy';
import type { PolicyPack } from './pack';
import { noSuch, type Problem } from './problem';

/** A found child's steps are known, owed to somebody who may record them, can be settled, and are chased. */
function stepsCanBeDone({ found, alerts }: PolicyPack): Problem[] {
  const known = new Set(found.steps.map(({ id }) => id));
  const inPlaces = found.places.flatMap(({ id, steps }) =>
    steps.flatMap((step, at) =>
      known.has(step) ? [] : [{ path: `found.places[${id}].steps[${at}]`, says: noSuch('step', step, known) }],
    ),
  );
  const inSteps = found.steps.flatMap(({ id, owner, by, answers, settledBy }) => {
    const path = `found.steps[${id}]`;
    const chased = alerts.some(({ trigger }) => trigger.kind === 'overdue' && trigger.item === id);
    return [
      ...(by.includes(owner)
        ? []
        : [{ path: `${path}.by`, says: `${owner} owes the step and may not record it. Add the role here.` }]),
      ...(settledBy !== null || answers.some(({ settles }) => settles)
        ? []
        : [{ path: `${path}.answers`, says: 'No answer settles it. Give one "settles": true.' }]),
      ...(chased
        ? []
        : [
            {
              path,
              says: `No alert says that it is overdue, so nobody would be reminded. Add one with the trigger overdue, item ${id}.`,
            },
          ]),
    ];
  });
  return [...inPlaces, ...inSteps];
}

/** Every place where a child may be found leads to a reason for which the case can be closed, on a roll or on none. */
function placesLeadToAnEnd({ found, closing }: PolicyPack): Problem[] {
  const ends = closing.reasons.flatMap(({ by, needs }) =>
    by.length === 0 || needs.some(({ kind }) => kind === 'on-roll')
      ? []
      : needs.flatMap((need) => (need.kind === 'located' ? need.at : [])),
  );
  const returns = closing.reasons.some(({ needs }) => needs.some(({ kind }) => kind === 'back-in-school'));
  return found.places
    .filter(({ id }) => !ends.includes(id) && !(id === 'back-at-school' && returns))
    .map(({ id }) => ({
      path: `found.places[${id}]`,
      says: 'No reason to close a case off roll too asks for this place. Add one with the need located here.',
    }));
}

/** A child on no roll has no school to be back at: neither the place nor the end is offered there. */
function onlyAPupilComesBack({ found, closing }: PolicyPack): Problem[] {
  const places = found.places
    .filter(({ id, ways }) => id === 'back-at-school' && !ways.every(beginsOnRoll))
    .map(({ id }) => ({
      path: `found.places[${id}].ways`,
      says: 'Only a pupil on a school’s roll can be back there. List the ways of pupils on roll alone.',
    }));
  const ends = closing.reasons
    .filter(({ needs }) => needs.some(({ kind }) => kind === 'back-in-school'))
    .filter(({ needs }) => !needs.some((need) => need.kind === 'way' && need.ways.every(beginsOnRoll)))
    .map(({ id }) => ({
      path: `closing.reasons[${id}].needs`,
      says: 'Only a pupil on a school’s roll can be back there. Add a need of the kind way, with the ways of pupils on roll.',
    }));
  const deleted = closing.reasons
    .filter(({ needs }) => needs.some(({ kind }) => kind === 'back-in-school'))
    .filter(({ needs }) => !needs.some(({ kind }) => kind === 'on-roll'))
    .map(({ id }) => ({
      path: `closing.reasons[${id}].needs`,
      says: 'Nobody is back at a school whose register has not the name. Add the need on-roll.',
    }));
  return [...places, ...ends, ...deleted];
}

/** A pupil whose name stays was entered in the register once: no case rests before the authority has been told of that. */
const newPupilsAreReturned = ({ found, closing }: PolicyPack): Problem[] => {
  const stays = found.places.filter(({ keepsName }) => keepsName).map(({ id }) => id);
  const keepsTheName = (need: Need) =>
    need.kind === 'on-roll' || (need.kind === 'located' && need.at.some((at) => stays.includes(at)));
  const asksForIt = ({ kind }: Need) => kind === 'new-pupil-return' || kind === 'off-roll';
  return closing.reasons
    .filter(({ needs }) => needs.some(keepsTheName) && !needs.some(asksForIt))
    .map(({ id }) => ({
      path: `closing.reasons[${id}].needs`,
      says: 'The name stays, and the return of a new pupil would be forgotten. Add the need new-pupil-return.',
    }));
};

/** What is said of a place where the name stays would be wrong of a child whose name is gone. */
const offRollHasItsWords = ({ found }: PolicyPack): Problem[] =>
  found.places
    .filter(({ keepsName, ways, saysOffRoll }) => keepsName && !ways.every(beginsOnRoll) && saysOffRoll === null)
    .map(({ id }) => ({
      path: `found.places[${id}].saysOffRoll`,
      says: 'The name stays, it says; a child here may be on no roll. Say what holds then.',
    }));

/** The child whose name is gone on the strength of this place is nowhere, and the case says so. */
const whoIsNotThereHasItsWords = ({ found }: PolicyPack): Problem[] =>
  found.places
    .filter(({ ways, saysNotThere }) => !ways.every(beginsOnRoll) && saysNotThere === null)
    .map(({ id }) => ({
      path: `found.places[${id}].saysNotThere`,
      says: 'A child on no roll may turn out not to be here. Say what is known then.',
    }));

/** Nobody would miss a child who is on no roll and not where it was said to be. */
const whoIsNowhereIsTold = ({ alerts }: PolicyPack): Problem[] =>
  alerts.some(
    ({ trigger, to, ways, urgent }) =>
      trigger.kind === 'nowhere' && ways === null && urgent && to.includes('tracking-officer'),
  )
    ? []
    : [
        {
          path: 'alerts',
          says: 'Nobody is told at once of a child on no roll who is not where it was said to be. Add an urgent alert with the trigger nowhere, for every way, to the tracking-officer.',
        },
      ];

function needsCanBeMet({ found, closing, checklist }: PolicyPack): Problem[] {
  const steps = new Set(found.steps.map(({ id }) => id));
  const days = new Set(
    found.places.flatMap(({ asks }) => asks.filter(({ kind }) => kind === 'date').map(({ id }) => id)),
  );
  const items = new Set(checklist.map(({ id }) => id));
  return closing.reasons.flatMap(({ id, needs }) =>
    needs.flatMap((need, at) => {
      const path = `closing.reasons[${id}].needs[${at}]`;
      if (need.kind === 'step' && !steps.has(need.step)) return [{ path, says: noSuch('step', need.step, steps) }];
      if (need.kind === 'day-reached' && !days.has(need.field))
        return [{ path, says: noSuch('day that a place asks for,', need.field, days) }];
      if (need.kind === 'checked' && !items.has(need.item))
        return [{ path, says: noSuch('checklist item', need.item, items) }];
      return [];
    }),
  );
}

function endedChecksExist({ found, checklist }: PolicyPack): Problem[] {
  const items = new Set(checklist.map(({ id }) => id));
  return found.endsChecks.flatMap((id, at) =>
    items.has(id) ? [] : [{ path: `found.endsChecks[${at}]`, says: noSuch('checklist item', id, items) }],
  );
}

/** Two cases of one child are joined by closing one of them for this reason, which nobody chooses. */
function joiningHasItsReason({ closing }: PolicyPack): Problem[] {
  const reason = closing.reasons.find(({ id }) => id === DUPLICATE);
  return reason?.by.length === 0
    ? []
    : [
        {
          path: 'closing.reasons',
          says: `Whereabouts itself closes for ${DUPLICATE}. Give it here once, with "by": [].`,
        },
      ];
}

/** What a Common Transfer File is addressed by when the child is at another school: see `ctfDestination`. */
function anotherSchoolCanBeAddressed({ found }: PolicyPack): Problem[] {
  const place = found.places.find(({ id }) => id === 'other-school');
  if (!place) return [];
  const path = 'found.places[other-school].asks';
  const sector = place.asks.find(({ id }) => id === 'sector');
  return [
    ...(place.asks.some(({ id, kind }) => id === 'dfe-number' && kind === 'text')
      ? []
      : [{ path, says: 'A transfer file is addressed by the number of the school. Ask for a text dfe-number.' }]),
    ...(sector?.choices.some(({ id }) => id === 'independent')
      ? []
      : [{ path, says: 'No file goes to an independent school. Ask for a choice sector with independent in it.' }]),
  ];
}

/** Needs that only somebody who knows where the child is, or how old, can meet. */
const KNOWS_THE_CHILD: readonly Need['kind'][] = ['located', 'back-in-school', 'past-school-age'];

/** What a school may say though nobody has found the child is its own to say only until others rely on the case. */
function nobodyIsClosedAway({ closing, alerts }: PolicyPack): Problem[] {
  return closing.reasons
    .filter(({ by, needs }) => by.some(isSchoolRole) && !needs.some(({ kind }) => KNOWS_THE_CHILD.includes(kind)))
    .flatMap(({ id, needs, authorityOnce }) => {
      const path = `closing.reasons[${id}]`;
      const left = RELIED_ON.filter((what) => !authorityOnce?.any.includes(what));
      const told = alerts.flatMap(({ trigger, to }) =>
        trigger.kind === 'closed' && (trigger.reasons === null || trigger.reasons.includes(id)) ? to : [],
      );
      return [
        ...(left.length > 0
          ? [
              {
                path: `${path}.authorityOnce.any`,
                says: `A school says this of a child whom nobody has found. Add ${left.join(', ')}.`,
              },
            ]
          : []),
        ...(needs.some(({ kind }) => kind === 'not-deleted')
          ? []
          : [{ path: `${path}.needs`, says: 'A deletion cannot have been a slip. Add the need not-deleted.' }]),
        ...(['safeguarding-lead', 'head-teacher'] as const)
          .filter((role) => !told.includes(role))
          .map((role) => ({
            path: 'alerts',
            says: `${role} does not hear of a case closed as ${id}. Add an alert with the trigger closed, reasons ${id}.`,
          })),
      ];
    });
}

/** A word of where the child lives is no visit: a child at risk is not left to the school's attendance work by the school. */
const childAtRiskIsKept = ({ found, closing }: PolicyPack): Problem[] => {
  const stays = found.places.filter(({ id, keepsName }) => keepsName && id !== 'back-at-school').map(({ id }) => id);
  return closing.reasons
    .filter(
      ({ by, needs }) =>
        by.some(isSchoolRole) &&
        needs.some((need) => need.kind === 'located' && need.at.some((at) => stays.includes(at))),
    )
    .filter(({ authorityOnce }) => !authorityOnce?.any.includes('at-risk'))
    .map(({ id }) => ({
      path: `closing.reasons[${id}].authorityOnce.any`,
      says: 'The school alone would end the search for a child at risk. Add at-risk.',
    }));
};

function alertsNameReasons({ closing, alerts }: PolicyPack): Problem[] {
  const known = new Set(closing.reasons.map(({ id }) => id));
  return alerts.flatMap(({ id, trigger }) =>
    (trigger.kind === 'closed' ? (trigger.reasons ?? []) : []).flatMap((reason, at) =>
      known.has(reason)
        ? []
        : [{ path: `alerts[${id}].trigger.reasons[${at}]`, says: noSuch('reason to close', reason, known) }],
    ),
  );
}

/** A child who is known to be here has left the school for good, and the name leaves the register on a ground of the law. */
const ELSEWHERE: readonly Place[] = ['other-authority', 'abroad', 'other-school', 'home-education'];

/** While a name stands in the register no case rests: whoever may delete it is asked, and nobody closes before. */
function noCaseRestsWithItsName({ found, closing }: PolicyPack): Problem[] {
  const asks = new Set(found.steps.filter(({ settledBy }) => settledBy === 'name-deleted').map(({ id }) => id));
  const unasked = found.places
    .filter(({ id, steps }) => ELSEWHERE.includes(id) && !steps.some((step) => asks.has(step)))
    .map(({ id }) => ({
      path: `found.places[${id}].steps`,
      says: 'Nobody is asked about the name in the register. Add a step with "settledBy": "name-deleted".',
    }));
  const closed = closing.reasons
    .filter(({ needs }) =>
      needs.some(
        (need) =>
          need.kind === 'past-school-age' || (need.kind === 'located' && need.at.some((at) => ELSEWHERE.includes(at))),
      ),
    )
    .filter(({ needs }) => !needs.some(({ kind }) => kind === 'off-roll'))
    .map(({ id }) => ({
      path: `closing.reasons[${id}].needs`,
      says: 'The case would rest while the name stands in the register. Add the need off-roll.',
    }));
  return [...unasked, ...closed];
}

export const OUTCOME_CHECKS = [
  noCaseRestsWithItsName,
  offRollHasItsWords,
  whoIsNotThereHasItsWords,
  whoIsNowhereIsTold,
  endedChecksExist,
  stepsCanBeDone,
  placesLeadToAnEnd,
  onlyAPupilComesBack,
  newPupilsAreReturned,
  needsCanBeMet,
  joiningHasItsReason,
  anotherSchoolCanBeAddressed,
  nobodyIsClosedAway,
  childAtRiskIsKept,
  alertsNameReasons,
];
