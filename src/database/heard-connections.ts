import type { PoolConfig } from 'pg';

/**
 * For every pool of connections to a server. A pool takes its own ear off a connection that it hands on, and whoever waited
 * for it puts on theirs a moment later. What the server says in between, as it does when it is shut down while much is asked
 * of it, would end the process. The next question on that connection fails, and that is told.
 */
export const HEARD: Pick<PoolConfig, 'onConnect'> = { onConnect: (client) => void client.on('error', () => {}) };
