import fc from 'fast-check';
import type { Instant } from '../../src/domain/calendar/date';
import { fold } from '../../src/notices/fold';

const anAlert = fc.record({
  recipient: fc.constantFrom('ash', 'ed', 'sam'),
  urgent: fc.boolean(),
  possibleRepeat: fc.boolean(),
  dueAt: fc.integer({ min: 10, max: 20 }).map((day): Instant => `2026-05-${day}T07:30:00.000Z`),
});
const waiting = fc
  .array(anAlert, { maxLength: 12 })
  .map((alerts) => alerts.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1)).map((one, n) => ({ ...one, id: `a${n}` })));

type Alert = Parameters<typeof fold>[0][number];
const isBefore = (a: Alert, b: Alert) => (a.urgent === b.urgent ? a.dueAt >= b.dueAt : a.urgent);

test('everybody has one card left, besides those before it that may stand there; each alert is told once, and to its own recipient', () => {
  fc.assert(
    fc.property(waiting, (alerts) => {
      const folds = fold(alerts);
      const of = (id: string) => alerts.find((one) => one.id === id)!;
      const folded = folds.flatMap(({ others }) => others);
      expect(new Set(folded).size).toBe(folded.length);
      for (const recipient of ['ash', 'ed', 'sam']) {
        const theirs = alerts.filter((one) => one.recipient === recipient);
        const left = theirs.filter(({ id }) => !folded.includes(id));
        const [lead, ...more] = left.filter(({ possibleRepeat }) => !possibleRepeat);
        expect(more).toEqual([]);
        if (!lead) expect(left).toEqual(theirs);
        else
          for (const one of theirs) expect(left.includes(one) ? isBefore(one, lead) : isBefore(lead, one)).toBe(true);
      }
      for (const { lead, others } of folds) {
        expect(of(lead).possibleRepeat).toBe(false);
        for (const id of others) expect(of(id).recipient).toBe(of(lead).recipient);
      }
    }),
  );
});
