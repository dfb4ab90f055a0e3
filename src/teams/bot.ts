import type { Config } from '../config';
import type { Clock } from '../clock';
import type { Log } from '../log';
import type { Storage } from '../stores';
import type { Command, Verb } from './actions';
import { TeamsAdapter, type HttpAnswer } from './adapter';
import { createAuthentication, type IdentityProvider } from './authentication';
import { NO_COMPOSE, type Compose } from './compose/compose';
import { createComposing } from './compose/composing';
import { createConnector, type Connector } from './connector';
import { createConversations } from './conversations';
import { createGuard } from './guard';
import { helpCommand } from './help';
import { createPageHost } from './page-host';
import type { AnyPage } from './pages/page';
import { createPersonalChat } from './personal-chat';
import { createReferences } from './references';
import { createRenderer, type Render } from './rendering/render';
import { loadTemplates } from './rendering/templates';
import { createRouter } from './router';
import { createSurfaces } from './surfaces';

export interface BotDeps {
  readonly config: Config;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly log: Log;
  readonly pages: readonly AnyPage[];
  readonly commands: readonly Command[];
  readonly verbs: readonly Verb[];
  /** What people find and begin from the compose box; none where it is left out. */
  readonly compose?: Compose;
  /** Another folder of cards, and another identity provider than Microsoft's: for tests. */
  readonly cards?: string;
  readonly identityProvider?: IdentityProvider;
}

export interface Bot {
  /** Answers one POST of Teams. Never throws. */
  receive(authorization: string, body: unknown): Promise<HttpAnswer>;
}

/** The bot and its two tools for writing to people who have not just asked something. */
export function createBot(deps: BotDeps): Bot & { readonly connector: Connector; readonly render: Render } {
  const { config, storage, clock, log } = deps;
  const guard = createGuard(config);
  const authentication = createAuthentication(config.app, deps.identityProvider);
  const adapter = new TeamsAdapter(authentication, guard, log);
  const connector = createConnector(authentication, config.app?.id ?? '', guard);
  const render = createRenderer(loadTemplates(deps.cards), config.pages);
  const references = createReferences(storage);
  const personalChat = createPersonalChat({ references, connector, render, log });
  const commands: readonly Command[] = [...deps.commands, helpCommand(() => commands)];
  const pages = createPageHost(deps.pages, log);
  const router = createRouter({ commands, verbs: deps.verbs, pages, personalChat });
  const surfaces = createSurfaces({ connector, render, log });
  const composing = createComposing({ compose: deps.compose ?? NO_COMPOSE, router, surfaces, render });
  const conversations = createConversations({ storage, clock, log, references, router, surfaces, commands, composing });
  return {
    connector,
    render,
    receive: (authorization, body) => adapter.receive(authorization, body, conversations.handle),
  };
}
