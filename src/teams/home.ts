import type { Config } from '../config';
import type { Home } from '../notices/reaching';

/** "The global service address": it finds the region by itself, for people in a tenant in which nobody was met yet. */
const SERVICE_URL = 'https://smba.trafficmanager.net/teams/';

/** Null when anonymous: the bot has no name in Teams then. */
export const teamsHome = ({ app }: Pick<Config, 'app'>): Home | null =>
  app && { serviceUrl: SERVICE_URL, botId: `28:${app.id}`, channelId: 'msteams' };
