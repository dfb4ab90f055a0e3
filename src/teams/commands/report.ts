import { randomUUID } from 'node:crypto';
import { may } from '../../domain/access/table';
import { readFacts } from '../../domain/case/reading';
import type { Draft } from '../../casework/draft-store';
import { Refusal } from '../../errors';
import type { Command } from '../actions';
import type { PageDeps } from '../pages/deps';
import { AT, savedInWords, schoolOf } from '../pages/report/report-draft';
import type { Turn } from '../turn';
import { opens } from '../views/buttons';
import { reportDraftsCard, type UnfinishedReport } from '../views/report-drafts';
import { statementCard } from '../views/statement';
import { privately } from './shown';

/** Begins a report, or offers to go on with one that the school has begun. */
export const reportCommand = (deps: PageDeps): Command => ({
  id: 'report',
  usage: 'report',
  helps: 'Report a pupil who has stopped coming and cannot be found.',
  pattern: /^report(?: an?)?(?: missing)?(?: pupil| child)?$/i,
  offered: (turn) => may(turn.person, 'report', null),
  async run(turn) {
    const school = schoolOf(turn);
    if (!may(turn.person, 'report', null))
      throw new Refusal('not-allowed', 'Your role does not make reports. Ask a colleague whose role does.');
    const drafts = await deps.storage.drafts.reports(school);
    const draft = randomUUID();
    const reports = (await Promise.all(drafts.map((one) => unfinished(one, turn, deps)))).filter((one) => one !== null);
    if (reports.length > 0) {
      return privately(reportDraftsCard(reports, draft), 'Unfinished reports');
    }
    if (turn.where === 'personal') return { kind: 'page', page: 'report-triage', args: { draft } };
    return privately(startHere(draft), 'A report names a child');
  },
});

const startHere = (draft: string) =>
  statementCard({
    title: 'Report a missing pupil',
    lines: ['A report names a child, so it is made here and not in the channel.'],
    buttons: [opens('Begin the report', 'report-triage', { draft }, 'positive')],
    summary: 'Report a missing pupil',
  });

/** Null when there is nothing to go on with: the case that it opened is closed. */
async function unfinished(draft: Draft, turn: Turn, { storage }: PageDeps): Promise<UnfinishedReport | null> {
  const opened = await storage.cases.byId(draft.id);
  if (opened && readFacts(opened.facts).closed) return null;
  const by = await storage.directory.person(draft.savedBy);
  const left = draft.values[AT] ?? 'report-triage';
  return {
    draft,
    by: draft.savedBy === turn.person.id ? 'you' : (by?.name ?? 'a colleague'),
    saved: savedInWords(draft, turn),
    // After an urgent triage the case is open, and the report goes on with the pupil.
    page: opened && left === 'report-triage' ? 'report-pupil' : left,
    args: opened ? { draft: draft.id, case: opened.reference } : { draft: draft.id },
    opened: opened !== null,
  };
}
