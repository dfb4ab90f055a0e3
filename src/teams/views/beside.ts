import type { CaseView } from '../../casework/casework';
import { inWords } from '../../domain/calendar/date';
import { proceduresBeside, type Beside } from '../../domain/case/beside';
import type { PolicyPack } from '../../domain/policy/pack';
import { notice, type Notice } from './notice';
import { section, type Section } from './section';
import { short } from './words';

/** What the policy calls a procedure beside which cases run: the rules of now, or those before. */
export const procedureInWords = (id: string, packs: readonly PolicyPack[]): string =>
  packs
    .toReversed()
    .flatMap(({ otherProcedures }) => otherProcedures)
    .find((one) => one.id === id)?.name ?? 'A procedure that is no longer in the policy';

const nameOf = ({ procedure }: Beside, { packs, policy }: CaseView): string =>
  procedureInWords(procedure, [...packs.map((period) => period.policy), policy]);

const MOST = 3;

/** Other procedures beside this case, the last ones told: whoever reads it knows whom else to speak to. */
export const besideNotices = (view: CaseView): Notice[] =>
  proceduresBeside(view.case.facts)
    .slice(-MOST)
    .map((one) =>
      notice(
        'attention',
        `Another procedure runs beside this case${one.reference && `: ${short(one.reference, 60)}`}`,
        short(nameOf(one, view), 150),
        ...saidOf(one),
      ),
    );

const saidOf = ({ since, heldBy }: Beside): string[] =>
  [since ? `Since ${inWords(since)}` : '', heldBy && `With ${short(heldBy, 100)}`].filter((part) => part !== '');

/** What is on record already, on the page that adds to it. */
export const besideSections = (view: CaseView): Section[] =>
  proceduresBeside(view.case.facts).map((one) =>
    section(short(nameOf(one, view), 150), {
      Reference: short(one.reference, 60) || 'Not known',
      Since: one.since ? inWords(one.since) : 'Not known',
      With: short(one.heldBy, 100) || 'Not known',
    }),
  );
