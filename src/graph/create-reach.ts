import type { Config } from '../config';
import { describeError, type Log } from '../log';
import { NO_REACH, type Account, type NotReached, type Reach } from '../notices/reach';
import { authenticationOf } from './authentication';
import { createCatalogue } from './catalogue';
import { createGraph } from './client';
import { notReached } from './failure';
import { installFor } from './install';
import { sendMail } from './mail';
import { createPace, PUBLISHED } from './pace';

/** `wholeMs`: for all the calls that one thing takes, with their repeats; less than a sender keeps a notice for. */
const PATIENCE = { tryMs: 8_000, wholeMs: 25_000 };

/** Ways to people through Microsoft Graph; none where the settings switch it off. */
export function createReach(
  { graph: settings, app }: Pick<Config, 'graph' | 'app'>,
  log: Log,
  patience = PATIENCE,
): Reach {
  if (!settings) return NO_REACH;
  const { url, externalId, mailFrom } = settings;
  const authentication = app ? authenticationOf(app) : null;
  const graph = createGraph({ url, authentication, pace: createPace(PUBLISHED), tryMs: patience.tryMs });
  const catalogue = createCatalogue(graph, externalId);

  /** A registration belongs to one tenant, and a token of it opens no other. */
  const isElsewhere = ({ tenantId }: Account): boolean => app !== null && tenantId !== app.tenantId.toLowerCase();

  async function kindly<T>(account: Account, work: (signal: AbortSignal) => Promise<T>): Promise<T | NotReached> {
    if (isElsewhere(account)) return { kind: 'never', error: 'other-tenant' };
    try {
      return await work(AbortSignal.timeout(patience.wholeMs));
    } catch (error) {
      const failure = notReached(error);
      log.warn({ ...describeError(error), outcome: failure.kind, code: failure.error }, 'Microsoft Graph did not help');
      return failure;
    }
  }

  return {
    install: (account) =>
      kindly(account, async (signal) => ({
        kind: 'installed' as const,
        conversationId: await installFor(account, graph, catalogue, signal),
      })),
    async mail(account, mail) {
      if (!mailFrom) return { kind: 'never', error: 'no-mailbox-to-send-from' };
      return kindly(account, async (signal) => {
        await sendMail(account, mail, mailFrom, graph, signal);
        return { kind: 'mailed' as const };
      });
    },
  };
}
