import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Teams' side of the wire on loopback: takes every message and counts it. */
export interface CountingConnector {
  readonly serviceUrl: string;
  readonly received: number;
  close(): void;
}

export async function startConnector(): Promise<CountingConnector> {
  let received = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      received += 1;
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(`{"id":"m${received}"}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    get received() {
      return received;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
