import { may } from '../../domain/access/table';
import { inWords, type LocalDate } from '../../domain/calendar/date';
import { momentInWords } from '../../domain/calendar/london';
import type { Agenda } from '../../domain/panel/agenda';
import { takesPlace, type Meeting } from '../../domain/panel/cycle';
import type { ComingMeeting, NotTaken, WordOfMeeting } from '../../panel/panel';
import type { Person } from '../../people/directory';
import { plain } from '../rendering/escape-markdown';
import type { CardSpec } from '../turn';
import { does, opens, type Button } from './buttons';
import { short } from './words';

type Day = Pick<Meeting, 'on' | 'time'>;

/** `Thu 7 May 2026, 10:00`; without a time where nobody has given one. */
export const meetingInWords = ({ on, time }: Day): string => inWords(on) + (time === null ? '' : `, ${time}`);

/** Within a sentence. */
export const meetingNamed = ({ isExtra }: Pick<Meeting, 'isExtra'>): string => (isExtra ? 'extra meeting' : 'meeting');

type Became = Pick<Agenda, 'meeting' | 'planned' | 'isExtra' | 'state' | 'instead'>;

/** On the agenda of a meeting that is not on its day, or does not take place; empty where there is nothing to say. */
export function whatBecameOf({ meeting, planned, isExtra, state, instead }: Became): string {
  const named = meetingNamed({ isExtra });
  switch (state) {
    case 'planned':
      return '';
    case 'moved':
      return meeting === planned
        ? `The time of this ${named} has been changed.`
        : `This ${named} was to be on ${inWords(planned)}. It has been moved.`;
    case 'cancelled':
      return `This ${named} is cancelled. ${whenNext(instead)}`;
    case 'skipped':
      return `The panel does not meet in this week: the schools are closed. ${whenNext(instead)}`;
  }
}

const whenNext = (next: LocalDate | null): string =>
  next === null ? '' : `What would have come before it comes before the next one, on ${inWords(next)}.`;

/** What the channel is told of a meeting that was spoken of: days and times, and nothing that anybody typed. */
export function wordInWords({ panel, meeting, said, isClosed, next }: WordOfMeeting): string {
  const named = `${meetingNamed(meeting)} of ${plain(panel)}`;
  const was = `The ${named} on ${inWords(meeting.planned)}`;
  if (meeting.state === 'cancelled') return `${was} is cancelled. The next one is on ${meetingInWords(next)}.`;
  const agenda = `Its agenda is ${whenClosed(meeting, isClosed)}.`;
  if (said === 'added') return `There is an ${named} on ${meetingInWords(meeting)}. ${agenda}`;
  if (meeting.state === 'moved') return `${was} is now on ${meetingInWords(meeting)}. ${agenda}`;
  return `${was} takes place on that day after all. ${agenda}`;
}

const whenClosed = ({ postAt }: Meeting, isClosed: boolean): string =>
  isClosed ? 'closed already' : `closed on ${momentInWords(postAt)}`;

/** What the channel is told where the panel's calendar was changed to what cannot be. */
export function notTakenInWords({ panel, meeting, day, why }: NotTaken): string {
  const stands = takesPlace(meeting) ? `stays on ${meetingInWords(meeting)}` : 'still does not take place';
  const was = `In the calendar, the meeting of ${plain(panel)} on ${inWords(meeting.planned)} was put on ${inWords(day)}.`;
  return `${was} That cannot be: ${why} The meeting ${stands}, and the calendar shows that again.`;
}

/** What the channel is told where several events were gone from the panel's calendar with one look. */
export const GONE_TOGETHER =
  'Several events were gone from the panel’s calendar at once. No meeting is cancelled for that: each is put into the calendar again. Whoever was invited has to be invited anew. To cancel a meeting, say “meetings” to me.';

/** What the channel is told where people have made a series of a meeting's event. @param planned the day by which it is known. */
export const seriesInWords = (planned: LocalDate): string =>
  `In the panel’s calendar, the event of the meeting of ${inWords(planned)} now repeats. I leave a series alone: what is done to it moves or cancels no meeting, and what is said in Teams is not written to it. Once the event does not repeat any more, or is deleted, I keep the meeting there as before.`;

/** The next meetings, for somebody's own chat. `minutesOf`: the day of a meeting whose minutes can be had; null for none. */
export function meetingsCard(
  meetings: readonly ComingMeeting[],
  person: Person,
  minutesOf: LocalDate | null,
): CardSpec {
  const changes = may(person, 'change-meeting', null);
  return {
    template: 'meetings',
    summary: 'The next meetings of the panel',
    model: {
      title: 'The next meetings',
      rows: meetings.map((meeting) => ({
        name: meetingInWords(meeting),
        stands: standsInWords(meeting),
        colour: takesPlace(meeting) ? 'default' : 'attention',
        why: meeting.said ? `Why: ${short(meeting.said.reason, 200)}` : '',
        beware: bewareOf(meeting, changes),
        buttons: changes && !meeting.hasBegun ? buttonsFor(meeting) : [],
      })),
      buttons: [
        ...(changes ? [opens('Add a meeting', 'meeting-add', {})] : []),
        ...(minutesOf === null ? [] : [minutesButton(minutesOf)]),
      ],
    },
  };
}

export const minutesButton = (on: LocalDate): Button =>
  does(`Minutes of ${inWords(on)} (PDF)`, 'handout', { kind: 'minutes-pdf', on });

const bewareOf = ({ isOnBankHoliday, isWeekUnknown }: ComingMeeting, changes: boolean): string =>
  [
    ...(isOnBankHoliday ? [changes ? 'A bank holiday: move it, or cancel it.' : 'A bank holiday.'] : []),
    ...(isWeekUnknown ? [NOT_KNOWN] : []),
  ].join(' ');

const NOT_KNOWN = 'The term dates do not reach this week, so I cannot say whether the schools are closed then.';

const standsInWords = (meeting: ComingMeeting): string =>
  (meeting.isExtra ? 'Extra meeting. ' : '') + whereItStands(meeting);

function whereItStands(meeting: ComingMeeting): string {
  const { state, planned, on, isClosed } = meeting;
  const closes = `The agenda is ${whenClosed(meeting, isClosed)}`;
  switch (state) {
    case 'planned':
      return closes;
    case 'moved':
      return on === planned ? `Its time was changed. ${closes}` : `Moved from ${inWords(planned)}. ${closes}`;
    case 'cancelled':
      return 'Cancelled';
    case 'skipped':
      return 'Left out: the schools are closed in that week';
  }
}

function buttonsFor({ state, planned }: ComingMeeting): Button[] {
  const args = { meeting: planned };
  return [
    opens('Move', 'meeting-move', args),
    ...(state === 'planned' || state === 'moved' ? [opens('Cancel', 'meeting-cancel', args)] : []),
    ...(state === 'planned' ? [] : [opens('Put back', 'meeting-put-back', args)]),
  ];
}
