import { createHash } from 'node:crypto';
import type { Clock } from '../clock';
import type { Policies } from '../domain/policy/policies';
import { daysInError } from '../domain/census/in-error';
import { spansOf } from '../domain/register/spans';
import type { Storage, Stores } from '../stores';
import { calendarsOf } from './calendars';

/** Few, since on the embedded database whoever writes waits for a transaction that is open. */
const BATCH = 10;
/** By what the index was reckoned: other rules under the same ids may say otherwise of every case. */
const RECKONED_BY = 'register-reckoned-by';
/** To be raised with a change of the code that says who is on the register. */
const CODE = 2;

interface Deps {
  readonly storage: Storage;
  readonly policies: Policies;
  readonly clock: Clock;
  /** What else is to be known beforehand of an authority, once its index is up to date; left out: nothing. */
  readonly beforehand?: (authority: string, goesOn: () => boolean) => Promise<void>;
}

/**
 * Reckons what has to be, once at a time. Where the rules have changed since the last time, that is everything, and every
 * open case is looked at too: by other rules something may fall due sooner. It may take
 * minutes of many cases, so nothing that has to arrive waits for it.
 */
export function createReckoning({ storage, policies, clock, beforehand }: Deps) {
  let asked = false;
  let resting = false;

  async function reckonAnewWhereRulesChanged(): Promise<void> {
    if (asked) return;
    const packs = policies.ids.map((id) => policies(id));
    const by = createHash('sha256')
      .update(JSON.stringify([CODE, packs]))
      .digest('base64');
    await storage.transaction(async ({ cases, directory, settings }) => {
      if ((await settings.get(RECKONED_BY)) === by) return;
      await cases.reckonAnew();
      for (const { code } of await directory.authorities()) await cases.makeDue(code, null, clock.now());
      await settings.set(RECKONED_BY, by);
    });
    asked = true;
  }

  async function reckonAll(): Promise<number> {
    await reckonAnewWhereRulesChanged();
    let reckoned = 0;
    for (const { code } of await storage.directory.authorities()) {
      for (let after: string | null = ''; after !== null && !resting;) {
        const from: string = after;
        const batch = await storage.transaction((stores) => reckonSome(code, from, stores, policies));
        reckoned += batch.reckoned;
        after = batch.last;
      }
      if (!resting) await beforehand?.(code, () => !resting);
    }
    return reckoned;
  }

  let underWay: Promise<number> | null = null;
  return {
    reckon(): Promise<number> {
      resting = false;
      return (underWay ??= reckonAll().finally(() => (underWay = null)));
    },
    async idle(): Promise<void> {
      resting = true;
      await underWay?.catch(() => {});
    },
  };
}

/** A case whose rules are gone waits for them; whoever looks is told that it cannot be read. */
async function reckonSome(authority: string, after: string, stores: Stores, policies: Policies) {
  await stores.directory.holdStill();
  const { cases, last } = await stores.cases.toReckon(authority, after, BATCH);
  const calendarOf = await calendarsOf(cases, stores.directory);
  let reckoned = 0;
  for (const one of cases) {
    const spans = spansOf(one, calendarOf(one), policies);
    const inError = daysInError(one, policies);
    if (spans && (await stores.cases.reckoned(one.id, one.version, spans, inError))) reckoned += 1;
  }
  return { reckoned, last };
}
