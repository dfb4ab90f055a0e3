import { OFF_ROLL_WAYS, type OffRollWay } from '../../../domain/case/way';
import type { PolicyPack } from '../../../domain/policy/pack';
import type { CaseView } from '../../../casework/casework';
import type { Draft } from '../../../casework/draft-store';
import type { Word } from '../../../casework/refer';
import type { Pupil } from '../../../domain/pupil/pupil';
import type { PageArgs, Turn } from '../../turn';
import type { PageDeps } from '../deps';
import type { Typed } from '../page';
import { draftOf, referralDesk } from '../report/report-draft';
import { triageErrors } from '../report/triage-fields';

/** The ways in which a case begins at the authority, as its policy offers them. */
export const offRollWays = ({ ways }: PolicyPack) =>
  ways.filter(({ id }) => (OFF_ROLL_WAYS as readonly string[]).includes(id));

/** How the case begins. Where an alert went out before that was said, the child is on no roll until it is put right. */
export const wayFrom = ({ situation }: Typed): OffRollWay =>
  OFF_ROLL_WAYS.find((way) => way === situation) ?? 'not-on-roll';

/** Whether the first page has been answered: without the safeguarding questions no referral goes on. */
export const isBegun = (typed: Typed, policy: PolicyPack): boolean =>
  offRollWays(policy).some(({ id }) => id === typed.situation) && Object.keys(triageErrors(typed, policy)).length === 0;

/** A referral as it stands: what was typed so far, and the case once it is open. */
export interface Standing {
  readonly draft: Draft | null;
  readonly typed: Typed;
  readonly way: OffRollWay;
  readonly opened: CaseView | null;
}

export async function standingOf(turn: Turn, args: PageArgs, deps: PageDeps): Promise<Standing> {
  referralDesk(turn);
  const opened = args.case ? await deps.casework.see(turn.person, args.case) : null;
  const draft = args.draft ? await draftOf(turn, args, deps, referralDesk) : null;
  const typed = draft?.values ?? {};
  return { draft, typed, opened, way: wayFrom({ situation: opened?.assessment.way ?? typed.situation ?? '' }) };
}

/** A page of a case that is whole already corrects it, and nothing follows. */
export const isCorrection = (args: PageArgs): boolean => args.case !== undefined && args.draft === undefined;

/** Of whom somebody tells and in which matter, as far as it was typed. */
export const wordFrom = (typed: Typed, pupil: Pupil): Word => ({
  way: wayFrom(typed),
  pupil,
  referral: typed.otherAuthority ? { otherAuthority: typed.otherAuthority } : null,
});

/** The procedure that runs beside this referral, as it was told; null where there is none. */
export const linkedFrom = ({ procedure, procedureReference }: Typed) =>
  procedure && procedureReference ? { procedure, reference: procedureReference } : null;
