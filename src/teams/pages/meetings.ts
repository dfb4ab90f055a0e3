import { z } from 'zod';
import { inWords, LocalDateSchema, type LocalDate } from '../../domain/calendar/date';
import type { SaidOfMeeting } from '../../domain/panel/meeting-change';
import { meetingsFor, type MeetingsDeps as Deps } from '../commands/meetings';
import { plain } from '../rendering/escape-markdown';
import { Stale } from '../stale';
import type { PageArgs, Turn } from '../turn';
import { meetingInWords } from '../views/meetings';
import { notice } from '../views/notice';
import { saying } from './deps';
import { date, lines, time, type Field } from './fields';
import { formView, submits } from './form';
import type { Page, PageResult } from './page';
import { requiredDate, requiredText, typedTime } from './typed';

const reason = requiredText(300, 'Say why. The reason stays on the record.');
const why = lines('reason', 'Why', {
  limit: 300,
  hint: 'The authority’s own people can read this. It does not go into the channel. Name no child.',
});

const atTime = time('time', 'The time', { optional: true });

// A day and a sentence: there is nothing to keep half-done.
const saveDraft = async () => {};

const moveInput = z.object({ to: requiredDate('Give the day on which the panel meets.'), time: typedTime, reason });

/** Another day, or another time on the same one. */
export const meetingMove = (deps: Deps): Page<z.infer<typeof moveInput>> => ({
  ...asked(deps, {
    id: 'meeting-move',
    title: 'Move a meeting',
    heading: (day) => `When does the panel meet in place of ${day}?`,
    fields: [date('to', 'The day'), atTime, why],
    button: 'Move the meeting',
  }),
  input: moveInput,
  submit: (turn, args, { to, time: at, reason: typed }) =>
    change(turn, args, { kind: 'moved', to, time: at }, typed, deps),
});

const onlyWhy = z.object({ reason });

export const meetingCancel = (deps: Deps): Page<z.infer<typeof onlyWhy>> => ({
  ...asked(deps, {
    id: 'meeting-cancel',
    title: 'Cancel a meeting',
    heading: (day) => `Cancel the meeting of ${day}?`,
    fields: [why],
    button: 'Cancel the meeting',
  }),
  input: onlyWhy,
  submit: (turn, args, { reason: typed }) => change(turn, args, { kind: 'cancelled' }, typed, deps),
});

export const meetingPutBack = (deps: Deps): Page<z.infer<typeof onlyWhy>> => ({
  ...asked(deps, {
    id: 'meeting-put-back',
    title: 'Put a meeting back',
    heading: (_, planned) => `Does the panel meet on ${inWords(planned)} after all?`,
    fields: [why],
    button: 'Put it back',
  }),
  input: onlyWhy,
  submit: (turn, args, { reason: typed }) => change(turn, args, { kind: 'put-back' }, typed, deps),
});

const addInput = z.object({ on: requiredDate('Give the day on which the panel meets.'), time: typedTime, reason });

/** One more than the cycle gives. */
export const meetingAdd = ({ panel, minutes }: Deps): Page<z.infer<typeof addInput>> => ({
  id: 'meeting-add',
  needs: 'change-meeting',
  saveDraft,
  show: async (_turn, args, again) =>
    formView({
      title: 'Add a meeting',
      heading: 'When is the extra meeting?',
      notices: [CHANNEL_IS_TOLD],
      fields: [date('on', 'The day'), atTime, why],
      values: again?.typed ?? {},
      errors: again?.errors,
      buttons: [submits('Add the meeting', 'meeting-add', args, 'next', 'positive')],
    }),
  input: addInput,
  submit: (turn, _args, { on, time: at, reason: typed }) =>
    saying(async () => {
      await panel.change(turn.person, on, { kind: 'added', time: at }, typed);
      return { kind: 'done', card: await meetingsFor(turn.person, { panel, minutes }) };
    }),
});

interface Asked {
  readonly id: string;
  readonly title: string;
  /** @param day the meeting as it stands now, in words. */
  heading(day: string, planned: LocalDate): string;
  readonly fields: readonly Field[];
  readonly button: string;
}

const CHANNEL_IS_TOLD = notice('emphasis', 'The panel’s channel is told', 'The day and the time, and not the reason.');

function asked({ panel }: Deps, { id, title, heading, fields, button }: Asked) {
  return {
    id,
    needs: 'change-meeting',
    saveDraft,
    async show(turn, args, shownAgain) {
      const planned = plannedOf(args);
      const meeting = (await panel.meetings(turn.person)).find((one) => one.planned === planned);
      if (!meeting) throw new Stale();
      return formView({
        title,
        heading: heading(meetingInWords(meeting), planned),
        notices: [
          ...(meeting.said ? [notice('emphasis', 'Said of it last', plain(meeting.said.reason))] : []),
          CHANNEL_IS_TOLD,
        ],
        fields,
        values: shownAgain?.typed ?? { to: meeting.on, time: meeting.time ?? '' },
        errors: shownAgain?.errors,
        buttons: [submits(button, id, args, 'next', 'positive')],
      });
    },
  } satisfies Partial<Page<never>>;
}

function plannedOf({ meeting }: PageArgs): LocalDate {
  const read = LocalDateSchema.safeParse(meeting);
  if (!read.success) throw new Stale();
  return read.data;
}

const change = (turn: Turn, args: PageArgs, said: SaidOfMeeting, typed: string, deps: Deps): Promise<PageResult> =>
  saying(async () => {
    await deps.panel.change(turn.person, plannedOf(args), said, typed);
    return { kind: 'done', card: await meetingsFor(turn.person, deps) };
  });

export const meetingPages = (deps: Deps) => [
  meetingAdd(deps),
  meetingMove(deps),
  meetingCancel(deps),
  meetingPutBack(deps),
];
