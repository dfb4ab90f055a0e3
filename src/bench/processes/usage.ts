import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';

/** What a process has used so far; zeros where the system does not say (only Linux does, in /proc). */
export interface Usage {
  readonly cpuSeconds: number;
  readonly residentMb: number;
  readonly peakMb: number;
}

/** Linux counts in hundredths of a second, whatever the kernel was built for. */
const TICKS_A_SECOND = 100;

export function usageOf(pid: number): Usage {
  try {
    const [user, system] = statOf(pid).slice(11, 13) as [number, number];
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024;
    const cpuSeconds = (user + system) / TICKS_A_SECOND;
    return { cpuSeconds, residentMb: megabytes('VmRSS'), peakMb: megabytes('VmHWM') };
  } catch {
    return { cpuSeconds: 0, residentMb: 0, peakMb: 0 };
  }
}

/** Seconds of processor time of a process and of all that it has started and still runs or has waited for. */
export function cpuOfFamily(pid: number): number {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(Number(name)) === pid);
  return [pid, ...children.map(Number)].reduce((sum, member) => {
    const [user, system, ofChildren, ofChildrenInSystem] = statOf(member).slice(11, 15) as [
      number,
      number,
      number,
      number,
    ];
    return sum + (user + system + ofChildren + ofChildrenInSystem) / TICKS_A_SECOND;
  }, 0);
}

export const parentOf = (pid: number): number => statOf(pid)[1] ?? 0;

/** What stands behind the name in /proc/PID/stat, from the state on; zeros for a process that is gone. */
function statOf(pid: number): number[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return Array<number>(20).fill(0);
  }
}

/** Seconds of processor time that the whole machine has spent busy and in all. */
export function machine(): { readonly busy: number; readonly all: number } {
  const times = os.cpus().map(({ times }) => times);
  const idle = times.reduce((sum, one) => sum + one.idle, 0) / 1_000;
  const busy = times.reduce((sum, { user, nice, sys, irq }) => sum + user + nice + sys + irq, 0) / 1_000;
  return { busy, all: busy + idle };
}
