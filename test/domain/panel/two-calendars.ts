import { BANK_HOLIDAYS } from '../../../src/domain/calendar/bank-holidays';
import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import { londonDate, londonInstant } from '../../../src/domain/calendar/london';
import { meetingOn, takesPlace, type Cycle } from '../../../src/domain/panel/cycle';
import { whyNotChanged } from '../../../src/domain/panel/decide-change';
import type { SaidOfMeeting } from '../../../src/domain/panel/meeting-change';
import {
  agreedAfter,
  backAs,
  forgotten,
  goneTogether,
  inTeams,
  isMissedFirst,
  markOf,
  stepFor,
  toLookAt,
  type Agreed,
  type EventSlot,
  type InTeams,
  type Step,
} from '../../../src/domain/panel/panel-calendar';
import { aChange } from '../../builders/meetings';
import { liverpool } from '../calendar/liverpool';

export const START: LocalDate = '2026-02-05';
export const USUAL = '10:00';
const MOST = 4;
const OF_CYCLE = 10;
/** Days on which a meeting may be added: one between two, and one in half-term. */
const EXTRA: readonly LocalDate[] = [addDays(START, 4), addDays(START, 13)];
/** Numbers of meetings that people do something to: four of the cycle, and those. */
export const SPOKEN_OF = [0, 1, 2, 3, ...EXTRA.map((_, n) => OF_CYCLE + n)];

export type Doing =
  | { readonly what: 'say'; readonly meeting: number; readonly kind: SaidOfMeeting['kind']; readonly by: number }
  | { readonly what: 'drag'; readonly meeting: number; readonly by: number; readonly hour: number }
  | { readonly what: 'delete' | 'restore'; readonly meeting: number }
  | { readonly what: 'wait'; readonly hours: number }
  /** Term dates are imported, or whether the panel meets without them. */
  | { readonly what: 'terms'; readonly skips: boolean }
  /** `dies`: at which of its steps the look is killed, counted over all meetings; one that it never comes to: not at all. */
  | { readonly what: 'look'; readonly dies: number };

export const NEVER = 1_000;
export const aCycle = (skips: boolean, changes: Cycle['changes'] = []): Cycle => ({
  anchor: START,
  rules: { everyDays: 7, cutOffWorkingDays: 2, postAt: '09:00', meetsAt: USUAL },
  ...{ bankHolidays: BANK_HOLIDAYS.days, changes },
  ...(skips && { schools: liverpool }),
});
class Killed extends Error {}

interface Event extends EventSlot {
  readonly planned: LocalDate;
  readonly transaction: string;
  readonly isBinned: boolean;
}

/** Teams, what is kept, and a calendar that makes nothing twice of one transaction, also where that event is in the bin. */
export class World {
  cycle: Cycle;
  now = londonInstant('2026-01-29', '09:00');
  readonly kept = new Map<LocalDate, Agreed>();
  events: Event[] = [];
  writes = 0;
  /** By meeting: when somebody last did something in Teams and in the calendar, counted in deeds. */
  readonly spoke = new Map<LocalDate, number>();
  readonly dragged = new Map<LocalDate, number>();
  deeds = 0;
  #left = NEVER;

  constructor(cycle: Cycle) {
    this.cycle = cycle;
  }

  planned = (n: number): LocalDate => EXTRA[n - OF_CYCLE] ?? addDays(START, n * 7);
  live = (day: LocalDate): Event[] => this.events.filter(({ planned, isBinned }) => planned === day && !isBinned);
  slot = (day: LocalDate) => inTeams(this.cycle, day, USUAL).slot;
  began = (day: LocalDate): boolean => {
    const one = meetingOn(this.cycle, day);
    if (!takesPlace(one)) return one.on < londonDate(this.now);
    return londonInstant(one.on, one.time ?? USUAL) <= this.now;
  };

  /** Whether the rule takes it. */
  say(planned: LocalDate, said: SaidOfMeeting): boolean {
    if (whyNotChanged(this.cycle, planned, said, 'Because', this.now) !== null) return false;
    this.cycle = { ...this.cycle, changes: [...(this.cycle.changes ?? []), aChange(planned, said)] };
    return true;
  }

  change(which: Event, to: Partial<Event>): void {
    this.events = this.events.map((one) => (one === which ? { ...one, ...to } : one));
  }

  /** No two are at the same moment. @param dies the look ends for good before this one of its effects. */
  look(dies: number): void {
    this.#left = dies;
    this.now = new Date(Date.parse(this.now) + 1_000).toISOString() as typeof this.now;
    const known = [...this.kept.keys()];
    try {
      const days = toLookAt(this.cycle, this.now, { most: MOST, known });
      const steps = days.map((day) => {
        const [event = null] = this.live(day);
        return { day, step: stepFor(inTeams(this.cycle, day, USUAL), event, this.kept.get(day) ?? null, USUAL) };
      });
      const gone = goneTogether(steps);
      if (gone.length > 0) this.#effect();
      for (const { day } of gone) this.kept.set(day, forgotten(this.kept.get(day)!));
      for (const day of days) this.#lookAt(day);
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  }

  #lookAt(day: LocalDate): void {
    const [event = null] = this.live(day);
    const agreed = this.kept.get(day) ?? null;
    let teams = inTeams(this.cycle, day, USUAL);
    let step = stepFor(teams, event, agreed, USUAL);
    if (isMissedFirst(step, agreed, this.now)) {
      this.#effect();
      this.kept.set(day, { ...agreed!, missedAt: this.now });
      return;
    }
    if (step.kind === 'take') {
      this.#effect();
      expect(this.dragged.get(day) ?? -1).toBeGreaterThan(this.spoke.get(day) ?? -1);
      const isTaken = this.say(day, step.said);
      teams = inTeams(this.cycle, day, USUAL);
      step = isTaken ? stepFor(teams, event, agreed, USUAL) : backAs(teams, event);
      expect(step.kind).not.toBe('take');
    }
    this.#do(step, teams, event, agreed);
    const keep = agreedAfter(teams, teams.slot !== null, agreed);
    if (!keep) return;
    this.#effect();
    this.kept.set(day, keep);
  }

