import type { LocalDate } from '../../src/domain/calendar/date';
import type { SaidOfMeeting } from '../../src/domain/panel/meeting-change';
import { createMinutes } from '../../src/panel/create-minutes';
import { createPanel } from '../../src/panel/create-panel';
import { messageCard } from '../../src/teams/answer';
import type { FieldErrors, Typed } from '../../src/teams/pages/page';
import { meetingPages } from '../../src/teams/pages/meetings';
import { meetingsFor } from '../../src/teams/commands/meetings';
import { agendaDigestView } from '../../src/teams/views/agenda-digest';
import { wordInWords } from '../../src/teams/views/meetings';
import type { CardSpec } from '../../src/teams/turn';
import { aTurn } from '../builders/turn';
import { aWorld } from '../casework/world';
import type { Sample } from './sample';
import type { Words } from './words';

const PANEL = { panel: 'Children Out of Provision Panel' };

/** When the panel meets: the list of meetings, how one is moved, and what the channel is told of it. */
export async function meetingsSamples(words: Words): Promise<Sample[]> {
  const made: Sample[] = [];
  const add = (name: string, card: CardSpec) => void made.push({ name: `meetings-${name}`, card });
  const page = (name: string, card: CardSpec) => void made.push({ name: `page-meetings-${name}`, card });
  const { deps, people, clock, storage } = await aWorld();
  const panel = createPanel(deps);
  const minutes = createMinutes(deps);
  const pages = new Map(meetingPages({ panel, minutes }).map((one) => [one.id, one]));
  const show = (id: string, meeting: string, again?: { typed: Typed; errors: FieldErrors }) =>
    pages.get(id)!.show(aTurn(people.officer, clock.now()), { meeting }, again);
  const why = words.text('The room is not free on that day.') || '-';
  const list = (person = people.officer) => meetingsFor(person, { panel, minutes });
  const authority = (await storage.directory.authority('341'))!;

  add('as-given', await list());
  page('add', await show('meeting-add', ''));
  const filled = { on: '2026-05-07', time: '14:00', reason: why };
  const met = { '': 'The panel meets on Thu 7 May 2026 already. Give another day.' };
  page('add-wrong', await show('meeting-add', '', { typed: filled, errors: met }));
  page('move', await show('meeting-move', '2026-05-07'));
  page('cancel', await show('meeting-cancel', '2026-05-07'));
  await panel.change(people.officer, '2026-05-07', { kind: 'moved', to: '2026-05-13', time: '14:00' }, why);
  await panel.change(people.officer, '2026-05-21', { kind: 'cancelled' }, why);
  await panel.change(people.officer, '2026-06-04', { kind: 'moved', to: '2026-06-04', time: '09:30' }, why);
  add('changed', await list());
  add('changed-to-read', await list(people.panel));
  const typed = { to: '2026-06-04', time: '', reason: why };
  const errors = { '': 'The panel meets on Thu 4 June 2026 already. Give another day.' };
  page('move-wrong', await show('meeting-move', '2026-05-07', { typed, errors }));
  page('put-back', await show('meeting-put-back', '2026-05-21'));
  const tell = async (planned: LocalDate) => {
    const all = await panel.meetings(people.officer);
    const meeting = all.find((one) => one.planned === planned)!;
    const said = meeting.said?.said.kind ?? 'put-back';
    const name = `word-${planned}-${meeting.isExtra ? `extra-${said}` : meeting.state}`;
    add(name, messageCard(wordInWords({ ...PANEL, meeting, said, isClosed: meeting.isClosed, next: all.at(-1)! })));
  };
  for (const { planned } of (await panel.meetings(people.officer)).slice(0, 4)) await tell(planned);
  const saidOfExtra: SaidOfMeeting[] = [
    { kind: 'added', time: '14:00' },
    { kind: 'moved', to: '2026-04-29', time: '15:00' },
    { kind: 'cancelled' },
    { kind: 'put-back' },
  ];
  for (const said of saidOfExtra) {
    await panel.change(people.officer, '2026-04-28', said, why);
    await tell('2026-04-28');
  }
  await panel.change(people.officer, '2026-05-11', { kind: 'added', time: null }, why);
  await panel.change(people.officer, '2026-05-11', { kind: 'cancelled' }, why);
  await panel.change(people.officer, '2026-05-29', { kind: 'added', time: '09:30' }, why);
  await panel.change(people.officer, '2026-05-29', { kind: 'moved', to: '2026-06-01', time: '09:30' }, why);
  add('with-extra', await list());
  add('with-extra-to-read', await list(people.panel));
  await panel.postDue();
  const posted = { kind: 'agenda', authority: '341', obligation: 'agenda:2026-04-28' } as const;
  add('extra-agenda', agendaDigestView((await panel.forDelivery(posted))!));
  clock.moveTo('2026-04-28T10:00:00.000Z');
  add('extra-on-the-day', await list());
  await storage.directory.saveAuthority({ ...authority, panelAnchor: '2026-05-28', panelSkipsClosedWeeks: true });
  clock.moveTo('2026-05-26T09:00:00.000Z');
  add('left-out', await list());
  await panel.postDue('2026-05-26T09:00:00.000Z');
  clock.moveTo('2026-05-28T10:00:00.000Z');
  add('on-the-day', await list(people.panel));
  return made;
}
