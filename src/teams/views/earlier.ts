import type { CaseView } from '../../casework/casework';
import type { CardSpec } from '../turn';
import { does, opensCase } from './buttons';
import { nameOf } from './case';
import { historyOf, type History } from './history';
import { timeline, type Names } from './timeline';

const MOST = 12;

/** All that has been recorded on a case, a page at a time, from the nth newest on. Names the child. */
export function timelineCard(
  view: CaseView,
  names: Names,
  from: number,
  history: History = historyOf(view.case, []),
): CardSpec {
  const { reference } = view.case;
  const { entries, earlier } = timeline(history, names, view, MOST, from);
  const show = (title: string, start: number) =>
    does(title, 'timeline', { reference, from: String(Math.max(0, start)) });
  return {
    template: 'timeline',
    summary: `What has been recorded on case ${reference}`,
    model: {
      subtitle: reference,
      title: nameOf(view),
      says:
        entries.length === 0
          ? 'Nothing earlier has been recorded.'
          : `What has been recorded, newest first: ${from + 1} to ${from + entries.length} of ${from + entries.length + earlier}.`,
      entries,
      buttons: [
        ...(earlier > 0 ? [show(`Earlier (${earlier})`, from + MOST)] : []),
        ...(from > 0 ? [show('Later', from - MOST)] : []),
        opensCase('Open the case', reference),
      ],
    },
  };
}
