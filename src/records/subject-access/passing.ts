import type { GivenAnswer } from '../../answers/answer-store';
import type { CaseView } from '../../casework/casework';
import { inWords } from '../../domain/calendar/date';
import { momentInWords } from '../../domain/calendar/london';
import type { Case } from '../../domain/case/case';
import type { Stores } from '../../stores';
import type { KeptTicket, Paper } from '../paper-store';
import { mapTexts } from './mark-fact';
import type { Marker } from './marks';
import { isNamedIn } from './named-in';
import { paperFile } from './paper-file';

/** What is kept of a case for a while: links to its papers, and what people were answered in the last minutes. */
interface Passing {
  readonly tickets: readonly KeptTicket[];
  readonly answers: readonly GivenAnswer[];
}

export async function passingOf({ id, reference }: Case, { papers, answers }: Stores): Promise<Passing> {
  return { tickets: await papers.ticketsOf(id), answers: await answers.thoseWith(reference) };
}

/** Cards speak of whoever is on them, lists of several children: an answer is in a mark from end to end. */
export const passingInWords = (
  { tickets, answers }: Passing,
  papers: readonly Paper[],
  nameOf: (id: string) => string,
  marker: Marker,
): string[] => [
  ...tickets.map((ticket) => {
    const paper = papers.find(({ id }) => id === ticket.paperId);
    const used = ticket.usedAt ? `, used on ${momentInWords(ticket.usedAt)}` : ', not used';
    const ends = `until ${momentInWords(ticket.expiresAt)}`;
    return `A link to ${paper ? paperFile(paper) : 'a paper'} for ${nameOf(ticket.personId)} ${ends}${used}`;
  }),
  ...answers.map(
    (answer) => `An answer in Teams, kept for minutes: ${marker.mark('may-name-others', textsIn(answer))}`,
  ),
];

function textsIn(answer: GivenAnswer): string {
  const texts: string[] = [];
  mapTexts(answer.body, '', (path, text) => {
    if (/\.(text|title|value)$/.test(path) && text.trim() !== '') texts.push(text);
    return text;
  });
  return texts.join(' | ');
}

/** Each with the headings under which the case stood. Whatever the panel then decided is a fact of the case. */
export async function agendasOf(view: CaseView, { panels }: Pick<Stores, 'panels'>, marker: Marker): Promise<string[]> {
  const titles = new Map(view.policy.panel.sections.map(({ id, title }) => [id, title]));
  const listed = (await panels.listings(view.case.id)).map(({ meeting, postAt, version, sections }) => {
    const under = sections.map((id) => titles.get(id) ?? id).join(', ');
    return `Panel of ${inWords(meeting)}, closed on ${momentInWords(postAt)}: ${under}, as of fact ${version}`;
  });
  const said = (await panels.changes(view.case.authority)).filter(({ reason }) => isOf(view, reason));
  const why = said.map(
    ({ meeting, reason }) =>
      `Why the meeting of ${inWords(meeting)} was added, moved or cancelled: ${marker.mark('may-name-others', reason)}`,
  );
  return [...listed, ...why];
}

/** Nobody is to name a child there, and somebody may have. */
const isOf = ({ case: { reference, facts } }: CaseView, text: string): boolean =>
  text.toUpperCase().includes(reference) ||
  facts.some((fact) => fact.kind === 'pupil-described' && isNamedIn({ text, surname: '' }, [fact.pupil]));
