import type { Command } from '../actions';
import type { PageDeps } from '../pages/deps';
import { shownCase } from '../shown-case';
import type { Reply, Turn } from '../turn';
import { awaitedCommand } from './awaited';
import { awayCommands } from './away';
import { deliveriesCommand } from './deliveries';
import { listCommands } from './lists';
import { referCommand } from './refer';
import { reportCommand } from './report';
import { rulesCommand } from './rules';
import { checklistFor, myCases, privately } from './shown';

/** What people say in the main job. Every answer that names a child goes to the person's own chat. */
export function createCommands(deps: PageDeps): Command[] {
  const showCase = async (turn: Turn, reference: string): Promise<Reply> => {
    const view = await deps.casework.see(turn.person, reference);
    return privately(await shownCase(view, turn, deps), `Case ${view.case.reference}`);
  };

  const showChecklist = async (turn: Turn, reference: string): Promise<Reply> =>
    privately(await checklistFor(turn, reference, '', deps), 'The checklist');

  /** Without a reference there is nothing to ask when the person works on one case only. */
  const whichCase = async (turn: Turn, show: typeof showCase): Promise<Reply> => {
    const cases = await deps.casework.mine(turn.person);
    if (cases.length === 1) return show(turn, cases[0]!.case.reference);
    return privately(myCases(cases, turn, deps), 'Your open cases');
  };

  return [
    reportCommand(deps),
    referCommand(deps),
    {
      id: 'checklist',
      usage: 'checklist <reference>',
      helps: 'See what is due now, what is done and what is next.',
      pattern: /^checklist(?:\s+(\S+))?$/i,
      needs: 'see-case',
      run: async (turn, match) => (match[1] ? showChecklist(turn, match[1]) : whichCase(turn, showChecklist)),
    },
    {
      id: 'case',
      usage: 'case <reference>',
      helps: 'See a case: the counts, what is next, and what has been recorded.',
      pattern: /^case(?:\s+(\S+))?$/i,
      needs: 'see-case',
      run: async (turn, match) => (match[1] ? showCase(turn, match[1]) : whichCase(turn, showCase)),
    },
    ...listCommands(deps),
    awaitedCommand(deps),
    rulesCommand(deps),
    ...awayCommands(deps),
    deliveriesCommand(deps),
  ];
}
