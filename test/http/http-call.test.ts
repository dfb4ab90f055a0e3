import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { call, CallFailed } from '../../src/teams/http-call';

let server: Server;
let connections = 0;
const url = () => new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v3/x`);

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(201); // restify, where it has been loaded, has it return nothing
      response.end('{"id":"m1"}');
    });
  });
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('calls that follow each other share a connection, and those side by side do not wait for each other', async () => {
  for (let n = 0; n < 5; n += 1) await call('POST', url(), {}, '{}');
  expect(connections).toBe(1);
  const answers = await Promise.all(Array.from({ length: 10 }, () => call('POST', url(), {}, '{}')));
  expect(answers.map(({ body }) => body)).toEqual(answers.map(() => ({ id: 'm1' })));
  expect(connections).toBe(10);
});

test('a call to a server that is not there was not written, and its words say nothing of what was sent', async () => {
  const nowhere = new URL('http://127.0.0.1:1/');
  const failed = await call('POST', nowhere, {}, '{"name":"Rowan Ashdown"}').catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(CallFailed);
  expect(failed).toMatchObject({ code: 'ECONNREFUSED', statusCode: null, written: false });
  expect(String((failed as Error).stack)).not.toContain('Ashdown');
});

describe('an answer that breaks off', () => {
  let broken: Server;
  let status: number;
  beforeAll(async () => {
    broken = createServer((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(status, { 'content-length': 40, 'ms-cv': 'c1' });
        response.write('{"id":');
        setImmediate(() => response.destroy());
      });
    });
    await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void broken.close());
  const there = () => new URL(`http://127.0.0.1:${(broken.address() as AddressInfo).port}/v3/x`);

  test('says that the message was taken where its status does', async () => {
    status = 201;
    expect(await call('POST', there(), {}, '{}')).toMatchObject({
      status: 201,
      body: null,
      headers: { 'ms-cv': 'c1' },
    });
  });

  test('says that it was refused where its status does', async () => {
    status = 429;
    const failed = await call('POST', there(), {}, '{}').catch((error: unknown) => error);
    expect(failed).toMatchObject({ name: 'CallFailed', statusCode: 429, code: null, written: true });
  });
});
