import { z } from 'zod';
import type { Account } from '../notices/reach';
import type { Catalogue } from './catalogue';
import type { Graph } from './client';
import { NotThere, statusOf } from './failure';

const ALREADY_INSTALLED = 409;
const NOT_FOUND = 404;

const Installations = z.object({ value: z.array(z.object({ id: z.string().min(1) })) });
const Chat = z.object({ id: z.string().min(1).max(2_000) });

/**
 * Installs the app for a person and returns the id of the chat that they have with the bot from then on (Microsoft,
 * "Authorise proactive bot installation and messaging in Teams"). Throws `NotThere`, and what the client throws.
 */
export async function installFor(
  { entraId }: Account,
  graph: Graph,
  catalogue: Catalogue,
  signal: AbortSignal,
): Promise<string> {
  const apps = `/users/${encodeURIComponent(entraId)}/teamwork/installedApps`;
  const appId = await installed(apps, graph, catalogue, signal);
  const filter = encodeURIComponent(`teamsApp/id eq '${appId}'`);
  const { value } = Installations.parse(await graph.get(`${apps}?$expand=teamsApp&$filter=${filter}`, signal));
  const [installation] = value;
  if (!installation) throw new NotThere('no-chat');
  return Chat.parse(await graph.get(`${apps}/${encodeURIComponent(installation.id)}/chat`, signal)).id;
}

/** An app that is not found may have been taken out of the catalogue and put in again, so its id is asked for once more. */
async function installed(apps: string, graph: Graph, catalogue: Catalogue, signal: AbortSignal): Promise<string> {
  const before = await catalogue.appId(signal);
  try {
    return await install(apps, before, graph, signal);
  } catch (error) {
    if (statusOf(error) !== NOT_FOUND) throw error;
    catalogue.forget();
    const now = await catalogue.appId(signal);
    if (now === before) throw error;
    return install(apps, now, graph, signal);
  }
}

async function install(apps: string, appId: string, graph: Graph, signal: AbortSignal): Promise<string> {
  const body = { 'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${appId}` };
  try {
    await graph.post(apps, body, signal);
  } catch (error) {
    if (statusOf(error) !== ALREADY_INSTALLED) throw error;
  }
  return appId;
}
