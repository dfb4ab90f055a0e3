import { createLog } from '../src/log';

const SECRET = 'Robin Example, C341999926001';

function logged(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown> {
  const lines: string[] = [];
  write(createLog('debug', { write: (line) => void lines.push(line) }));
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('Robin');
  return JSON.parse(lines[0]!) as Record<string, unknown>;
}

test('ids, codes and counts are kept, everything else is dropped', () => {
  const line = logged((log) => log.info({ notice: 'n1', count: 3, pupil: SECRET, text: SECRET }, 'notice sent'));
  expect(line).toMatchObject({ msg: 'notice sent', notice: 'n1', count: 3 });
  expect(line).not.toHaveProperty('pupil');
});

test('what an operator needs of a clock that is wrong, of cases and of alarms is kept', () => {
  const ids = { aheadSeconds: -7_200, cases: 3, what: 'alert-reaches-nobody' };
  expect(logged((log) => log.error(ids, 'the clock is far off'))).toMatchObject(ids);
});

class QueryError extends Error {
  override name = 'QueryError';
  readonly code = 'P2002';
}

test.each<[string, (log: ReturnType<typeof createLog>) => void]>([
  ['as err', (log) => log.error({ err: new QueryError(SECRET) }, 'failed')],
  ['as error', (log) => log.error({ error: new QueryError(SECRET) }, 'failed')],
  ['alone', (log) => log.error(new QueryError(SECRET))],
  ['with a sentence', (log) => log.error(new QueryError(SECRET), 'failed')],
])('an error %s is told by name, code and place, not by its words', (_how, write) => {
  const line = logged(write);
  expect(line).toMatchObject({ error: 'QueryError', code: 'P2002' });
  expect(line['at']).toContain('log.test.ts');
});

test('what would be put in place of a %s is left out', () => {
  expect(logged((log) => log.info('a pupil: %s', SECRET))['msg']).toBe('a pupil: %s');
});

test('the rules hold for a child logger too', () => {
  expect(logged((log) => log.child({ job: 'sweep' }).warn({ name: SECRET }, 'slow'))).toMatchObject({ msg: 'slow' });
});
