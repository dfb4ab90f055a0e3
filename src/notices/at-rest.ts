import type { Case } from '../domain/case/case';
import type { Assessment } from '../domain/case/assessment';
import { snoozeOf } from '../domain/case/snooze';
import type { PolicyPack } from '../domain/policy/pack';
import type { Stores } from '../stores';
import { answeredWith } from './answered-with';
import { isOvertaken } from './overtaken';

interface Standing {
  readonly case: Case;
  readonly assessment: Assessment;
  readonly policy: PolicyPack;
}

/**
 * What asks for nothing any more, as the case stands now, and has no answer is at rest: when its case is opened again, or
 * what was done is put right, it falls due as it did before, and is told again. Not what a colleague has answered or its
 * recipient has put off: that is known.
 */
export async function letRest(
  { outbox, directory }: Pick<Stores, 'outbox' | 'directory'>,
  now: Standing,
): Promise<void> {
  const over = (await outbox.unansweredOf(now.case.id)).filter((alert) => isOvertaken(alert, now));
  const resting: string[] = [];
  for (const alert of over) {
    const recipient = await directory.person(alert.recipient);
    const { answered } = await answeredWith(alert, now, recipient, directory);
    const isKnown = answered.acknowledgedAt !== null || snoozeOf(now.case.facts, alert, alert.recipient) !== null;
    if (!isKnown) resting.push(alert.id);
  }
  if (resting.length > 0) await outbox.rest(resting);
}
