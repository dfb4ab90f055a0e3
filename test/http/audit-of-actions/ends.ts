import { answersFor } from '../../builders/ends-of-a-pack';
import { settleChecklist } from '../../casework/settle-checklist';
import { review } from '../case-pages';
import { NOT_FOUND } from '../ways-to-ends/removal';
import { handsIn } from './hands';
import type { Setting, Ways } from './setting';

/** What ends a case, or opens it again. */
export function endsIn(setting: Setting) {
  const { house, old, client, aCase, aReferred, aDeath, aDecision } = setting;
  const { people, casework } = house;
  const { fillsIn, page } = handsIn(setting);
  return {
    close: page('lead', 'close', { reason: 'reported-in-error', closeNote: 'Was in class' }),
    reopen: {
      ...{ by: 'lead', leaves: 'facts' },
      does: async () => {
        const theCase = await aCase();
        await casework.close(people.lead, theCase.reference, 'reported-in-error', 'Was in class');
        return fillsIn('lead', 'reopen', { why: 'Missing again' })(theCase);
      },
    },
    'record-location': page(
      ...([
        'lead',
        'found-where',
        { on: '2026-04-28', by: 'An aunt', evidence_address: '4 Sample Street' },
        { where: 'in-area' },
      ] as const),
    ),
    'tell-death': page('lead', 'death', { by: 'Sgt Lee', known: 'Rang the school', on: '2026-04-28' }),
    'sign-for-school': {
      ...{ by: 'safeguarding', leaves: 'facts' },
      does: async () => {
        await settleChecklist(house, old.reference);
        await review(client('lead'), old.reference, house.policy);
        return fillsIn('safeguarding', 'sign-conclusion', NOT_FOUND)(old);
      },
    },
    'sign-for-authority': {
      ...{ by: 'officer', leaves: 'facts' },
      does: async () => {
        await casework.enquiries.acknowledge(people.officer, old.reference);
        return fillsIn('officer', 'sign-conclusion', { ...NOT_FOUND, unasked: 'The police ask everybody' })(old);
      },
    },
    'decide-removal': {
      ...{ by: 'head', leaves: 'facts' },
      does: async () => {
        const answers = Object.entries(answersFor(house.policy, 'k')).map(([id, answer]) => [`answer_${id}`, answer]);
        const said = { special: 'none', reasons: 'The police rang', confirmed: 'decided', offRollOn: '2026-04-28' };
        const typed = { ...Object.fromEntries(answers), ...said };
        return fillsIn('head', 'removal-decide', typed, { ground: 'k' })(await aDeath());
      },
    },
    'record-removal': {
      ...{ by: 'lead', leaves: 'facts' },
      does: async () => {
        const theCase = await aDecision();
        const sent = { on: '2026-04-28', reference: 'DR 17', notKnown: '-' } as const;
        await casework.removal.recordReturn(people.lead, theCase.reference, sent);
        return fillsIn('lead', 'delete-name', { missing: 'no', confirmed: 'deleted' })(theCase);
      },
    },
    'record-return': page('lead', 'record-return', { return: 'attendance', on: '2026-04-28', reference: 'TD 1' }),
    'set-dfe-reason': {
      ...{ by: 'officer', leaves: 'facts' },
      does: async () =>
        fillsIn('officer', 'dfe-reason', { reason: house.policy.dfe.reasons[0]!.id })(await aReferred()),
    },
  } satisfies Partial<Ways>;
}
