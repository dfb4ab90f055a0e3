import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where an operator listens for alarms: keeps what is posted, and answers as it is told to. */
export async function startAlarmReceiver() {
  const taken: unknown[] = [];
  let status = 200;
  let hangs = false;
  let left = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      if (hangs) return void (left += 1);
      if (status === 200) taken.push(JSON.parse(body));
      response.statusCode = status;
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    taken,
    hang: () => void (hangs = true),
    /** How many it has left without an answer. */
    unanswered: () => left,
    answerWith: (next: number) => void (status = next),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
export type AlarmReceiver = Awaited<ReturnType<typeof startAlarmReceiver>>;
