import { rolesFor } from '../access/table';
import type { PolicyPack } from './pack';
import type { Problem } from './problem';

/** Whoever is told of a month has to be allowed to see it. */
const summaryIsForWhoSeesIt = ({ summary }: PolicyPack): Problem[] => {
  const readers = rolesFor('see-summary');
  return summary.to.flatMap((role, at): Problem[] =>
    readers.includes(role)
      ? []
      : [
          {
            path: `summary.to[${at}]`,
            says: `The ${role} does not see the summary. Use one of ${readers.join(', ')}.`,
          },
        ],
  );
};

export const SUMMARY_CHECKS = [summaryIsForWhoSeesIt];
