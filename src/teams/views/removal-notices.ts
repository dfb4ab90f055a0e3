import type { CaseView } from '../../casework/casework';
import { inWords } from '../../domain/calendar/date';
import { removalOf } from '../../domain/case/removal/removal-of';
import { isPastSchoolAge } from '../../domain/pupil/school-age';
import { plain } from '../rendering/escape-markdown';
import { notice, type Notice } from './notice';

/** What has to be seen at once: a signature that waits for an answer, a decision, a deletion. */
export function removalNotices(view: CaseView): Notice[] {
  const { assessment, case: theCase, policy } = view;
  if (!assessment.open) return [];
  const removal = removalOf(theCase.facts, policy);
  // Where the child is nowhere, that is said in place of what holds after a deletion on its ground.
  if (removal?.deletedOn) return assessment.nowhere ? [] : [deletedNotice(view, removal)];
  if (removal) return [decidedNotice(view, removal)];
  if (assessment.died) return [];
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

const deletedNotice = (view: CaseView, { letter, deletedOn }: InBrief): Notice =>
  notice('emphasis', `The name was deleted from the register on ${inWords(deletedOn!)}.`, ...meaningOf(view, letter));

/**
 * Of a child who was told to have died since then it means nothing any more: nobody waits for a school or searches. Of
 * one who was found the place says, above, what the case waits for.
 */
function meaningOf(view: CaseView, letter: string): string[] {
  const { died, found } = view.assessment;
  const isSaid = died ? died.kind === 'death-told' : found?.how === 'located';
  return isSaid ? [] : [onceDeleted(view, letter)];
}

type InBrief = NonNullable<ReturnType<typeof removalOf>>;

/** What holds for the child once the name is deleted on this ground: not everybody is searched for. */
export function onceDeleted({ assessment: { found, died, asOf }, pupil, policy }: CaseView, letter: string): string {
  const ground = policy.grounds.find((one) => one.letter === letter);
  // That nobody is left to search for holds no more once it was said in error.
  if (ground?.onceDeleted && !(ground.ends && !died)) return plain(ground.onceDeleted);
  if (isPastSchoolAge(pupil?.dateOfBirth, asOf))
    return 'The pupil is over compulsory school age. The case stays open until somebody says how it ended.';
  return found?.how === 'located'
    ? 'The case stays open until the child’s education is confirmed.'
    : 'The child is missing education in law. The case stays open, and the authority goes on searching.';
}

const decidedNotice = ({ assessment }: CaseView, { title, offRollOn }: InBrief): Notice =>
  notice(
    'emphasis',
    `The head teacher has decided: ${plain(title)}. The name stands in the register until ${inWords(offRollOn)} at least.`,
    plain(assessment.removal.keeps ?? 'The return has been sent, and the name may be deleted.'),
  );
