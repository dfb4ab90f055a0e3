import { growingId } from '../../src/casework/growing-id';

test('ids grow, also within one moment and when the clock is put back', () => {
  const ids = Array.from({ length: 20_000 }, (_, at) => growingId(1_000_000 - (at % 7)));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
