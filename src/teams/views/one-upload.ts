import { inWords } from '../../domain/calendar/date';
import { londonDate, momentInWords } from '../../domain/calendar/london';
import type { Change } from '../../domain/one/values';
import type { OneBoard, OneMade } from '../../records/one/one-uploads';
import { plain } from '../rendering/escape-markdown';
import type { CardSpec } from '../turn';
import { does } from './buttons';
import { unreadInWords } from './unread';
import { count, short } from './words';

/** So many fit a phone. */
const MOST_LISTED = 8;
const LONGEST_MESSAGE = 120;

/** How the authority stands with Capita One. What One answered was typed there, and may name a child. */
export function oneUploadCard(board: OneBoard): CardSpec {
  const waits = allOf(board);
  return {
    template: 'one-upload',
    summary: 'The upload to Capita One',
    model: {
      title: waits === 0 ? 'Capita One: nothing waits' : `Capita One: ${count(waits, 'case')} to upload`,
      says: lastInWords(board),
      unread: board.unread === 0 ? '' : `${unreadInWords(board.unread)}.`,
      waiting:
        waits === 0 ? [] : [board.waiting].map(({ new: fresh, changed, closed }) => ({ fresh, changed, closed })),
      uploads: board.uploads.map(uploadPart),
      lists: [refusedPart(board), lackingPart(board)].filter(({ lines }) => lines.length > 0),
      later: undescribedInWords(board),
      older: olderInWords(board),
      buttons: buttonsOf(board, waits),
    },
  };
}

const allOf = ({ waiting }: OneBoard): number => waiting.new + waiting.changed + waiting.closed;

function lastInWords({ uploads: [last] }: OneBoard): string {
  if (!last) return 'Nothing has been uploaded yet. The first file has every case.';
  const by = last.maker === '' ? '' : ` by ${plain(last.maker)}`;
  return `Upload ${last.number} was the last one, made on ${momentInWords(last.madeAt)}${by}.`;
}

const uploadPart = ({
  number,
  madeAt,
  changes,
  taken,
  refused,
  unanswered,
  everything,
}: OneBoard['uploads'][number]) => ({
  title: `Upload ${number}, ${inWords(londonDate(madeAt))}${everything ? ', everything' : ''}`,
  held: heldInWords(changes),
  taken: String(taken),
  refused: String(refused),
  unanswered: String(unanswered),
});

const HELD: Readonly<Record<Change, string>> = {
  new: 'new',
  changed: 'changed',
  closed: 'closed',
  again: 'sent again',
};

function heldInWords(changes: Readonly<Record<Change, number>>): string {
  const some = (Object.keys(HELD) as Change[]).filter((change) => changes[change] > 0);
  return some.length === 0
    ? 'No case of it is kept any more'
    : some.map((one) => `${changes[one]} ${HELD[one]}`).join(', ');
}

const refusedPart = ({ refused }: OneBoard) => ({
  title: 'Refused by One',
  says: 'Put these right on the case or in One. What One has not got goes into the next file by itself.',
  lines: listed(
    refused.map(({ reference, number, message }) => ({
      what: reference,
      why: message === '' ? `Upload ${number}, no reason given` : short(message, LONGEST_MESSAGE),
    })),
  ),
});

const lackingPart = ({ lacking }: OneBoard) => ({
  title: 'Not in the file yet',
  says: 'One asks for something that is not on the case.',
  lines: listed(lacking.map(({ reference, headings }) => ({ what: reference, why: short(headings.join(', ')) }))),
});

interface Line {
  readonly what: string;
  readonly why: string;
}

const listed = (lines: readonly Line[]): Line[] =>
  lines.length <= MOST_LISTED
    ? [...lines]
    : [...lines.slice(0, MOST_LISTED), { what: 'And more', why: count(lines.length - MOST_LISTED, 'case') }];

const undescribedInWords = ({ undescribed }: OneBoard): string =>
  undescribed === 0 ? '' : `${count(undescribed, 'case')} will follow once it is known who the child is.`;

const olderInWords = ({ uploads: [last] }: OneBoard): string =>
  last && last.number > 1 ? `For an earlier upload once more, say its number: “one upload ${last.number - 1}”.` : '';

/** Of an upload that was made, for whoever fetches it once more. */
export function madeInWords({ number, madeAt, isLast }: OneMade): string {
  const older = isLast ? '' : ' A later one has been made: do not load this into One after that.';
  return `This is upload ${number} as it was made on ${momentInWords(madeAt)}, without cases that were deleted since.${older} It names children. No copy stays here.`;
}

function buttonsOf({ uploads: [last] }: OneBoard, waits: number) {
  const next = String((last?.number ?? 0) + 1);
  const order = (number: string, everything: boolean) => ({
    ...{ kind: 'one-upload', number },
    everything: everything ? 'yes' : 'no',
  });
  return [
    ...(waits > 0 ? [does('Make the file', 'handout', order(next, false), 'positive')] : []),
    ...(last
      ? [
          does(`Upload ${last.number} once more`, 'say', { text: `one upload ${last.number}` }),
          does('Everything again', 'handout', order(next, true)),
        ]
      : []),
  ];
}
