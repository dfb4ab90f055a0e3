import type { CaseView } from '../../casework/casework';
import { plain } from '../rendering/escape-markdown';
import { notice, type Notice } from './notice';

/** What has not been asked yet, where somebody signs or decides. Agencies may never answer: that informs, and holds up nothing. */
export function stillOpen({ assessment: { removal, enquiries, open } }: CaseView): Notice[] {
  if (!open || removal.carried.deleted) return [];
  const checks = removal.openChecks.map(({ item }) => plain(item.title));
  const silent = enquiries.list.filter(({ state }) => state === 'asked').length;
  const unasked = enquiries.list.filter(({ state }) => state === 'not-asked').length;
  return [
    ...(checks.length > 0
      ? [notice('warning', `${counted(checks.length, 'check is', 'checks are')} still open.`, `${checks.join(', ')}.`)]
      : []),
    ...(silent + unasked > 0
      ? [
          notice(
            'emphasis',
            `${counted(silent, 'agency has', 'agencies have')} not answered, and ${counted(unasked, 'has', 'have')} not been asked.`,
          ),
        ]
      : []),
  ];
}

const counted = (n: number, one: string, many: string): string => `${n === 0 ? 'No' : n} ${n === 1 ? one : many}`;
