import { policyPack } from '../src/domain/policy/policies';
import { assemble } from '../src/assemble';
import { readConfig } from '../src/config';
import type { Instant } from '../src/domain/calendar/date';
import { createLog } from '../src/log';
import { memoryStorage } from '../src/memory-storage';
import { MovingClock, resumeClock } from '../src/moving-clock';
import { JumpingClock } from './support/steady-clock';

const STARTS: Instant = '2026-04-27T07:30:00.000Z';
const LATER: Instant = '2026-04-27T16:00:00.000Z';

it('goes on after a restart where the bot last looked at what is due, not where it was first told to start', async () => {
  const storage = memoryStorage();
  const clock = new MovingClock(STARTS);
  const config = readConfig({ ALLOW_ANONYMOUS: '1', CLOCK: STARTS });
  const { sweep } = assemble({
    config,
    log: createLog('silent'),
    storage,
    clock,
    steady: new JumpingClock(),
    policies: policyPack,
    address: () => '',
  });
  clock.moveTo(LATER);
  await sweep();
  const again = await resumeClock(STARTS, storage.settings);
  expect(again.now() >= LATER).toBe(true);
});

it('is never put back', () => {
  const clock = new MovingClock(LATER);
  clock.moveTo(STARTS);
  expect(clock.now() >= LATER).toBe(true);
});
