import type { AlertRule } from '../policy/pack';
import { CLOSING, NAME_OF_THE_DEAD } from './removal/owed';
import type { Assessment, Counts, ItemState } from './assessment';
import type { Fact } from './fact';

/** Of a child who has died nothing is counted, and of a closed case no more: what it came to stands in its facts. */
export const NOTHING_COUNTED: Counts = { safeguarding: null, tenDayReturn: null, groundI: null };

/** What the law still wants of the name, and that the case is closed. */
const STILL_OWED: readonly string[] = [NAME_OF_THE_DEAD, 'deletion', 'decision-fallen', CLOSING];

/** Alerts that are told of a child who has died. No other is: nobody is asked to look for the child. */
const isStillTold = ({ trigger }: AlertRule): boolean =>
  ['death-told', 'closed', 'assigned'].includes(trigger.kind) ||
  (trigger.kind === 'recorded' && ['removal-decided', 'removal-withdrawn', 'name-deleted'].includes(trigger.fact)) ||
  (trigger.kind === 'overdue' && STILL_OWED.includes(trigger.item));

/** A check that nobody has made is none to make any more; what was made stands. */
const asked = (state: ItemState): ItemState =>
  state.state === 'done' || state.state === 'skipped' ? state : { ...state, state: 'not-needed', due: null };

/** The case of a child who has died, at rest but for what the law asks. What was recorded is all kept. */
export const quietened = (assessment: Assessment, died: Fact): Assessment => ({
  ...assessment,
  died,
  offRoll: null,
  atRisk: false,
  inDanger: false,
  nowhere: null,
  tier: null,
  day: null,
  stage: null,
  counts: NOTHING_COUNTED,
  milestones: [],
  checklist: assessment.checklist.map(asked),
  returns: assessment.returns.filter(({ id, state }) => id === 'deletion' || state === 'sent'),
  earliest: [],
  notices: assessment.notices.filter(({ rule }) => isStillTold(rule)),
  lookAgainAt: null,
  hold: null,
  questions: assessment.questions.filter(({ answer }) => answer !== null),
  decisions: assessment.decisions.filter(({ ended }) => ended !== null),
  warnings: [],
});