  #do(step: Step, teams: InTeams, event: Event | null, agreed: Agreed | null): void {
    if (step.kind === 'nothing' || step.kind === 'take') return;
    this.#effect();
    this.writes += 1;
    const mark = markOf(teams);
    if (step.kind === 'make') {
      const transaction = [teams.planned, mark, agreed?.gone ?? 0].join();
      if (this.events.some((one) => one.transaction === transaction)) return;
      this.events.push({ ...step.slot, mark, planned: teams.planned, transaction, isBinned: false });
    }
    if (step.kind === 'move') this.change(event!, { ...step.slot, mark });
    if (step.kind === 'mark') this.change(event!, { mark });
    if (step.kind === 'remove') this.change(event!, { isBinned: true });
  }

  #effect(): void {
    if (this.#left === 0) throw new Killed();
    this.#left -= 1;
  }

  /** What people do. */
  do(one: Exclude<Doing, { what: 'look' }>): void {
    this.deeds += 1;
    if (one.what === 'wait') {
      this.now = new Date(Date.parse(this.now) + one.hours * 3_600_000).toISOString() as typeof this.now;
      return;
    }
    if (one.what === 'terms') {
      this.cycle = aCycle(one.skips, this.cycle.changes);
      return;
    }
    const day = this.planned(one.meeting);
    if (one.what === 'say') {
      if (this.say(day, wordOf(one.kind, day, one.by))) this.spoke.set(day, this.deeds);
      return;
    }
    const [live] = this.live(day);
    const binned = this.events.findLast(({ planned, isBinned }) => planned === day && isBinned);
    if (one.what === 'restore' ? live || !binned : !live) return;
    this.dragged.set(day, this.deeds);
    if (one.what === 'delete') this.change(live!, { isBinned: true });
    if (one.what === 'restore') this.change(binned!, { isBinned: false });
    if (one.what === 'drag')
      this.change(live!, { day: addDays(live!.day, one.by), time: `${String(one.hour).padStart(2, '0') as '10'}:00` });
  }

  days = (): LocalDate[] => Array.from({ length: OF_CYCLE + EXTRA.length }, (_, n) => this.planned(n));
}

function wordOf(kind: SaidOfMeeting['kind'], day: LocalDate, by: number): SaidOfMeeting {
  if (kind === 'added') return { kind, time: by % 2 === 0 ? '14:00' : null };
  return kind === 'moved' ? { kind, to: addDays(day, by), time: null } : { kind };
}

/** Day by day of each meeting: where Teams has it and where the calendar has it, now and with the last look; no marks. */
export class Slow {
  readonly #inTeams: World;
  readonly #spoken = new Set<LocalDate>();
  /** Where Teams had each meeting when it was looked at last. */
  readonly #stood = new Map<LocalDate, LocalDate | null>();
  /** Whose event was gone then, and nobody else's. */
  #missing: LocalDate | null = null;

  constructor(cycle: Cycle) {
    this.#inTeams = new World(cycle);
  }

  day = (day: LocalDate): LocalDate | null => this.#inTeams.slot(day)?.day ?? null;

  #givenTime(day: LocalDate): string {
    const added = this.#inTeams.cycle.changes!.find(({ meeting, said }) => meeting === day && said.kind === 'added');
    return (added?.said.kind === 'added' ? added.said.time : null) ?? USUAL;
  }

  see(one: Doing, { now, planned }: World, isSaid: boolean): void {
    this.#inTeams.now = now;
    if (one.what !== 'terms' && (one.what !== 'say' || !isSaid)) return;
    this.#inTeams.do(one);
    if (one.what === 'say') this.#spoken.add(planned(one.meeting));
  }

  look(world: World): void {
    this.#inTeams.now = world.now;
    const known = [...world.kept.keys()];
    const days = toLookAt(this.#inTeams.cycle, world.now, { most: MOST, known });
    const gone = days.filter(
      (day) =>
        world.events.some(({ planned }) => planned === day) &&
        world.live(day).length === 0 &&
        this.day(day) !== null &&
        this.day(day) === this.#stood.get(day) &&
        !this.#spoken.has(day),
    );
    const [missing = null] = gone.length === 1 ? gone : [];
    for (const day of days) {
      const hadEvent = world.events.some(({ planned }) => planned === day);
      const [event] = world.live(day);
      const [here, there] = [this.day(day), event?.day ?? null];
      const isSame = !this.#spoken.has(day) && here === this.#stood.get(day);
      const isToBeSeenAgain = there === null && (missing !== day || this.#missing !== day);
      if (hadEvent && isSame && here !== there && !isToBeSeenAgain)
        this.#inTeams.say(
          day,
          there === null
            ? { kind: 'cancelled' }
            : there === day && event!.time === this.#givenTime(day)
              ? { kind: 'put-back' }
              : { kind: 'moved', to: there, time: event!.time === USUAL ? null : event!.time },
        );
      this.#spoken.delete(day);
      this.#stood.set(day, this.day(day));
    }
    this.#missing = missing;
  }
}
