import { press, reportPupil } from '../main-job-bot';
import { beginReferral, CHILD, ROUTE, START } from '../referral-pages';
import { handsIn } from './hands';
import type { Setting, Ways } from './setting';

/** How a case begins, what it is, and what it belongs to. */
export function beginningsIn(setting: Setting) {
  const { house, old, client, aCase } = setting;
  const { people, storage } = house;
  const { fillsIn, page } = handsIn(setting);
  return {
    report: {
      ...{ by: 'lead', leaves: 'facts' },
      does: async () => {
        const { reference } = await reportPupil(client('lead'));
        return storage.cases.byReference(people.lead.authority, reference);
      },
    },
    refer: {
      ...{ by: 'officer', leaves: 'facts' },
      does: async () => {
        let shown = await beginReferral(client('officer'));
        const steps = [START, ROUTE, CHILD, { since: '2026-03-02' }];
        for (const typed of steps) shown = await press(client('officer'), shown, 'Continue', typed).catch(() => shown);
        const known = /WB-[0-9A-Z]{4}-[0-9A-Z]{2}/.exec(client('officer').history().at(-1)!.text + shown.text);
        return known && storage.cases.byReference(people.officer.authority, known[0]);
      },
    },
    triage: page('lead', 'risk', { risks: 'suspected-crime' }),
    'set-tier': page('lead', 'tier', { tier: 'red' }),
    'link-siblings': {
      ...{ by: 'lead', leaves: 'facts' },
      does: async () => fillsIn('lead', 'siblings', { link: (await aCase()).reference })(await aCase()),
    },
    'link-procedure': page('lead', 'beside', { procedure: 'runaway', procedureReference: 'MP-1', heldBy: 'Police' }),
    'join-cases': {
      ...{ by: 'officer', leaves: 'facts' },
      does: async () => {
        const { reference } = await aCase('otherLead', 'Twofold');
        const typed = { reference, goesOn: 'this', sure: 'It is the same child' };
        return fillsIn('officer', 'join', typed, { looked: reference })(await aCase('lead', 'Twofold'));
      },
    },
    'move-policy': {
      ...{ by: 'manager', leaves: 'facts' },
      does: () => fillsIn('manager', 'move-policy', { to: 'liverpool-2026', moveReason: 'Agreed' })(old),
    },
  } satisfies Partial<Ways>;
}
