import type { CaseView } from '../../casework/casework';
import { inWords } from '../../domain/calendar/date';
import { removalOf } from '../../domain/case/removal/removal-of';
import { plain } from '../rendering/escape-markdown';
import { notice, type Notice } from './notice';

/** What has to be seen at once: a signature that waits for an answer, a decision, a deletion. */
export function removalNotices(view: CaseView): Notice[] {
  const { assessment, case: theCase, policy } = view;
  if (!assessment.open) return [];
  const removal = removalOf(theCase.facts, policy);
  if (removal?.deletedOn) return [deletedNotice(removal.deletedOn)];
  if (removal) return [decidedNotice(view, removal)];
  const { sides, apart, closedTo } = assessment.removal.enquiry;
  if (apart)
    return [
      notice(
        'warning',
        'School and authority have signed different conclusions.',
        'Talk to one another, and sign again.',
      ),
    ];
  const waits = (['school', 'authority'] as const).filter((side) => !sides[side].signed && !sides[side].answered);
  const signed = (['school', 'authority'] as const).find((side) => sides[side].signed);
  if (!signed || closedTo || waits.length !== 1) return [];
  return [
    notice(
      'accent',
      `The ${signed} has signed its conclusion. The ${waits[0]} has not answered yet.`,
      'Silence is no agreement: the name stays on the register.',
    ),
  ];
}

const deletedNotice = (on: Parameters<typeof inWords>[0]): Notice =>
  notice(
    'emphasis',
    `The name was deleted from the register on ${inWords(on)}.`,
    'The child is missing education in law. The case stays open, and the authority goes on searching.',
  );

const decidedNotice = (
  { assessment }: CaseView,
  { title, offRollOn }: NonNullable<ReturnType<typeof removalOf>>,
): Notice =>
  notice(
    'emphasis',
    `The head teacher has decided: ${plain(title)}. The name stands in the register until ${inWords(offRollOn)} at least.`,
    plain(assessment.removal.keeps ?? 'The return has been sent, and the name may be deleted.'),
  );
