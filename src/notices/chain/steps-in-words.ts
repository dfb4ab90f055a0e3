import { momentInWords } from '../../domain/calendar/london';
import type { StepKind } from '../../domain/policy/unreached-policy';
import { isOnlyLogged, type Step } from './steps';

const TOLD: Readonly<Record<StepKind, string>> = {
  deputy: 'a colleague who stands in',
  'team-channel': 'the team’s channel',
  'e-mail': 'them by e-mail',
  alarm: 'the operator of Whereabouts',
};

const IN_VAIN: Readonly<Record<StepKind, string>> = { ...TOLD, deputy: 'whoever stands in', 'e-mail': 'e-mail' };

/**
 * What was done for an alert that could not be brought to its recipient: who was told instead and when, and which ways
 * came to nothing. One sentence for each; none where no step was taken.
 * @param steps those of one notice, in order.
 * @param nameOf of a member of staff, as it may be shown.
 */
export function stepsInWords(steps: readonly Step[], nameOf: (id: string) => string): string[] {
  const taken = steps.filter(({ outcome }) => outcome === 'told');
  const told = taken.filter((step) => !isOnlyLogged(step));
  const logged = taken.find(isOnlyLogged);
  const isBegun = (which: StepKind) => steps.some(({ to, outcome }) => to === which && outcome === 'begun');
  const inVain = steps.filter(({ outcome }) => outcome === 'skipped' || outcome === 'failed');
  const whom = ({ to, told: people }: Step) =>
    to === 'deputy' && people.length > 0 ? people.map(nameOf).join(', ') : TOLD[to];
  return [
    ...(told.length > 0
      ? [`Told instead: ${told.map((step) => `${whom(step)}, ${momentInWords(step.takenAt)}`).join('; ')}`]
      : []),
    ...(isBegun('e-mail') ? ['An e-mail to them is on its way'] : []),
    ...(isBegun('alarm') ? ['The operator of Whereabouts has been called and has not answered yet'] : []),
    ...(logged
      ? [
          `It stands in the log of Whereabouts, ${momentInWords(logged.takenAt)}, and nowhere else: no address is set at which its operator hears of it`,
        ]
      : []),
    ...(inVain.length > 0 ? [`Tried before, in vain: ${inVain.map(({ to }) => IN_VAIN[to]).join(', ')}`] : []),
  ];
}
