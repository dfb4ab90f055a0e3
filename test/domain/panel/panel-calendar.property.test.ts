import fc from 'fast-check';
import type { SaidOfMeeting } from '../../../src/domain/panel/meeting-change';
import { aCycle, NEVER, Slow, SPOKEN_OF, START, USUAL, World, type Doing } from './two-calendars';

const meeting = fc.constantFrom(...SPOKEN_OF);
const doing = (deaths: fc.Arbitrary<number>): fc.Arbitrary<Doing> =>
  fc.oneof(
    fc.record({
      what: fc.constant('say' as const),
      meeting,
      kind: fc.constantFrom<SaidOfMeeting['kind']>('added', 'added', 'moved', 'moved', 'cancelled', 'put-back'),
      by: fc.integer({ min: -16, max: 16 }),
    }),
    fc.record({
      what: fc.constant('drag' as const),
      ...{ meeting, by: fc.integer({ min: -16, max: 16 }), hour: fc.integer({ min: 8, max: 17 }) },
    }),
    fc.record({ what: fc.constantFrom('delete' as const, 'restore' as const), meeting }),
    fc.record({ what: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 120 }) }),
    fc.record({ what: fc.constant('look' as const), dies: deaths }),
    fc.record({ what: fc.constant('look' as const), dies: deaths }),
  );
const histories = (...kinds: fc.Arbitrary<Doing>[]) => fc.array(fc.oneof(...kinds), { minLength: 5, maxLength: 40 });
const dying = doing(fc.oneof(fc.constant(NEVER), fc.integer({ min: 0, max: 12 })));
const living = doing(fc.constant(NEVER));
const terms = fc.record({ what: fc.constant('terms' as const), skips: fc.boolean() });
/**
 * Term dates change once at most. Changed and changed back, they would have a meeting stand as it stood before with no word of
 * anybody, by which an event from before could be told from one of now: what was done to it then is taken.
 */
const withTerms = fc
  .tuple(histories(living), terms, fc.nat(40))
  .map(([all, change, at]): Doing[] => all.toSpliced(at, 0, change));
const cycles = fc.boolean().map((skips) => aCycle(skips));

function hasAgreed(world: World): void {
  for (const day of [...world.kept.keys()].filter((one) => !world.began(one))) {
    const slot = world.slot(day);
    expect(world.live(day).map((event) => event.day)).toEqual(slot ? [slot.day] : []);
  }
}

describe('Teams and the calendar', () => {
  it('agree in the end whatever was done in both and wherever looks were killed, with one event a meeting, and then nothing is written', () => {
    fc.assert(
      fc.property(cycles, histories(dying), (cycle, all) => {
        const world = new World(cycle);
        for (const one of all) {
          if (one.what === 'look') world.look(one.dies);
          else world.do(one);
          if (world.days().some((day) => world.live(day).length > 1)) throw new Error('a meeting is two events');
        }
        // An event that was made and thrown away while nobody knew of it is made by none of the first looks, and one that
        // is gone is missed by two.
        for (let n = 0; n < 4; n += 1) world.look(NEVER);
        hasAgreed(world);
        const before = [world.writes, world.cycle.changes?.length];
        world.look(NEVER);
        expect([world.writes, world.cycle.changes?.length]).toEqual(before);
      }),
      { numRuns: 1000 },
    );
  });

  it('come to what a slow reckoning says, which knows only who did something since the last look', () => {
    fc.assert(
      fc.property(cycles, withTerms, (cycle, all) => {
        const world = new World(cycle);
        const slow = new Slow(cycle);
        for (const one of all) {
          if (one.what === 'look') {
            slow.look(world);
            world.look(NEVER);
            expect(world.days().map((day) => world.slot(day)?.day ?? null)).toEqual(
              world.days().map((day) => slow.day(day)),
            );
          } else {
            const before = world.cycle.changes?.length;
            world.do(one);
            slow.see(one, world, world.cycle.changes?.length !== before);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('an event that is there again', () => {
  const world = () => {
    const one = new World(aCycle(false));
    one.look(NEVER);
    one.do({ what: 'say', meeting: 0, kind: 'cancelled', by: 0 });
    one.look(NEVER);
    one.do({ what: 'restore', meeting: 0 });
    return one;
  };

  it('puts its meeting back', () => {
    const one = world();
    one.look(NEVER);
    expect([one.slot(START), one.live(START).length]).toEqual([{ day: START, time: USUAL }, 1]);
  });

  it('does not where it was said in Teams since that the meeting is cancelled', () => {
    const one = world();
    for (const kind of ['put-back', 'cancelled'] as const) one.do({ what: 'say', meeting: 0, kind, by: 0 });
    one.look(NEVER);
    expect([one.slot(START), one.live(START).length]).toEqual([null, 0]);
  });

  it('puts one that was added back to the time at which it was added', () => {
    const one = new World(aCycle(false));
    const meeting = SPOKEN_OF.at(-1)!;
    for (const kind of ['added', 'cancelled'] as const) {
      one.do({ what: 'say', meeting, kind, by: 0 });
      one.look(NEVER);
    }
    one.do({ what: 'restore', meeting });
    one.look(NEVER);
    const day = one.planned(meeting);
    expect(one.slot(day)).toEqual({ day, time: '14:00' });
    expect(one.cycle.changes!.at(-1)!.said).toEqual({ kind: 'put-back' });
  });
});
