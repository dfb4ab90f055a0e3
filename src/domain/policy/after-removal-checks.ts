import type { PolicyPack } from './pack';
import type { Problem } from './problem';
import type { RemovalStep } from './removal-policy';

/** School days after the deletion within which the transfer file goes. */
const FILE_WITHIN = 15;
/** A file is made of a pupil who has left in the school's own system, and only what was made can be uploaded. */
const IN_ORDER: readonly RemovalStep['does'][] = ['leaver', 'transfer-file', 'upload'];
/** What a deletion never goes without, but for a child who has died. */
const NEEDED: readonly RemovalStep['does'][] = [...IN_ORDER, 'copy'];
/** Nobody is asked for a file or a form about a child who has died. */
const DIED = 'k';

function everyStepIsThere({ afterRemoval }: PolicyPack): Problem[] {
  return (['lost', 'not-lost'] as const).flatMap((when) =>
    NEEDED.filter(
      (does) => !afterRemoval.some((step) => step.does === does && (step.when === 'always' || step.when === when)),
    ).map((does) => ({
      path: 'afterRemoval',
      says: `Nothing with "does": "${does}" follows the deletion of a pupil who is ${when}. Add it.`,
    })),
  );
}

function stepsStandInOrder({ afterRemoval }: PolicyPack): Problem[] {
  return afterRemoval.flatMap(({ id, does }, at) => {
    const comesFirst = IN_ORDER.slice(IN_ORDER.indexOf(does) + 1);
    const early = IN_ORDER.includes(does)
      ? afterRemoval.slice(0, at).find((before) => comesFirst.includes(before.does))
      : undefined;
    return early
      ? [{ path: `afterRemoval[${id}]`, says: `Has to stand before ${early.id}: the steps are done in this order.` }]
      : [];
  });
}

const theFileGoesInTime = ({ afterRemoval }: PolicyPack): Problem[] =>
  afterRemoval
    .filter(({ does, dueSchoolDays }) => IN_ORDER.includes(does) && dueSchoolDays > FILE_WITHIN)
    .map(({ id }) => ({
      path: `afterRemoval[${id}].dueSchoolDays`,
      says: `The file has to have gone within ${FILE_WITHIN} school days. Give ${FILE_WITHIN} or fewer.`,
    }));

const noOtherGroundIsLeftOut = ({ afterRemoval }: PolicyPack): Problem[] =>
  afterRemoval.flatMap(({ id, notFor }) =>
    notFor
      .filter((letter) => letter !== DIED)
      .map((letter) => ({
        path: `afterRemoval[${id}].notFor`,
        says: `It follows a deletion on ground ${letter} as well. Take the letter out.`,
      })),
  );

export const AFTER_REMOVAL_CHECKS = [everyStepIsThere, stepsStandInOrder, theFileGoesInTime, noOtherGroundIsLeftOut];
