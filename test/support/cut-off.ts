import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** PostgreSQL's last word to a connection: a message `E` of these fields. */
const FIELDS = ['SFATAL', 'VFATAL', 'C57P01', 'Mterminating connection due to administrator command'];
const SAID = Buffer.from(`${FIELDS.join('\0')}\0\0`);
const SHUTTING_DOWN = Buffer.concat([
  Buffer.from('E'),
  Buffer.from(Uint32Array.of(SAID.length + 4).buffer).swap32(),
  SAID,
]);

/** An answer ends with the message `Z`: ready for the next question, outside of a transaction. */
const isComplete = (answer: Buffer): boolean => answer.subarray(-6).equals(Buffer.from('Z\0\0\0\x05I', 'latin1'));

/** A way to a server that can be cut off: then whoever is connected loses the connection, and nobody else gets one. */
export interface CutOff {
  readonly url: string;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** As a server that is shut down does: in one breath with its next answer it says that it ends the connection. */
  endsWithNextAnswer(): void;
  stop(): Promise<void>;
}

export async function cutOffFrom(address: string): Promise<CutOff> {
  const beyond = new URL(address);
  const open = new Set<Socket>();
  let server: Server;
  let port = 0;
  let isToEnd = false;

  function pass(near: Socket): void {
    const far = connect(Number(beyond.port), beyond.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      if (from === near) from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
    far.on('data', (answer: Buffer) => {
      if (!isToEnd || !isComplete(answer)) return void near.write(answer);
      isToEnd = false;
      near.end(Buffer.concat([answer, SHUTTING_DOWN]));
    });
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
  const endsWithNextAnswer = () => void (isToEnd = true);
  return { url: here.href, pause, resume, endsWithNextAnswer, stop: pause };
}
