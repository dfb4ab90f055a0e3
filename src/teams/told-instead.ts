import { momentInWords } from '../domain/calendar/london';
import type { StepKind } from '../domain/policy/unreached-policy';
import { isMadeByChain } from '../notices/chain/ids';
import { isOnlyLogged, type Step, type StepStore } from '../notices/chain/steps';
import type { Delivery, Outbox } from '../notices/outbox';
import { bearerIn } from '../notices/shared-card';
import { vacancyInWords } from '../notices/vacancy';
import type { Directory } from '../people/directory';
import { allOf, short } from './views/words';

export interface ToldInsteadReads {
  readonly steps: Pick<StepStore, 'of' | 'carriedBy'>;
  readonly outbox: Pick<Outbox, 'byId'>;
  readonly directory: Pick<Directory, 'people'>;
}

/**
 * On an alert that took another way than to its recipient alone: in whose place they get it, or who was told while they
 * could not be reached. Nothing for the others, which are nearly all.
 */
export async function toldInstead(delivery: Delivery, deps: ToldInsteadReads): Promise<string> {
  if (isMadeByChain(delivery.id)) return inWhosePlace(await deps.steps.carriedBy(delivery.id), deps);
  return delivery.taken > 1 ? meanwhile(await deps.steps.of(delivery.id), deps) : '';
}

async function inWhosePlace(steps: readonly Step[], { outbox, directory }: ToldInsteadReads): Promise<string> {
  const origins = await Promise.all(steps.map(({ noticeId }) => outbox.byId(noticeId)));
  const recipients = origins.flatMap((origin) => (origin ? [origin.recipient] : []));
  const people = await directory.people(recipients);
  const vacancies = recipients.flatMap((recipient) => vacancyInWords(recipient) ?? []);
  const names = [...people.map(({ name }) => short(name, 60)), ...vacancies];
  return names.length === 0 ? '' : `It is with you because I could not bring it to ${allOf(names)}.`;
}

async function meanwhile(steps: readonly Step[], { outbox, directory }: ToldInsteadReads): Promise<string> {
  const sentences: string[] = [];
  for (const step of steps) {
    const { to, told, via, takenAt } = step;
    if (step.outcome !== 'told' || isOnlyLogged(step)) continue;
    const arrived = await Promise.all(via.map((id) => hasArrived(id, outbox)));
    // What went out with this alert, after Teams was away, has told nobody before it.
    if (via.length > 0 && !arrived.includes(true)) continue;
    const people = to === 'deputy' ? await directory.people(told.filter((_, at) => arrived[at])) : [];
    const whom = people.length > 0 ? allOf(people.map(({ name }) => short(name, 60))) : WHOM[to];
    sentences.push(`${whom} on ${momentInWords(takenAt)}`);
  }
  return sentences.length === 0 ? '' : `You could not be reached before, so I told ${allOf(sentences)}.`;
}

const hasArrived = async (id: string, outbox: ToldInsteadReads['outbox']): Promise<boolean> =>
  (await bearerIn(id, outbox))?.state === 'sent';

const WHOM: Readonly<Record<StepKind, string>> = {
  deputy: 'a colleague',
  'team-channel': 'your team’s channel',
  'e-mail': 'you by e-mail',
  alarm: 'the operator of this bot',
};
