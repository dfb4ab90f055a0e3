import type { Config } from '../config';
import type { Home } from '../notices/reaching';

/** "The global service address": it finds the region by itself, for people in a tenant in which nobody was met yet. */
const SERVICE_URL = 'https://smba.trafficmanager.net/teams/';

/** What Teams calls this bot. Null when anonymous: it has no name there then. */
export const botIdOf = ({ app }: Pick<Config, 'app'>): string | null => app && `28:${app.id}`;

/** Null when anonymous. */
export function teamsHome(config: Pick<Config, 'app'>): Home | null {
  const botId = botIdOf(config);
  return botId === null ? null : { serviceUrl: SERVICE_URL, botId, channelId: 'msteams' };
}
