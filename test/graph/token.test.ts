import { createGraph } from '../../src/graph/client';
import { notReached } from '../../src/graph/failure';
import { createPace, PUBLISHED } from '../../src/graph/pace';

test('a token that never comes is given up like an answer that never comes', async () => {
  const graph = createGraph({
    // The client asks for a token for Microsoft's own hosts alone; without one nothing is sent there.
    url: 'https://graph.microsoft.com',
    authentication: { getAccessToken: () => new Promise<string>(() => {}) },
    pace: createPace(PUBLISHED),
    tryMs: 200,
  });
  const failure = await graph.get('/me', new AbortController().signal).catch(notReached);
  expect(failure).toMatchObject({ kind: 'later' });
});
