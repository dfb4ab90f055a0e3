import { z } from 'zod';
import type { Needs } from '../../../domain/access/table';
import type { PolicyPack } from '../../../domain/policy/pack';
import { callFirst } from '../../views/notice';
import { authorityOf, type PageDeps } from '../deps';
import type { Field } from '../fields';
import { formView, submits } from '../form';
import type { Page, Typed } from '../page';
import { begunBy, draftOf, keepDraft, keptUntil, noteShown, type DeskOf } from './report-draft';

interface First {
  readonly id: string;
  readonly needs: Needs;
  readonly title: string;
  readonly step: string;
  readonly deskOf: DeskOf;
  readonly fieldsOf: (policy: PolicyPack) => Field[];
}

/** The page with which a report and a referral begin: safety before everything else, and whom to call above it. */
export const firstPage = (
  deps: PageDeps,
  { id, needs, title, step, deskOf, fieldsOf }: First,
): Pick<Page<Typed>, 'id' | 'needs' | 'input' | 'show' | 'keptUntil' | 'saveDraft'> => ({
  id,
  needs,

  // Nothing is refused here: whether a field is needed depends on whether the child is at risk.
  input: z.record(z.string(), z.string()),

  async show(turn, args, shownAgain) {
    deskOf(turn);
    const { authority, policy } = await authorityOf(turn.person, deps);
    const draft = await draftOf(turn, args, deps, deskOf);
    noteShown(turn, draft, deps);
    return formView({
      title,
      step,
      heading: 'Safety first',
      notices: [callFirst(authority.urgentContacts), ...(await begunBy(turn, draft, deps))],
      fields: fieldsOf(policy),
      values: shownAgain?.typed ?? draft?.values ?? {},
      errors: shownAgain?.errors,
      buttons: [submits('Continue', id, args, 'next', 'positive'), submits('Save for later', id, args, 'save')],
    });
  },

  keptUntil: keptUntil(deps),

  async saveDraft(turn, args, typed) {
    const { policy } = await authorityOf(turn.person, deps);
    await keepDraft(turn, args, id, fieldsOf(policy), typed, deps, deskOf);
  },
});
