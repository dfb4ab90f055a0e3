import type { Anchor } from '../records/audit/entry';
import { UsageError } from './command';

/** `341 1024 2f7c… 2026-04-28T00:00:12.000Z`: as `audit anchors` prints it, and as it can be typed off a log line. */
export const inOneLine = ({ authority, seq, hash, at }: Anchor): string => `${authority} ${seq} ${hash} ${at}`;

/** Throws `UsageError` with the line that is none. Lines that are empty are passed over. */
export function readAnchors(text: string): Anchor[] {
  return text.split(/\r?\n/).flatMap((line, n) => {
    if (line.trim() === '') return [];
    const [, authority, seq, hash, at = ''] =
      /^\s*(\S+)\s+(\d{1,9})\s+([0-9a-f]{64})(?:\s+(\S+))?\s*$/.exec(line) ?? [];
    if (!authority || !hash) {
      throw new UsageError(`Line ${n + 1} is no anchor: write the authority, the number of the entry and its hash.`);
    }
    return [{ authority, seq: Number(seq), hash, at: at as Anchor['at'] }];
  });
}
