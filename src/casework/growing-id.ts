import { randomBytes } from 'node:crypto';

let lastTime = 0;
let inThisMillisecond = 0;

/**
 * An id that is greater than every one made before it here (a UUID of version 7), so that facts recorded at one moment
 * keep their order. Twelve bits count within a millisecond; when they are used up, the next millisecond is begun early.
 */
export function growingId(now = Date.now()): string {
  if (now > lastTime) [lastTime, inThisMillisecond] = [now, 0];
  else inThisMillisecond += 1;
  if (inThisMillisecond > 0xfff) [lastTime, inThisMillisecond] = [lastTime + 1, 0];
  const time = lastTime.toString(16).padStart(12, '0');
  const random = randomBytes(8);
  random[0] = (random[0]! & 0x3f) | 0x80;
  const tail = random.toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${inThisMillisecond.toString(16).padStart(3, '0')}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
