import { randomUUID } from 'node:crypto';
import { pressed } from '../access/asking';
import { handsIn } from './hands';
import type { Setting, Ways } from './setting';

const A_DECISION = { owner: 'caseworker', due: '2026-05-12', reason: 'An aunt was not asked', meeting: '2026-04-28' };

/** What is done on a case while it is open. */
export function workIn(setting: Setting) {
  const { house, old, client, aCase, aReferred, anAlertOn } = setting;
  const { people, storage, casework } = house;
  const { fillsIn, page, onButton } = handsIn(setting);
  return {
    'record-check': page('lead', 'check', { outcome: 'no-answer', on: '2026-04-28' }, { item: 'S04' }),
    'record-ews-check': page('welfare', 'check', { outcome: 'nothing-new', on: '2026-04-28' }, { item: 'E02' }),
    'record-authority-check': page(
      ...(['caseworker', 'check', { outcome: 'on-no-roll', on: '2026-04-28' }, { item: 'A04' }, aReferred] as const),
    ),
    'mark-attendance': onButton('lead', 'facts', ({ reference }) => ({
      ...{ verb: 'attendance', reference, answer: 'still-missing' },
    })),
    'record-sighting': page('lead', 'seen', {
      on: '2026-04-28',
      where: 'elsewhere',
      by: 'A neighbour',
      who: 'A neighbour',
    }),
    acknowledge: onButton('officer', 'facts', async (theCase) => ({
      ...{ verb: 'acknowledge', delivery: await anAlertOn(theCase, randomUUID()) },
    })),
    'acknowledge-own': onButton('officer', 'facts', async (theCase) => ({
      ...{ verb: 'acknowledge', delivery: await anAlertOn(theCase, people.officer.id) },
    })),
    snooze: {
      ...{ by: 'officer', leaves: 'facts' },
      does: async () => {
        const alerts = await storage.outbox.ofCase(old.id);
        const mine = alerts.filter(({ kind, recipient }) => kind === 'alert' && recipient === people.officer.id);
        for (const { id: delivery } of mine)
          await fillsIn('officer', 'snooze', { until: '2026-06-02', reason: 'Waiting' }, { delivery })(old);
        return old;
      },
    },
    'record-enquiry': page('officer', 'enquiry-not-needed', { reason: 'Known already' }, { enquiry: 'police' }),
    'record-panel-decision': page(
      ...(['manager', 'panel-decision-details', A_DECISION, { decision: 'tracing' }] as const),
    ),
    'do-panel-decision': {
      ...{ by: 'caseworker', leaves: 'facts' },
      does: async () => {
        const theCase = await aCase();
        await fillsIn('manager', 'panel-decision-details', A_DECISION, { decision: 'tracing' })(theCase);
        const { assessment } = await casework.see(people.caseworker, theCase.reference);
        const decided = assessment.decisions[0]!.decided.id;
        const done = { decided, on: '2026-04-28', note: 'The aunt was asked' };
        return fillsIn('caseworker', 'panel-decision-done', done)(theCase);
      },
    },
    assign: {
      ...{ by: 'officer', leaves: 'facts' },
      does: async () => fillsIn('officer', 'assign', { to: people.caseworker.id, note: 'Please' })(await aCase()),
    },
    hold: page('officer', 'hold', { until: '2026-05-20', reason: 'Waiting' }),
    'ask-school': page('officer', 'ask-school', { question1: 'Who fetched the child?', due: '2026-04-30' }),
    'answer-school': {
      ...{ by: 'lead', leaves: 'facts' },
      does: async () => {
        const theCase = await aCase();
        await casework.officer.ask(people.officer, theCase.reference, ['Who fetched the child?'], '2026-04-30');
        const args = { case: theCase.reference };
        const page = await pressed(client('lead'), { verb: 'page', page: 'answer-question', args, step: '' });
        expect(page).toContain('Who fetched the child?');
        const asked = (await casework.see(people.lead, theCase.reference)).case.facts.findLast(
          ({ kind }) => kind === 'question-asked',
        );
        return fillsIn('lead', 'answer-question', { answer: 'An aunt' }, { question: asked!.id })(theCase);
      },
    },
  } satisfies Partial<Ways>;
}
