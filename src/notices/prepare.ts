import type { Logger } from 'pino';
import type { Storage } from '../stores';
import type { NoticeSender, NotSent, Ready } from './notice-sender';
import { LEFT, type Delivery } from './outbox';
import type { Reference } from './references';

export interface PrepareDeps {
  readonly storage: Storage;
  readonly sender: NoticeSender;
  readonly log: Logger;
}

/** What a claim is to be written as, and where; or why it is not. */
export interface Prepared {
  readonly made: Ready | NotSent;
  readonly address: Reference | null;
}

export async function prepare(delivery: Delivery, { storage, sender, log }: PrepareDeps): Promise<Prepared> {
  try {
    if (delivery.kind === 'alert' && !(await storage.directory.person(delivery.recipient))) {
      return { made: { kind: 'dead', error: LEFT }, address: null };
    }
    const address = await storage.references.of(delivery.recipient);
    if (!address) return { made: { kind: 'unreachable', error: 'never-seen', barrier: 'never-seen' }, address };
    return { made: await sender.prepare(delivery, address), address };
  } catch (error) {
    const code = error instanceof Error ? error.name : 'unknown';
    log.error({ notice: delivery.id, code }, 'a notice could not be made');
    return { made: { kind: 'retry', afterSeconds: null, error: code }, address: null };
  }
}
