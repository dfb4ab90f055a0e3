import { death, notDied } from './death';
import { foundStep } from './found-step';
import { dfeReason } from './dfe-reason';
import { found } from './found';
import { foundWhere } from './found-where';
import { nameEntered } from './name-entered';
import { notThere } from './not-there';
import { recordReturn } from './record-return';
import { reopen } from './reopen';

/** How a case ends, and how it begins again. */
export const OUTCOME_PAGES = [
  ...[found, foundWhere, foundStep, notThere, reopen],
  ...[death, notDied],
  ...[recordReturn, nameEntered, dfeReason],
];
