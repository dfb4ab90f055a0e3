import type { Fuzzed } from './run';

/** What a person reads at the end. */
export function told(fuzzed: Fuzzed, seed: number): string[] {
  const { requests, byStatus, files, minutes, buttons, peakMb } = fuzzed;
  const statuses = Object.entries(byStatus).map(([status, count]) => `${status === '0' ? 'none' : status}: ${count}`);
  const all = requests + files.taken + files.refused + files.failed;
  return [
    `${all} hostile things in ${minutes.toFixed(1)} minutes, seed ${seed}, made of ${buttons} buttons of real cards`,
    `requests: ${requests}; answered with ${statuses.join(', ')}`,
    `files: ${files.taken} taken, ${files.refused} refused in words, ${files.failed} failed`,
    `5xx, but for 501 to invokes that there are not: ${fuzzed.serverErrors}; no answer: ${fuzzed.unanswered}`,
    `answers that something failed on our side: ${fuzzed.sorry}; crashes: ${fuzzed.crashes}`,
    `leaks: ${fuzzed.leaks} in answers, ${fuzzed.logged} in the log; turns run without a token: ${fuzzed.turnsWithoutToken}`,
    `slowest answer: ${Math.round(fuzzed.slowestMs)} ms, slowest file: ${Math.round(fuzzed.slowestFileMs)} ms`,
    `the bot's memory at most: ${Math.round(peakMb)} MB`,
  ];
}

/** What must be none, and is not. */
export function brokenIn(fuzzed: Fuzzed): string[] {
  const none: readonly [string, number][] = [
    ['answers with 5xx', fuzzed.serverErrors],
    ['requests without an answer', fuzzed.unanswered],
    ['answers that something failed on our side', fuzzed.sorry],
    ['crashes', fuzzed.crashes],
    ['leaks in answers', fuzzed.leaks],
    ['leaks in the log', fuzzed.logged],
    ['turns run without a token', fuzzed.turnsWithoutToken],
    ['files that failed', fuzzed.files.failed],
  ];
  return none.filter(([, count]) => count > 0).map(([what, count]) => `${what}: ${count}`);
}
