import type { Instant } from '../../domain/calendar/date';
import { describeError, type Log } from '../../log';
import { instantOf } from '../../notices/steady-clock';
import type { Authority } from '../../people/directory';
import { look, type LookDeps } from './look';

/** As often as groups of Entra are read. */
const EVERY_MS = 5 * 60_000;
/** A look ends long before the next one, so that there are never two at once. */
const WHOLE_MS = 90_000;
/** The longest wait that Microsoft Graph is granted. */
const LONGEST_MS = 3_600_000;
const DAY_MS = 24 * 3_600_000;

export interface PanelCalendars {
  /** Looks at the calendars whose turn it is. Never rejects: what cannot be looked at is told the log, and tried again. */
  lookWhenDue(): Promise<void>;
  /** Waits for a look that is under way. */
  idle(): Promise<void>;
}

interface Deps extends LookDeps {
  readonly log: Log;
}

/** Where Microsoft Graph is off, nothing is read or written. */
export const NO_CALENDARS: PanelCalendars = { lookWhenDue: async () => {}, idle: async () => {} };

/** The calendars of the panels, each looked at by one instance at a time. */
export function createPanelCalendars(deps: Deps, wholeMs = WHOLE_MS): PanelCalendars {
  const { storage, log } = deps;
  let looking: Promise<void> | null = null;

  async function lookAtAll(): Promise<void> {
    for (const authority of await storage.directory.authorities()) {
      const { panelCalendar: calendar } = authority;
      if (calendar === undefined) await storage.panelCalendars.leaveOthers(authority.code, null);
      else if (await isOurTurn(authority, deps)) await lookAt(authority, calendar, deps, wholeMs);
    }
  }

  return {
    async lookWhenDue() {
      looking ??= lookAtAll()
        .catch((error: unknown) => log.error(describeError(error), 'the panel’s calendar: background work failed'))
        .finally(() => (looking = null));
      await looking;
    },
    idle: async () => void (await looking),
  };
}

function isOurTurn({ code }: Authority, { storage, clock }: Deps): Promise<boolean> {
  const now = clock.now();
  return storage.panelCalendars.takeTurn(code, { now, next: after(now, EVERY_MS), latest: after(now, LONGEST_MS) });
}

async function lookAt(authority: Authority, calendar: string, deps: Deps, wholeMs: number): Promise<void> {
  const { code } = authority;
  try {
    const looked = await look(authority, calendar, deps, AbortSignal.timeout(wholeMs));
    if (looked === 'several-gone') await sayDaily(code, 'several-gone', deps);
  } catch (error) {
    await tellFailure(code, error, deps);
  }
}

async function tellFailure(authority: string, error: unknown, deps: Deps): Promise<void> {
  const { storage, calendars, clock, log } = deps;
  const { isForGood, afterSeconds, code } = calendars.whyNot(error);
  if (isForGood) return sayDaily(authority, code, deps);
  log.warn({ ...describeError(error), authority, code }, 'the panel’s calendar could not be looked at just now');
  const waitMs = Math.min((afterSeconds ?? 0) * 1_000, LONGEST_MS);
  if (waitMs > EVERY_MS) await storage.panelCalendars.wait(authority, after(clock.now(), waitMs));
}

/** What lasts until somebody does something is said once a day. */
async function sayDaily(authority: string, code: string, { storage, clock, log }: Deps): Promise<void> {
  const key = `calendar-trouble-said-until ${authority}`;
  const now = clock.now();
  if (now < ((await storage.settings.get(key)) ?? '')) return;
  await storage.settings.set(key, after(now, DAY_MS));
  log.error(
    { authority, code },
    code === 'several-gone'
      ? 'several meetings were gone from the panel’s calendar at once: none is cancelled, and they are written anew'
      : 'the panel’s calendar may not be read or written, or is not there',
  );
}

const after = (now: Instant, milliseconds: number): Instant => instantOf(Date.parse(now) + milliseconds);
