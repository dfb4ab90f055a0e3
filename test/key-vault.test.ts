import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fieldKeysOf } from '../src/key-vault';
import { aKey, FIELD_KEYS, FIELD_KEYS_TEXT } from './support/field-keys';

describe('keys in a key vault', () => {
  let server: Server;
  let url: string;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  let asked: string[];
  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  });
  const gives = (body: unknown, status = 200) => {
    answer = (_request, response) => {
      response.writeHead(status);
      response.end(JSON.stringify(body));
    };
  };
  const keys = () => fieldKeysOf({ fieldKeys: null, keyVaultUrl: url }, null);

  test('are one secret, a list as in FIELD_KEYS', async () => {
    gives({ value: `${aKey('k2', 'b')},${aKey('k1', 'a')}`, id: 'https://…' });
    expect((await keys())!.map(({ id }) => id)).toEqual(['k2', 'k1']);
    expect(asked).toEqual(['GET /secrets/whereabouts-field-keys?api-version=7.4']);
  });

  test('are not asked for where they are given', async () => {
    expect(await fieldKeysOf({ fieldKeys: FIELD_KEYS, keyVaultUrl: null }, null)).toBe(FIELD_KEYS);
    expect(await fieldKeysOf({ fieldKeys: null, keyVaultUrl: null }, null)).toBeNull();
  });

  test.each([
    ['a refusal', { error: { message: FIELD_KEYS_TEXT } }, 403, /was not given out: the vault answered 403$/],
    ['no value', { words: FIELD_KEYS_TEXT }, 200, /could not be read: ZodError$/],
    ['no keys', { value: `k1 ${FIELD_KEYS_TEXT}` }, 200, /must be a list of id:base64/],
  ])(
    'that cannot be had stop the start, with a reason that says nothing of them: %s',
    async (_what, body, status, says) => {
      gives(body, status);
      await expect(keys()).rejects.toThrow(says);
      await expect(keys()).rejects.toMatchObject({ name: 'KeyVaultError', code: 'key-vault' });
      await expect(keys()).rejects.not.toThrow(FIELD_KEYS_TEXT.slice(5, 25));
    },
  );

  test('are not fetched from where a vault sends on to, nor from one that is not there', async () => {
    answer = (_request, response) => {
      response.writeHead(302, { location: `${url}/elsewhere` });
      response.end();
    };
    await expect(keys()).rejects.toThrow(/could not be read/);
    expect(asked).toHaveLength(1);
    await expect(fieldKeysOf({ fieldKeys: null, keyVaultUrl: 'http://127.0.0.1:1' }, null)).rejects.toThrow(
      /could not be read: \w+$/,
    );
  });
});
