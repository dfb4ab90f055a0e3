import { readFileSync } from 'node:fs';
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
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [user, system] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14).map(Number) as [number, number];
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024;
    const cpuSeconds = (user + system) / TICKS_A_SECOND;
    return { cpuSeconds, residentMb: megabytes('VmRSS'), peakMb: megabytes('VmHWM') };
  } catch {
    return { cpuSeconds: 0, residentMb: 0, peakMb: 0 };
  }
}

/** Seconds of processor time that the whole machine has spent busy and in all. */
export function machine(): { readonly busy: number; readonly all: number } {
  const times = os.cpus().map(({ times }) => times);
  const idle = times.reduce((sum, one) => sum + one.idle, 0) / 1_000;
  const busy = times.reduce((sum, { user, nice, sys, irq }) => sum + user + nice + sys + irq, 0) / 1_000;
  return { busy, all: busy + idle };
}
