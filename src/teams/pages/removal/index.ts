import { deleteName, deletionReturn } from './carry-out';
import { decide } from './decide';
import { gate, ground } from './gate';
import { notYet, withdrawRemoval } from './reasons';
import { sign } from './sign';
import { removalStep } from './step';

export const REMOVAL_PAGES = [
  sign,
  notYet,
  ground,
  gate,
  decide,
  withdrawRemoval,
  deletionReturn,
  deleteName,
  removalStep,
] as const;
