import type { Agenda } from '../../src/domain/panel/agenda';
import type { CardSpec } from '../../src/teams/turn';
import { agendaView } from '../../src/teams/views/agenda';
import { agendaDigestView, ownAgendaView, referencesOn } from '../../src/teams/views/agenda-digest';
import { agendaWith } from '../builders/an-agenda';
import type { Sample } from './sample';
import type { Words } from './words';

/** The panel's agenda: in the channel, there as one person sees it, and in somebody's own chat. */
export async function agendaSamples(words: Words): Promise<Sample[]> {
  const made: Sample[] = [];
  const add = (name: string, card: CardSpec) => void made.push({ name: `agenda-${name}`, card });
  const before = agendaWith(12);
  const sections = before.sections.map((one, at) => ({ ...one, before: one.items.length - 1 + (at % 3) }));
  const byReason = [
    { label: 'Unknown', cases: 10 },
    { label: 'Other reasons, fewer than 5 each', cases: 10 },
  ];
  const agenda: Agenda = { ...before, openBefore: 10, sections, byReason, closedAt: '2026-05-19T08:00:00.000Z' };
  const child = { name: `${words.forename} ${words.surname}`, school: 'Example Primary School' };
  const children = new Map(referencesOn(agenda, true).map((reference) => [reference, child]));

  add('channel', agendaDigestView(agenda, { ownViewFor: ['29:one'] }));
  add('channel-small', agendaDigestView(agendaWith(2)));
  add('channel-crowded', agendaDigestView(agendaWith(60)));
  add('channel-own-view', ownAgendaView(agenda, { children, decides: true }, '29:one'));
  add('own-chat', agendaView(agenda, { decides: true }));
  const decided = [{ title: 'Make further named checks', count: 2 }];
  add('decided', agendaDigestView({ ...agenda, outcome: { listed: 12, undecided: 9, decided, unnamed: 1 } }));
  add('cancelled', agendaDigestView({ ...agenda, state: 'cancelled', instead: '2026-06-04' }));
  return made;
}
