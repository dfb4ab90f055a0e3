import type { PageArgs, Turn } from '../../turn';
import { shownCase } from '../../shown-case';
import { authorityOf, type PageDeps } from '../deps';
import type { PageResult } from '../page';
import { draftId, draftOf, noSuchDraft, referralDesk } from '../report/report-draft';
import { triageFrom } from '../report/triage-fields';
import { childInput } from './child-fields';
import { outFrom, outInput } from './known-fields';
import { readReferral, referralInput } from './route';
import { isBegun, linkedFrom, wayFrom } from './situation';

/** `sameAs`: the open case that somebody has said is of this child. Opens the case from all that was typed; whatever is not right yet is asked for once more. */
export async function openFromDraft(turn: Turn, args: PageArgs, deps: PageDeps, sameAs?: string): Promise<PageResult> {
  const { policy } = await authorityOf(turn.person, deps);
  const draft = await draftOf(turn, args, deps, referralDesk);
  if (!draft) return openedAlready(turn, args, deps);
  const typed = draft.values;
  const way = wayFrom(typed);
  if (!isBegun(typed, policy)) return { kind: 'page', page: 'refer', args };
  const referral = referralInput.safeParse(typed);
  const read = referral.success ? readReferral(referral.data, way, policy, turn.today) : null;
  if (!read || 'errors' in read) return { kind: 'page', page: 'refer-route', args };
  const child = childInput.safeParse(typed);
  if (!child.success) return { kind: 'page', page: 'refer-child', args };
  const known = outInput.safeParse(typed);
  const out = way === 'other-authority' || !known.success ? null : outFrom(known.data, way);
  const { view, existing } = await deps.casework.ways.refer(turn.person, {
    draftId: draft.id,
    way,
    triage: triageFrom(typed, policy),
    pupil: child.data.pupil,
    referral: { ...read.referral, description: child.data.description },
    out,
    linked: linkedFrom(typed),
    ...(sameAs && { sameAs }),
  });
  if (existing) await deps.storage.drafts.remove(draft.id);
  return { kind: 'done', card: await shownCase(view, turn, deps, existing ? 'told-further' : 'reported') };
}

/** Pressed a second time: the draft has become the case. */
async function openedAlready(turn: Turn, args: PageArgs, deps: PageDeps): Promise<PageResult> {
  const opened = await deps.storage.cases.byId(await draftId(turn, args, deps, referralDesk));
  if (!opened) throw noSuchDraft();
  const view = await deps.casework.see(turn.person, opened.reference);
  return { kind: 'done', card: await shownCase(view, turn, deps, 'reported') };
}
