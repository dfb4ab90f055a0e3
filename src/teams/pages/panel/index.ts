import { panelDecision } from './decision';
import { panelDecisionDetails } from './details';
import { panelRatified } from './ratified';
import { panelDecisionDone, panelDecisionWithdrawn } from './ended';

/** What the panel decides on a case, and what becomes of it. */
export const PANEL_PAGES = [
  panelDecision,
  panelDecisionDetails,
  panelRatified,
  panelDecisionDone,
  panelDecisionWithdrawn,
];
