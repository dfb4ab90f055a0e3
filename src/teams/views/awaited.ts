import type { AwaitedAnswer } from '../../casework/enquiry-work';
import { plain } from '../rendering/escape-markdown';
import type { CardSpec } from '../turn';
import { does, opens } from './buttons';
import { nameOf } from './case';
import { stateInWords } from './enquiries';
import { count } from './words';

const MOST = 10;

/** Who was asked and has not answered, on all open cases, from the nth on. Names children: for a personal chat. */
export function awaitedCard(awaited: readonly AwaitedAnswer[], from = 0): CardSpec {
  const rows = onPage(awaited, from);
  const show = (title: string, start: number) => does(title, 'awaited', { from: String(Math.max(0, start)) });
  return {
    template: 'my-cases',
    summary: `Answers awaited: ${awaited.length}`,
    model: {
      title: awaited.length === 0 ? 'No answer is awaited' : `${count(awaited.length, 'answer')} awaited`,
      says: saysOf(awaited.length, from, rows.length),
      rows: rows.map(({ view, state }) => ({
        heading: '',
        name: plain(state.enquiry.title),
        subtitle: `${nameOf(view)} · ${view.case.reference}`,
        risk: '',
        ...stateInWords(state, view),
        open: opens('Go on', 'enquiry', { case: view.case.reference, enquiry: state.enquiry.id }),
      })),
      choices: [],
      buttons: [
        ...(from > 0 ? [show('Earlier ones', from - MOST)] : []),
        ...(from + MOST < awaited.length ? [show('Show more', from + MOST)] : []),
      ],
    },
  };
}

/** Those whose children that card names. */
export const onPage = (awaited: readonly AwaitedAnswer[], from: number): readonly AwaitedAnswer[] =>
  awaited.slice(from, from + MOST);

function saysOf(length: number, from: number, shown: number): string {
  if (length === 0) return 'Every agency that was asked on an open case has answered.';
  const first = 'What was asked longest ago stands first.';
  return length <= MOST ? first : `${first} Shown here: ${from + 1} to ${from + shown}.`;
}
