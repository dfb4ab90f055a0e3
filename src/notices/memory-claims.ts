import type { Instant } from '../domain/calendar/date';
import type { Begun, Settlement, Want } from './claims';
import type { MemoryCalls } from './memory-calls';
import { again, byTurn, changesOf, isDue, isHeld, type Row } from './memory-rows';
import type { MemoryTable } from './memory-table';
import { AT_ONCE, byDue, HELD, WAITING, type Delivery } from './outbox';
import { plan } from './pace/rule';
import { instantOf } from './steady-clock';
import { countedFrom } from './well-again';

/** See `Outbox.claim`. */
export function claimRows(
  table: MemoryTable,
  tenantId: string,
  now: Instant,
  leaseUntil: Instant,
  limit: number,
): Delivery[] {
  const held = table.list((row) => isHeld(row, now));
  const isInTheWay = (row: Row) => (other: Row) =>
    other.recipient === row.recipient && !(row.urgent && !other.urgent && other.state === 'claimed');
  const served = new Set<string>();
  const due = table
    .list((row) => row.tenantId === tenantId && isDue(row, now))
    .sort(byTurn)
    .filter(({ recipient }) => !served.has(recipient) && served.add(recipient))
    .filter((row) => !held.some(isInTheWay(row)));
  return due.slice(0, limit).map((candidate) => {
    const [row = candidate, ...others] = [...olderThan(candidate, table), candidate];
    for (const { id } of others) table.change(id, { gaveWay: true, notBefore: AT_ONCE });
    return table.change(row.id, {
      state: 'claimed',
      moved: false,
      gaveWay: false,
      taken: row.taken + 1,
      possibleRepeat: row.possibleRepeat || row.state === 'sending',
      leaseUntil,
      reckonedAt: now,
    });
  });
}

/** What goes before it, oldest first; nothing where that has been tried before it already. */
function olderThan(row: Row, table: MemoryTable): Row[] {
  if (row.kind !== 'alert' || row.caseId === null || row.gaveWay) return [];
  const all = table.list(({ caseId, recipient }) => caseId === row.caseId && recipient === row.recipient);
  const isOlder = (other: Row) =>
    byDue(other, row) < 0 || (byDue(other, row) === 0 && all.indexOf(other) < all.indexOf(row));
  return all
    .filter((one) => one.kind === 'alert' && WAITING.includes(one.state) && (one.urgent || !row.urgent) && isOlder(one))
    .sort(byTurn);
}

/** See `Outbox.begin`. */
export function beginCalls(
  table: MemoryTable,
  calls: MemoryCalls,
  tenantId: string,
  wants: readonly Want[],
  at: number,
  leaseMs: number,
): Begun {
  const leaseUntil = instantOf(at + leaseMs);
  const mine = wants.filter((want) => table.held(want)?.state === 'claimed');
  const threads = mine.map(({ thread }) => thread);
  const { starts, waits } = plan(mine, calls.paceOf(tenantId, threads, at), at);
  return {
    starts: starts.map(({ want: { id, thread }, at }) => {
      const row = table.of(id)!;
      const attempt = row.attempts + 1;
      const unanswered = countedFrom(row, calls.sinceLastTry(row));
      table.change(id, { state: 'sending', attempts: attempt, unanswered, leaseUntil, reckonedAt: instantOf(at) });
      calls.start(tenantId, id, attempt, thread, at);
      return { id, attempt, unanswered, at: instantOf(at) };
    }),
    waits: waits.map(({ want: { id }, until }) => ({ id, until: instantOf(until) })),
    lost: wants.filter((want) => !mine.includes(want)).map(({ id }) => id),
  };
}

/** See `Outbox.settle`. */
export function settleClaims(
  table: MemoryTable,
  calls: MemoryCalls,
  settlements: readonly Settlement[],
): ReadonlySet<string> {
  const held = new Set<string>();
  for (const { claim, at, outcome, call } of settlements) {
    if (call) calls.end(claim.id, call);
    const row = table.held(claim);
    if (!row || !HELD.includes(row.state)) continue;
    table.change(row.id, { ...changesOf(outcome, row), ...again(outcome, row), leaseUntil: null, reckonedAt: at });
    held.add(row.id);
  }
  return held;
}
