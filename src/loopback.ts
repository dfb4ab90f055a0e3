/** Names of this machine, to which alone plain http is spoken. */
export const LOOPBACK_HOSTS: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** `address` has to be one that can be read. */
export const isOnThisMachine = (address: string): boolean => LOOPBACK_HOSTS.includes(new URL(address).hostname);
