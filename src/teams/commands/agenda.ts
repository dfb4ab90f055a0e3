import { z } from 'zod';
import { may } from '../../domain/access/table';
import { inWords, LocalDateSchema } from '../../domain/calendar/date';
import { momentInWords } from '../../domain/calendar/london';
import type { Agenda } from '../../domain/panel/agenda';
import type { PostedHere, Panel } from '../../panel/panel';
import type { Person } from '../../people/directory';
import type { Command, Verb } from '../actions';
import { Stale } from '../stale';
import { agendaView } from '../views/agenda';
import { OWN_AGENDA, ownAgendaView, referencesOn } from '../views/agenda-digest';

interface Deps {
  readonly panel: Panel;
}

const IN_YOUR_CHAT = 'I have put the agenda into your own chat with me.';

/** The panel's agenda as it stands now, in the person's own chat wherever they ask. */
export const agendaCommand = ({ panel }: Deps): Command => ({
  id: 'agenda',
  usage: 'agenda',
  helps: 'Show the panel’s agenda as it stands now',
  pattern: /^(?:show )?(?:the )?agenda$/i,
  needs: 'see-agenda',
  run: async ({ person }) => ({
    kind: 'in-personal-chat',
    card: agendaView(await panel.agendaNow(person), { decides: decides(person) }),
    says: IN_YOUR_CHAT,
  }),
});

/** A button of the agenda: one of its sections with all its cases. */
export const agendaSectionVerb = ({ panel }: Deps): Verb => ({
  id: 'agenda-section',
  needs: 'see-agenda',
  replacesCard: false,
  async run({ person }, data) {
    const agenda = await panel.agendaNow(person);
    const asked = SectionSchema.safeParse(data);
    const section = agenda.sections.find(({ id }) => id === asked.data?.section);
    if (!asked.success || !section) throw new Stale();
    return {
      kind: 'in-personal-chat',
      card: agendaView(agenda, {
        excerpt: { section: section.id, from: asked.data.from },
        decides: decides(person),
      }),
      says: IN_YOUR_CHAT,
    };
  },
});

/** Asked by Teams itself where the agenda stands in a channel: what this person alone sees there. */
export const ownAgendaVerb = ({ panel }: Deps): Verb => ({
  id: OWN_AGENDA,
  needs: 'see-agenda',
  replacesCard: false,
  isOwnView: true,
  async run({ person, conversation }, data) {
    const meeting = LocalDateSchema.safeParse(data.meeting).data;
    const room = (agenda: Agenda) => referencesOn(agenda, decides(person));
    const seen = meeting ? await panel.asSeenBy(person, meeting, room) : null;
    if (!seen) throw new Stale();
    const { agenda, children } = seen;
    const card = ownAgendaView(agenda, { children, decides: decides(person) }, conversation.userId);
    return { kind: 'in-personal-chat', card, says: IN_YOUR_CHAT };
  },
});

const decides = (person: Person): boolean => may(person, 'record-panel-decision', null);

const SectionSchema = z.object({ section: z.string(), from: z.coerce.number().int().min(0).catch(0) });

/** Said in the panel's channel: from then on every agenda is posted there. */
export const postAgendaCommand = ({ panel }: Deps): Command => ({
  id: 'post-agenda',
  usage: 'post the agenda here',
  helps: 'Post the panel’s agenda in this channel before every meeting: references only, no child’s details',
  records: true,
  pattern: /^post (?:the )?agenda(?: in)?(?: here)?$/i,
  needs: 'post-agenda',
  offered: ({ where }) => where === 'channel',
  async run({ person, where, conversation }) {
    if (where !== 'channel') return { kind: 'text', text: NOT_A_CHANNEL };
    return { kind: 'text', text: inPlainWords(await panel.postHere(person, conversation)) };
  },
});

const NOT_A_CHANNEL =
  'The agenda is posted in the channel of a team. Go to the panel’s channel, mention me there and say: post the agenda here. To see the agenda now, say: agenda.';

function inPlainWords({ posted, next, moved }: PostedHere): string {
  const sentences = [
    'From now on the panel’s agenda is posted here: references, stages and days, and no child’s details.',
  ];
  if (moved) sentences.push('It is no longer posted in the channel that had it before.');
  for (const meeting of posted) sentences.push(`The agenda for ${inWords(meeting)} follows now.`);
  sentences.push(`The next one, for ${inWords(next.on)}, comes on ${momentInWords(next.postAt)}.`);
  return sentences.join(' ');
}
