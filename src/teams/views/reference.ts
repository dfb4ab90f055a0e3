import type { CaseView } from '../../casework/casework';
import { plain } from '../rendering/escape-markdown';
import type { CardSpec } from '../turn';
import { opensCase } from './buttons';
import { standing } from './counts';
import { statementCard } from './statement';

/**
 * A case as it may be spoken of where others read: its reference and how long it has run. No name, no school, no risk.
 * Whoever opens it sees in their own chat what they may see.
 */
export function referenceCard(view: CaseView): CardSpec {
  const { stage, day, open } = view.assessment;
  const says = open && stage && day !== null ? onDay(day, plain(stage.title)) : standing(view);
  return statementCard({
    title: view.case.reference,
    lines: [says],
    small: 'The child is not named here. Open it to read it in your own chat, if you work on this case.',
    buttons: [opensCase('Open', view.case.reference)],
    summary: `Case ${view.case.reference}`,
  });
}

/** `Day 7 · Days 6–19`, and once only where the stage is called after its day: `Day 6: contact EWS`. */
const onDay = (day: number, stage: string): string =>
  stage.split(':')[0] === `Day ${day}` ? stage : `Day ${day} · ${stage}`;
