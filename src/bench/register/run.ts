import type { LocalDate } from '../../domain/calendar/date';
import { londonInstant } from '../../domain/calendar/london';
import type { Policies } from '../../domain/policy/policies';
import { MovingClock } from '../../moving-clock';
import { createLog } from '../../log';
import { createRegister } from '../../panel/create-register';
import type { Register, RegisterLook } from '../../panel/register';
import type { Person } from '../../people/directory';
import type { Storage } from '../../stores';
import { figuresOf, type Figures } from '../measure';
import { addMany, type Place } from './cases';

export interface RegisterSize {
  readonly open: number;
  /** Closed cases at first, and all of them at last. */
  readonly closed: readonly number[];
  readonly looks: number;
}

export interface PageFigures extends Figures {
  readonly closed: number;
  readonly page: string;
  /** Children on the register that was looked at. */
  readonly children: number;
}

const TODAY: LocalDate = '2026-06-15';
/** In the middle of the time in which the closed cases were open: many ended before it, and many began after it. */
const LONG_AGO: LocalDate = '2025-11-17';
const PAGE = 10;

const look = (over: Partial<RegisterLook> = {}): RegisterLook => ({ on: null, by: 'days', reason: null, ...over });
const PAGES: readonly { readonly page: string; readonly look: RegisterLook; readonly from: number }[] = [
  { page: 'today, who is out longest', look: look(), from: 0 },
  { page: 'today, by school, the hundredth page', look: look({ by: 'school' }), from: 99 * PAGE },
  { page: 'today, one reason, by risk', look: look({ by: 'risk', reason: 'missing' }), from: 0 },
  { page: 'a day three months ago', look: look({ on: '2026-03-16' }), from: 0 },
  { page: 'a day seven months ago', look: look({ on: LONG_AGO }), from: 0 },
];

/**
 * What a page of the register costs while cases that are closed come to be many more. The open ones began in the last
 * five months, the closed ones within two years; every one of them went on for days and weeks with something recorded.
 */
export async function benchRegister(
  storage: Storage,
  person: Person,
  {
    place,
    policies,
    size,
    said,
  }: {
    readonly place: Place;
    readonly policies: Policies;
    readonly size: RegisterSize;
    readonly said: (line: string) => void;
  },
): Promise<PageFigures[]> {
  const clock = new MovingClock(londonInstant(TODAY, '10:00'));
  const register = createRegister({ storage, policies, clock, log: createLog('silent') });
  await addMany({ count: size.open, from: '2026-01-12', over: 150, days: 18, ends: false }, place, storage);
  const figures: PageFigures[] = [];
  let there = 0;
  for (const closed of size.closed) {
    await addMany({ count: closed - there, from: '2024-06-03', over: 700, days: 8, ends: true }, place, storage);
    there = closed;
    const began = performance.now();
    const reckoned = await register.reckon();
    said(`${closed} closed: ${reckoned} cases reckoned in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
    for (const one of PAGES)
      figures.push({ closed, page: one.page, ...(await timed(one, register, person, size.looks)) });
  }
  await storage.audit.settled();
  return figures;
}

async function timed({ look, from }: (typeof PAGES)[number], register: Register, person: Person, looks: number) {
  const times: number[] = [];
  let children = 0;
  for (let n = -3; n < looks; n += 1) {
    const before = performance.now();
    const { total } = await register.look(person, look, from, PAGE);
    if (n >= 0) times.push(performance.now() - before);
    children = total;
  }
  return { ...figuresOf(times), children };
}
