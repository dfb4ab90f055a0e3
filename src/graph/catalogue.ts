import { z } from 'zod';
import type { Graph } from './client';
import { NotThere } from './failure';

/** The id under which the organisation's catalogue keeps our app: not the one in its manifest, and another in each tenant. */
export interface Catalogue {
  /** Asks once. Throws `NotThere`, and what the client throws. */
  appId(signal: AbortSignal): Promise<string>;
  /** The app was taken out of the catalogue, and may be there again under another id. */
  forget(): void;
}

const Apps = z.object({ value: z.array(z.object({ id: z.string().min(1) })) });

/** @param externalId the id in the app's manifest. */
export function createCatalogue(graph: Graph, externalId: string): Catalogue {
  let known: Promise<string> | null = null;

  async function ask(signal: AbortSignal): Promise<string> {
    const filter = encodeURIComponent(`externalId eq '${externalId}'`);
    const { value } = Apps.parse(await graph.get(`/appCatalogs/teamsApps?$filter=${filter}`, signal));
    const [app] = value;
    if (!app) throw new NotThere('not-in-catalogue');
    return app.id;
  }

  return {
    async appId(signal) {
      const asked = (known ??= ask(signal));
      asked.catch(() => {
        if (known === asked) known = null;
      });
      return asked;
    },
    forget: () => (known = null),
  };
}
