import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a server that can be cut off: then whoever is connected loses the connection, and nobody else gets one. */
export interface CutOff {
  readonly url: string;
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

export async function cutOffFrom(address: string): Promise<CutOff> {
  const beyond = new URL(address);
  const open = new Set<Socket>();
  let server: Server;
  let port = 0;

  function pass(near: Socket): void {
    const far = connect(Number(beyond.port), beyond.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
  }
  async function resume(): Promise<void> {
    server = createServer(pass);
    await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  }
  const pause = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });

  await resume();
  const here = new URL(address);
  here.host = `127.0.0.1:${port}`;
  return { url: here.href, pause, resume, stop: pause };
}
