import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6, type Socket } from 'node:net';

/** Where a request comes from: an address, or the network of one that has billions of them. */
export type SourceOf = (request: IncomingMessage) => string;

/**
 * A proxy says for whom it asks in `X-Forwarded-For`, behind what others may have written there before: so it is read
 * from its end, and only as far as those are named whose word counts.
 * @param proxies addresses, and networks such as 10.0.0.0/8.
 */
export function createSourceOf(proxies: readonly string[]): SourceOf {
  const trusted = new BlockList();
  for (const proxy of proxies) {
    const [address, bits] = proxy.split('/') as [string, string?];
    const family = familyOf(address);
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  const isTrusted = (address: string): boolean => isIP(address) !== 0 && trusted.check(address, familyOf(address));

  return ({ socket, headers }) => {
    let source = bare((socket as Socket | null)?.remoteAddress ?? '');
    const named = [headers['x-forwarded-for'] ?? ''].flat().join(',').split(',');
    while (isTrusted(source) && named.length > 0) {
      const before = bare(named.pop()!);
      if (isIP(before) === 0) break;
      source = before;
    }
    return networkOf(source);
  };
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4');

/** Without a port, brackets, or the prefix of an address of the old kind on a socket of the new one. */
const bare = (address: string): string =>
  address
    .trim()
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '');

/** Whoever has one address of IPv6 has the whole network of 64 bits, so these count as one. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const groups = (part: string): string[] => part.split(':').filter((group) => group !== '');
  const [first, last] = [groups(head), groups(tail ?? '')];
  const whole = [...first, ...Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0'), ...last];
  return whole
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':');
}
