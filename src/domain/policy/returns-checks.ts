import { ONE_CHECKS } from './one-checks';
import type { PolicyPack } from './pack';
import { noSuch, type Problem } from './problem';

function suggestionsAreReasons({ dfe }: PolicyPack): Problem[] {
  const known = new Set(dfe.reasons.map(({ id }) => id));
  return Object.entries(dfe.suggested).flatMap(([by, reasons]) =>
    Object.entries(reasons).flatMap(([key, id]) =>
      known.has(id) ? [] : [{ path: `dfe.suggested.${by}.${key}`, says: noSuch('reason', id, known) }],
    ),
  );
}

function bandsFollowOneAnother({ dfe: { bands } }: PolicyPack): Problem[] {
  return bands.flatMap(({ underDays }, at) => {
    const path = `dfe.bands[${at}].underDays`;
    if ((underDays === null) !== (at === bands.length - 1))
      return [{ path, says: 'The last band, and only that one, has no end. Give null there alone.' }];
    const before = bands[at - 1]?.underDays ?? 0;
    return underDays !== null && underDays <= before ? [{ path, says: `Has to be more than ${before}.` }] : [];
  });
}

function sicknessIsACode({ returns, codes }: PolicyPack): Problem[] {
  const { code } = returns.sickness;
  return codes.some((one) => one.code === code && !one.present)
    ? []
    : [
        {
          path: 'returns.sickness.code',
          says: `Code ${code} is not one of the codes of an absence. Choose one from codes that does not mean present.`,
        },
      ];
}

export const RETURNS_CHECKS = [suggestionsAreReasons, bandsFollowOneAnother, sicknessIsACode, ...ONE_CHECKS];
