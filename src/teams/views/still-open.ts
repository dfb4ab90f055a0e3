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
    ...(silent + unasked > 0 ? [notice('emphasis', inSentences(silent, unasked))] : []),
  ];
}

const inSentences = (silent: number, unasked: number): string =>
  [
    ...(silent > 0 ? [`${counted(silent, 'agency has', 'agencies have')} not answered yet.`] : []),
    ...(unasked > 0 ? [`${counted(unasked, 'agency has', 'agencies have')} not been asked.`] : []),
  ].join(' ');

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
