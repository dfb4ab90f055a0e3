import type { PolicyPack } from './pack';
import type { Problem } from './problem';
import type { ChainOfSteps } from './unreached-policy';

/** Somebody must hear of it in the end, and nobody twice. */
export const everyChainEnds = ({ unreached, alerts }: PolicyPack): Problem[] => [
  ...problemsOf(unreached.chain, 'unreached.chain'),
  ...alerts.flatMap(({ id, chain }) => (chain ? problemsOf(chain, `alerts[${id}].chain`) : [])),
];

/** Nobody waits longer for what is urgent. */
export const urgentIsLateFirst = ({ unreached: { late } }: PolicyPack): Problem[] =>
  late.urgentMinutes <= late.schoolHours * 60
    ? []
    : [
        {
          path: 'unreached.late.schoolHours',
          says: `What is urgent would be waited for longer, ${late.urgentMinutes} minutes. Give more hours, or lower urgentMinutes.`,
        },
      ];

function problemsOf(chain: ChainOfSteps, path: string): Problem[] {
  const steps = chain.map(({ to }) => to);
  const problems = steps.flatMap((to, at): Problem[] =>
    steps.indexOf(to) < at ? [{ path: `${path}[${at}].to`, says: `${to} stands here twice. Take one out.` }] : [],
  );
  return steps.at(-1) === 'alarm'
    ? problems
    : [...problems, { path, says: 'It ends before the operator hears of it. Put alarm last.' }];
}
