import type { Config } from '../config';
import type { Clock } from '../clock';
import type { Log } from '../log';
import type { SteadyClock } from '../notices/steady-clock';
import type { Storage } from '../stores';
import type { Command, Verb } from './actions';
import { TeamsAdapter, type Received } from './adapter';
import { createAuthentication, tokenOf, type IdentityProvider } from './authentication';
import { NO_COMPOSE, type Compose } from './compose/compose';
import type { CaseNow } from './case-now';
import { createComposing } from './compose/composing';
import { createConnector, type Connector, type PacedConnector } from './connector';
import { createConversations } from './conversations';
import { countedConnector } from './counted-connector';
import { createGate } from './gate';
import { createGuard } from './guard';
import { helpCommand } from './help';
import { botIdOf } from './home';
import { createOwed } from './owed';
import { createPageHost } from './page-host';
import { createPace } from './pace';
import type { AnyPage } from './pages/page';
import { createPersonalChat } from './personal-chat';
import { createReferences } from './references';
import { createRenderer, type Render } from './rendering/render';
import { loadTemplates } from './rendering/templates';
import { createRouter } from './router';
import { createStaleNotes } from './stale-notes';
import { createSurfaces } from './surfaces';

export interface BotDeps {
  readonly config: Config;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly steady: SteadyClock;
  readonly log: Log;
  readonly pages: readonly AnyPage[];
  readonly commands: readonly Command[];
  readonly verbs: readonly Verb[];
  /** What people find and begin from the compose box; none where it is left out. */
  readonly compose?: Compose;
  /** What has become of a case since a card of it was put into the chat; left out where no card is of one. */
  readonly caseNow?: CaseNow;
  /** Told of each activity when it has been answered: its kind, and how many seconds after it arrived. */
  readonly timed?: (kind: string, seconds: number) => void;
  /** Another folder of cards, and another identity provider than Microsoft's: for tests. */
  readonly cards?: string;
  readonly identityProvider?: IdentityProvider;
  /** Milliseconds within which an invoke is answered; Teams' when left out. Tests are not about how fast a machine is. */
  readonly invokeLimitMs?: number;
}

export interface Bot {
  /** Answers one POST of Teams. Never throws. */
  receive(authorization: string, body: unknown): Promise<Received>;
  /** Whether this token, which nobody has shown before, is good. Never throws. */
  isOfTeams(authorization: string): Promise<boolean>;
  /** Waits for what is still being worked out after it was answered that it takes longer, and until that is given. */
  idle(): Promise<void>;
}

/** What is written to people who have not just asked something is written with these. */
export interface Tools {
  /** For what keeps to the pace of the outbox. */
  readonly paced: PacedConnector;
  /** For what a person waits for: counted, and never held up. */
  readonly connector: Connector;
  readonly render: Render;
}

export function createBot(deps: BotDeps): Bot & Tools {
  const { config, storage, clock, steady, log } = deps;
  const guard = createGuard(config);
  const authentication = createAuthentication(config, deps.identityProvider);
  const adapter = new TeamsAdapter(authentication, guard, log);
  const paced = createConnector(tokenOf(authentication, config.app, log), guard);
  const connector = countedConnector({ connector: paced, outbox: storage.outbox, steady, log });
  const render = createRenderer(loadTemplates(deps.cards), config.pages);
  const references = createReferences({ ...storage, clock, bot: botIdOf(config) });
  const personalChat = createPersonalChat({ references, connector, render, log });
  const commands: readonly Command[] = [...deps.commands, helpCommand(() => commands)];
  const gate = createGate({ storage, clock });
  const pages = createPageHost(deps.pages, gate, log);
  const stale = createStaleNotes({ ...deps, storage, clock });
  const router = createRouter({
    gate,
    commands,
    verbs: deps.verbs,
    pages,
    personalChat,
    stale,
    caseNow: deps.caseNow ?? null,
  });
  const owed = createOwed(log);
  const surfaces = createSurfaces({ connector, render, personalChat, owed, log });
  const tooFast = createPace({ limits: config.limits, surfaces, log });
  const composing = createComposing({ gate, compose: deps.compose ?? NO_COMPOSE, router, surfaces, render });
  const { invokeLimitMs } = deps;
  const conversations = createConversations({
    ...{ storage, clock, log, references, router, surfaces, commands, composing },
    ...(invokeLimitMs !== undefined && { invokeLimitMs }),
  });
  return {
    paced,
    connector,
    render,
    isOfTeams: authentication.isOfTeams,
    receive(authorization, body) {
      const arrived = performance.now();
      return adapter.receive(authorization, body, async (incoming) => {
        const began = performance.now();
        const answer = (await tooFast(incoming)) ?? (await conversations.handle(incoming, began - arrived));
        deps.timed?.(incoming.name || incoming.type, (performance.now() - arrived) / 1_000);
        return answer;
      });
    },
    async idle() {
      await conversations.idle();
      await owed.idle();
    },
  };
}
