import type { Absence } from '../../../domain/case/fact';
import type { OnRollWay } from '../../../domain/case/way';
import type { PolicyPack } from '../../../domain/policy/pack';
import { choice, date, lines, radios, type Field } from '../fields';
import type { Typed } from '../page';

/** What is asked of the absence: its days, in the words of the way in which it began. */
export const absenceFields = (policy: PolicyPack, way: OnRollWay = 'missing'): Field[] => [
  ...daysOf(policy)[way],
  choice(
    'code',
    'Attendance code used since then',
    absenceCodes(policy).map(({ code, label }) => ({ title: `${code}: ${label}`, value: code })),
  ),
  ...(way === 'missing'
    ? [date('leaveEnded', 'If leave of absence was granted: its last day', { optional: true })]
    : []),
  lines('absenceNote', 'What is known about the absence', { optional: true, limit: 500 }),
];

/** A case is opened for an absence that counts: with a code of the ten-day return. */
export const absenceCodes = ({ codes, clocks }: PolicyPack) =>
  clocks.tenDayReturn.codes.flatMap((code) => codes.filter((known) => known.code === code));

const daysOf = ({ clocks }: PolicyPack): Readonly<Record<OnRollWay, readonly Field[]>> => ({
  missing: [
    date('lastAttended', 'Last day on which the pupil came', {
      optional: true,
      hint: 'Leave it empty if the pupil has never come.',
    }),
    date('firstDayMissed', 'First whole school day missed', {
      hint: 'Both sessions. School days are counted from here: this is Day 1.',
    }),
  ],
  'non-starter': [
    date('agreedStart', 'Day agreed for the start', {
      hint: 'The first school day on or after it is Day 1. The pupil is on your roll from then.',
    }),
    date('acceptedOn', 'Day on which the place was accepted', { optional: true }),
  ],
  leaver: [
    date('lastAttended', 'Last day on which the pupil came', {
      hint: `The next school day is Day 1. The authority is notified by Day ${clocks.tenDayReturn.days}.`,
    }),
    radios('fileAsked', 'Has a new school asked for the file, or been in touch?', [
      { title: 'No', value: 'no' },
      { title: 'Yes', value: 'yes' },
    ]),
    lines('destination', 'What the family said of where they are going, with any new address', {
      limit: 500,
      hint: 'Write “nothing” if they said nothing.',
    }),
  ],
  'leave-not-ended': [
    date('leaveBegan', 'First day of the leave that was granted'),
    date('leaveEnded', 'Last day of the leave', { hint: 'The first school day after it is Day 1.' }),
  ],
});

/** What was recorded, as values of the inputs. */
export const typedAbsence = ({ note, began, ...absence }: Absence): Typed => ({
  lastAttended: absence.lastAttended ?? '',
  firstDayMissed: absence.firstDayMissed,
  code: absence.code,
  leaveEnded: absence.leaveEnded ?? '',
  agreedStart: began?.agreedStart ?? '',
  acceptedOn: began?.acceptedOn ?? '',
  leaveBegan: began?.leaveBegan ?? '',
  destination: began?.destination ?? '',
  fileAsked: 'no',
  absenceNote: note,
});
