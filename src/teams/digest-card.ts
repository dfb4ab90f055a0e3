import type { Instant } from '../domain/calendar/date';
import type { Delivery } from '../notices/outbox';
import type { Person } from '../people/directory';
import { sentAlerts } from './sent-alerts';
import type { PageDeps } from './pages/deps';
import type { CardSpec } from './turn';
import { whileAwayCard } from './views/while-away';

type Deps = Pick<PageDeps, 'casework' | 'storage'>;

/** What somebody gets on their return: what went to others while they were away, and what came of it. */
export const digestCard =
  (deps: Deps) =>
  async ({ recipient, occurrence, possibleRepeat }: Delivery): Promise<CardSpec | null> => {
    const person = await deps.storage.directory.person(recipient);
    const since = occurrence as Instant;
    return person && digestOf(await deps.storage.outbox.insteadOf(recipient, since), person, deps, possibleRepeat);
  };

export const digestOf = async (
  meanwhile: readonly Delivery[],
  reader: Person,
  deps: Deps,
  possibleRepeat = false,
): Promise<CardSpec> => whileAwayCard(await sentAlerts(meanwhile, reader, deps), possibleRepeat);
