import { createLog } from '../../src/log';
import { lifeOf } from '../../src/teams/authentication';
import { createToken, NoToken, type Issued } from '../../src/teams/token';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Soon enough for a test. */
const ASKED_FOR_MS = 20;

beforeEach(() => void jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] }));
afterEach(() => void jest.useRealTimers());

/** An identity provider that answers when the test says so. */
function aProvider() {
  const asked: { answer: (issued: Issued) => void; refuse: (error: Error) => void }[] = [];
  const lines: string[] = [];
  const ask = () => new Promise<Issued>((answer, refuse) => void asked.push({ answer, refuse }));
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  const token = createToken(ask, log, ASKED_FOR_MS);
  const issue = (accessToken: string, lifeMs = HOUR_MS) => asked.at(-1)!.answer({ accessToken, lifeMs });
  return { token, asked, lines, issue };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));
const pass = (ms: number) => jest.advanceTimersByTime(ms);

/** With the first token in hand. */
async function aToken(lifeMs?: number) {
  const provider = aProvider();
  const ready = provider.token.ready();
  await settled();
  provider.issue('first', lifeMs);
  await ready;
  return provider;
}

test('one is asked for by all who wait, and serves until shortly before its end', async () => {
  const { token, asked, issue } = aProvider();
  const ready = Array.from({ length: 60 }, () => token.ready());
  await settled();
  expect(asked).toHaveLength(1);
  issue('first');
  await Promise.all(ready);
  pass(HOUR_MS - 11 * MINUTE_MS);
  await token.ready();
  await settled();
  expect(asked).toHaveLength(1);
  expect(token.headers()).toEqual({ authorization: 'Bearer first' });
});

test('the next is asked for before the last is over, and nobody waits for it', async () => {
  const { token, asked, issue } = await aToken();
  pass(HOUR_MS - 9 * MINUTE_MS);
  await Promise.all([token.ready(), token.ready()]);
  await settled();
  expect(asked).toHaveLength(2);
  expect(token.headers()).toEqual({ authorization: 'Bearer first' });
  issue('second');
  await settled();
  expect(token.headers()).toEqual({ authorization: 'Bearer second' });
});

test('a provider that hangs keeps nobody waiting, and its late answer serves the next', async () => {
  const { token, issue } = aProvider();
  await expect(token.ready()).rejects.toEqual(new NoToken('ETIMEDOUT'));
  expect(() => token.headers()).toThrow(NoToken);
  issue('late');
  await settled();
  await token.ready();
  expect(token.headers()).toEqual({ authorization: 'Bearer late' });
});

test('one that hangs is asked again a second later', async () => {
  const { token, asked } = aProvider();
  await expect(token.ready()).rejects.toThrow(NoToken);
  await expect(token.ready()).rejects.toThrow(NoToken);
  expect(asked).toHaveLength(1);
  pass(1_000);
  await expect(token.ready()).rejects.toThrow(NoToken);
  expect(asked).toHaveLength(2);
});

test('why there is none is told by its code alone', async () => {
  const { token, asked, lines } = aProvider();
  const ready = token.ready();
  await settled();
  asked[0]!.refuse(Object.assign(new Error('client_secret=s3cret'), { errorCode: 'invalid_client' }));
  await expect(ready).rejects.toEqual(new NoToken('invalid_client'));
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ code: 'invalid_client' }]);
  expect(lines.join('')).not.toContain('s3cret');
});

test('its end is told by the wall’s clock as by the processor’s, whichever is the earlier', async () => {
  for (const setTo of [-24 * HOUR_MS, HOUR_MS]) {
    const { token } = await aToken();
    jest.setSystemTime(Date.now() + setTo);
    if (setTo < 0) pass(HOUR_MS);
    expect(() => token.headers()).toThrow(NoToken);
  }
});

test('how long one is good is read from itself, and supposed to be little where it does not say', () => {
  const jwt = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
  const iat = 1_777_276_800;
  const anHour = jwt({ iat, exp: iat + 3_900 });
  const at = (seconds: number) => (iat + seconds) * 1_000;
  expect(lifeOf(anHour, at(300))).toBe(HOUR_MS);
  expect(lifeOf(anHour, at(3_300))).toBe(10 * MINUTE_MS);
  for (const wrong of [-86_400, 86_400]) expect(lifeOf(anHour, at(wrong))).toBe(HOUR_MS);
  for (const silent of ['opaque', 'a.b.c', jwt({}), jwt({ iat, exp: iat }), 'h.bnVsbA.s'])
    expect(lifeOf(silent, at(0))).toBe(10 * MINUTE_MS);
});
