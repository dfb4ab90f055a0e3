import type { CaseView } from '../../casework/casework';
import { counted } from '../../letters';
import { plain } from '../rendering/escape-markdown';
import { notice, type Notice } from './notice';

/** What has not been asked yet, where somebody signs. It informs, and holds up nothing. */
export function stillOpen(view: CaseView): Notice[] {
  const checks = isOver(view) ? [] : view.assessment.removal.openChecks.map(({ item }) => plain(item.title));
  return [
    ...(checks.length > 0
      ? [notice('warning', `${counted(checks.length, 'check is', 'checks are')} still open.`, `${checks.join(', ')}.`)]
      : []),
    ...agenciesOpen(view),
  ];
}

/** The agencies alone. They may never answer: that informs too. */
export function agenciesOpen(view: CaseView): Notice[] {
  const { list } = view.assessment.enquiries;
  const silent = list.filter(({ state }) => state === 'asked').length;
  const unasked = list.filter(({ state }) => state === 'not-asked').length;
  return isOver(view) || silent + unasked === 0 ? [] : [notice('emphasis', agenciesInWords(silent, unasked))];
}

const isOver = ({ assessment: { removal, open } }: CaseView): boolean => !open || removal.carried.deleted !== null;

const agenciesInWords = (silent: number, unasked: number): string =>
  [
    ...(silent > 0 ? [`${counted(silent, 'agency has', 'agencies have')} not answered yet.`] : []),
    ...(unasked > 0 ? [`${counted(unasked, 'agency has', 'agencies have')} not been asked.`] : []),
  ].join(' ');
