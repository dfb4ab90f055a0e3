import type { Verb } from '../actions';
import { acknowledged } from '../answered';
import { isId } from '../ids';
import type { PageDeps } from '../pages/deps';
import { checklistFor, privately } from '../commands/shown';
import { awaitedVerb } from '../commands/awaited';
import { deliveryVerbs } from '../commands/deliveries';
import { shownCase } from '../shown-case';
import { Stale } from '../stale';
import { moreCard } from '../views/more';
import { attendanceVerb } from './attendance';
import { discardReport } from './discard-report';
import { officerVerbs } from './officer';
import { onRecord } from './on-record';

/** What the buttons of our cards do. Buttons that open a page or say a command are the router's. */
export const createVerbs = (deps: PageDeps): Verb[] => [
  {
    id: 'acknowledge',
    needs: ['acknowledge', 'acknowledge-own'],
    replacesCard: true,
    records: true,
    run: async (turn, { delivery }) => {
      if (!isId(delivery)) throw new Stale();
      return privately(await acknowledged(turn, delivery, deps), 'The alert');
    },
  },
  {
    id: 'show-case',
    needs: 'see-case',
    replacesCard: false,
    run: async (turn, { reference = '' }) => {
      const view = await deps.casework.see(turn.person, reference);
      return privately(await shownCase(view, turn, deps), `Case ${view.case.reference}`);
    },
  },
  {
    id: 'show-checklist',
    needs: 'see-case',
    replacesCard: false,
    run: async (turn, { reference = '' }) =>
      privately(await checklistFor(turn, reference, '', deps), `The checklist of ${reference}`),
  },
  {
    id: 'show-more',
    needs: 'see-case',
    replacesCard: false,
    run: async (turn, { reference = '' }) => {
      const view = await deps.casework.see(turn.person, reference);
      return privately(moreCard(view, turn.person), 'What can be done');
    },
  },
  {
    // Turns to another stage of the checklist, on the card itself.
    id: 'stage',
    needs: 'see-case',
    replacesCard: true,
    run: async (turn, { reference = '', stage = '' }) =>
      privately(await checklistFor(turn, reference, stage, deps), `The checklist of ${reference}`),
  },
  attendanceVerb(deps),
  discardReport(deps),
  ...onRecord(deps),
  ...officerVerbs(deps),
  awaitedVerb(deps),
  ...deliveryVerbs(deps),
];
