import type { CaseView } from '../../../casework/casework';
import type { Draft } from '../../../casework/draft-store';
import { draftOfRequest } from '../../../casework/enquiry-work';
import type { EnquiryState } from '../../../domain/case/enquiries';
import { idFor } from '../../ids';
import type { PageArgs, Turn } from '../../turn';
import type { PageDeps } from '../deps';
import { isInput, type Field } from '../fields';
import type { Typed } from '../page';
import { enquiryOf } from './shared';
import { keep } from '../keep';

/** What was typed of a request that is not on record yet; whoever records the authority's checks may go on with it. */
export const draftOf = ({ case: { id } }: CaseView, { enquiry }: EnquiryState, deps: PageDeps): Promise<Draft | null> =>
  deps.storage.drafts.onItem(id, draftOfRequest(enquiry.id));

/** Keeps what stands on this page beside what was typed on the other. */
export async function keepDraft(
  turn: Turn,
  args: PageArgs,
  fields: readonly Field[],
  typed: Typed,
  deps: PageDeps,
): Promise<void> {
  const { view, state } = await enquiryOf(turn, args, deps, 'record-enquiry');
  const draft = await draftOf(view, state, deps);
  const here = fields.filter(isInput).map(({ id }) => [id, typed[id] ?? ''] as const);
  const item = draftOfRequest(state.enquiry.id);
  await keep(
    turn,
    'record-enquiry',
    {
      // One draft for one agency, whoever types.
      id: idFor(view.case.id, item),
      school: view.case.school ?? '',
      kind: 'request',
      caseId: view.case.id,
      item,
      values: { ...draft?.values, ...Object.fromEntries(here) },
    },
    deps,
  );
}
