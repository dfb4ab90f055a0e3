import { z } from 'zod';
import { inWords, type LocalDate } from '../../../domain/calendar/date';
import type { OutOfEducation } from '../../../domain/case/facts/ways';
import type { OffRollWay } from '../../../domain/case/way';
import { date, lines, radios, text, type Field } from '../fields';
import type { FieldErrors, Typed } from '../page';
import { oneOfOrNone, typedDate, typedText } from '../typed';

export const knownFields = (way: OffRollWay): Field[] => [
  date('since', 'Out of education since', { optional: true, hint: 'Leave it empty if nobody knows.' }),
  text('lastProvider', 'Last school or provider, and where', { optional: true, limit: 150 }),
  ...(way === 'home-education'
    ? [date('assessedOn', 'Home education assessed as unsuitable on', { optional: true })]
    : [
        radios(
          'waitingFor',
          'Is the family waiting for something?',
          [
            { title: 'For a school place', value: 'place' },
            { title: 'For an appeal to be heard', value: 'appeal' },
            { title: 'For neither', value: 'nothing' },
          ],
          { optional: true },
        ),
        date('appealOn', 'If an appeal has a day: which', { optional: true }),
      ]),
  lines('outNote', 'What else is known', { optional: true, limit: 500 }),
];

export const outInput = z.object({
  since: typedDate,
  lastProvider: typedText(150),
  waitingFor: oneOfOrNone(['nothing', 'place', 'appeal'] as const),
  appealOn: typedDate,
  assessedOn: typedDate,
  outNote: typedText(500),
});
export type TypedOut = z.infer<typeof outInput>;

/** What was typed for another way is not taken over. */
export const outFrom = ({ outNote, ...typed }: TypedOut, way: OffRollWay): OutOfEducation =>
  way === 'home-education'
    ? { ...typed, waitingFor: null, appealOn: null, note: outNote }
    : { ...typed, assessedOn: null, note: outNote };

export const typedOut = ({ note, ...out }: OutOfEducation): Typed => ({
  since: out.since ?? '',
  lastProvider: out.lastProvider,
  waitingFor: out.waitingFor ?? '',
  appealOn: out.appealOn ?? '',
  assessedOn: out.assessedOn ?? '',
  outNote: note,
});

export function outErrors({ since, assessedOn }: TypedOut, today: LocalDate, born: LocalDate | null): FieldErrors {
  const tooLate = (day: LocalDate) => `${inWords(day)} is still to come. Give a day up to today, or leave it empty.`;
  return {
    ...(since && since > today && { since: tooLate(since) }),
    ...(since && born && since < born && { since: `This is before the date of birth, ${inWords(born)}.` }),
    ...(assessedOn && assessedOn > today && { assessedOn: tooLate(assessedOn) }),
  };
}
