import type { LocalDate } from '../../domain/calendar/date';
import { londonInstant } from '../../domain/calendar/london';
import { WHOLE_REGISTER } from '../../domain/register/order';
import type { Policies } from '../../domain/policy/policies';
import { MovingClock } from '../../moving-clock';
import { createLog } from '../../log';
import type { Census } from '../../panel/census';
import { createCensus } from '../../panel/create-census';
import { createRegister } from '../../panel/create-register';
import { createSummaries } from '../../panel/create-summary';
import type { Register, RegisterLook } from '../../panel/register';
import type { Summaries } from '../../panel/summary';
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
  /** Milliseconds that a page may take in the median; null where nothing is asked. */
  readonly aim: number | null;
}

/** What is asked of a page at 2,000 children. */
const AIM = 300;

const TODAY: LocalDate = '2026-06-15';
/** In the middle of the time in which the closed cases were open: many ended before it, and many began after it. */
const LONG_AGO: LocalDate = '2025-11-17';
const PAGE = 10;

interface Page {
  readonly page: string;
  readonly aim: number | null;
  /** How many children it is about. */
  readonly ask: (person: Person, from: Lists) => Promise<number>;
}

interface Lists {
  readonly register: Register;
  readonly census: Census;
  readonly summaries: Summaries;
}

const onRegister = (page: string, over: Partial<RegisterLook> = {}, from = 0): Page => {
  const look: RegisterLook = { ...WHOLE_REGISTER, on: null, ...over };
  return { page, aim: AIM, ask: async (person, { register }) => (await register.look(person, look, from, PAGE)).total };
};

const PAGES: readonly Page[] = [
  onRegister('today, who is out longest'),
  onRegister('today, by school, the hundredth page', { by: 'school' }, 99 * PAGE),
  onRegister('today, one reason, by risk', { by: 'risk', reason: 'missing' }),
  onRegister('a day three months ago', { on: '2026-03-16' }),
  onRegister('a day seven months ago', { on: LONG_AGO }),
];

/** A member of the panel, of whom each case is asked whether it stands on the agenda. */
const OF_PANEL: readonly Page[] = [
  onRegister('for the panel, who is out longest'),
  onRegister('for the panel, by school', { by: 'school' }),
  onRegister('for the panel, a day three months ago', { on: '2026-03-16' }),
];

/** What stands before the panel has been remembered by the sweep. */
const FIRST_OF_PANEL = onRegister('for the panel, the first look of a day');
/** Of a bot that has only just started, before its sweep has gone through the cases. */
const BEFORE_ANY_SWEEP: Page = { ...onRegister('for the panel, right after a start'), aim: null };

/** These read every case that they count, so that the children behind each figure can be shown. */
const COUNTS: readonly Page[] = [
  {
    page: 'the termly count of today',
    aim: null,
    ask: async (person, { census }) => Number((await census.look(person, null)).figures[0]?.count),
  },
  {
    page: 'the summary of the last month',
    aim: null,
    ask: async (person, { summaries }) => Number((await summaries.look(person, null)).moved.at(-1)?.count),
  },
];

/**
 * What a page of the register costs while cases that are closed come to be many more. The open ones began in the last
 * five months, the closed ones within two years; every one of them went on for days and weeks with something recorded.
 * Nothing was recorded after the day that is looked at: what lies ahead of a look is gone through at each of them.
 */
export async function benchRegister(
  storage: Storage,
  person: Person,
  {
    panel,
    place,
    policies,
    size,
    said,
  }: {
    readonly panel: Person;
    readonly place: Place;
    readonly policies: Policies;
    readonly size: RegisterSize;
    readonly said: (line: string) => void;
  },
): Promise<PageFigures[]> {
  const clock = new MovingClock(londonInstant(TODAY, '10:00'));
  const deps = { storage, policies, clock, log: createLog('silent') };
  const counts = { census: createCensus(deps), summaries: createSummaries(deps) };
  await addMany({ count: size.open, from: '2026-01-12', over: 136, days: 18, ends: false }, place, storage);
  const figures: PageFigures[] = [];
  let there = 0;
  for (const closed of size.closed) {
    await addMany({ count: closed - there, from: '2024-06-03', over: 700, days: 8, ends: true }, place, storage);
    there = closed;
    const lists = { ...counts, register: createRegister(deps) };
    const began = performance.now();
    const reckoned = await lists.register.reckon();
    said(`${closed} closed: ${reckoned} cases reckoned in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
    const time = async (one: Page, by: Person, looks: number, warm = WARM, asked = lists) =>
      void figures.push({ closed, page: one.page, aim: one.aim, ...(await timed(one, asked, by, looks, warm)) });
    for (const one of PAGES) await time(one, person, size.looks);
    await time(FIRST_OF_PANEL, panel, 1, 0);
    await time(BEFORE_ANY_SWEEP, panel, 1, 0, { ...lists, register: createRegister(deps) });
    for (const one of OF_PANEL) await time(one, panel, size.looks);
    for (const one of COUNTS) await time(one, person, Math.ceil(size.looks / 8));
  }
  await storage.audit.settled();
  return figures;
}

/** Looks before those that are timed. */
const WARM = 3;

async function timed({ ask }: Page, lists: Lists, person: Person, looks: number, warm: number) {
  const times: number[] = [];
  let children = 0;
  for (let n = -warm; n < looks; n += 1) {
    const before = performance.now();
    children = await ask(person, lists);
    if (n >= 0) times.push(performance.now() - before);
  }
  return { ...figuresOf(times), children };
}
