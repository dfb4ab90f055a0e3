import { foundStep } from './found-step';
import { found } from './found';
import { foundWhere } from './found-where';
import { notThere } from './not-there';
import { reopen } from './reopen';

/** How a case ends, and how it begins again. */
export const OUTCOME_PAGES = [found, foundWhere, foundStep, notThere, reopen] as const;
