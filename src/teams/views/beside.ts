import type { CaseView } from '../../casework/casework';
import { inWords } from '../../domain/calendar/date';
import { besideName } from '../../casework/told/beside-name';
import { proceduresBeside, type Beside } from '../../domain/case/beside';
import { notice, type Notice } from './notice';
import { section, type Section } from './section';
import { short } from './words';

const MOST = 3;

/** Other procedures beside this case, the last ones told: whoever reads it knows whom else to speak to. */
export const besideNotices = (view: CaseView): Notice[] =>
  proceduresBeside(view.case.facts)
    .slice(-MOST)
    .map((one) =>
      notice(
        'attention',
        `Another procedure runs beside this case${one.reference && `: ${short(one.reference, 60)}`}`,
        short(besideName(one, view), 150),
        ...[saidOf(one)].filter((line) => line !== ''),
      ),
    );

const saidOf = ({ since, heldBy }: Beside): string =>
  [since ? `Since ${inWords(since)}` : '', heldBy && `Handled by: ${short(heldBy, 100)}`]
    .filter((part) => part !== '')
    .join(' · ');

/** What is on record already, on the page that adds to it. */
export const besideSections = (view: CaseView): Section[] =>
  proceduresBeside(view.case.facts).map((one) =>
    section(short(besideName(one, view), 150), {
      Reference: short(one.reference, 60) || 'Not known',
      Since: one.since ? inWords(one.since) : 'Not known',
      'Handled by': short(one.heldBy, 100) || 'Not known',
    }),
  );
