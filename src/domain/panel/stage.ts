import type { Assessment } from '../case/assessment';
import type { PolicyPack } from '../policy/pack';

const FOUND = 'Found, not closed';
const UNFINISHED = 'Report not finished';
const NOT_ABSENT = 'Not absent now';
const NAME_DELETED = 'Name deleted, not found';

/** In which stage a panel is told that an open case is. */
export function stageOf({ found, died, stage, reportComplete, onRoll, offRoll }: Assessment): string {
  if (found) return FOUND;
  if (!reportComplete) return UNFINISHED;
  if (!onRoll && !offRoll && !died) return NAME_DELETED;
  return stage?.title ?? NOT_ABSENT;
}

export const stagesInOrder = ({ stages }: PolicyPack): string[] => [
  UNFINISHED,
  ...stages.map(({ title }) => title),
  ...[NAME_DELETED, NOT_ABSENT, FOUND],
];
