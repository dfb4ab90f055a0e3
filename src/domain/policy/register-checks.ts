import { beginsOnRoll } from '../case/way';
import type { PolicyPack } from './pack';
import { noSuch, type Problem } from './problem';
import { REGISTER_REASONS } from './register-policy';

const REASONS = 'panel.register.reasons';
const PROVED = 'panel.register.provedBy';

/** A child without a reason in words would stand on the register and nobody could say why. */
const everyReasonHasWords = ({ panel: { register } }: PolicyPack): Problem[] =>
  REGISTER_REASONS.filter((reason) => register.reasons.filter(({ id }) => id === reason).length !== 1).map(
    (reason) => ({
      path: REASONS,
      says: `The reason ${reason} has to stand here once. Leave none out, and give none twice.`,
    }),
  );

const provingStepsAreThere = ({ panel: { register }, found }: PolicyPack): Problem[] =>
  register.provedBy.flatMap((step, at) => {
    const there = found.steps.find(({ id }) => id === step);
    if (!there)
      return [
        {
          path: `${PROVED}[${at}]`,
          says: noSuch(
            'step',
            step,
            found.steps.map(({ id }) => id),
          ),
        },
      ];
    return there.settledBy === 'name-deleted'
      ? [{ path: `${PROVED}[${at}]`, says: `That a name is gone tells of no provision. Take ${step} out.` }]
      : [];
  });

/** Else a child found there would never leave the register, or would leave it on a word that nobody has confirmed. */
const everyPlaceIsProved = ({ panel: { register }, found }: PolicyPack): Problem[] =>
  found.places
    .filter(({ ways, steps }) => !ways.every(beginsOnRoll) && !steps.some((step) => register.provedBy.includes(step)))
    .map(({ id }) => ({
      path: PROVED,
      says: `No step of the place ${id} stands here. Add the one that confirms what education there is.`,
    }));

const socialCareIsAsked = ({ panel: { register }, triage }: PolicyPack): Problem[] =>
  (['questions', 'groups'] as const).flatMap((which) => {
    const known = triage[which].map(({ id }) => id);
    const what = which === 'questions' ? 'triage question' : 'at-risk group';
    return register.socialCare[which].flatMap((one, at) =>
      known.includes(one)
        ? []
        : [{ path: `panel.register.socialCare.${which}[${at}]`, says: noSuch(what, one, known) }],
    );
  });

export const REGISTER_CHECKS = [everyReasonHasWords, provingStepsAreThere, everyPlaceIsProved, socialCareIsAsked];
