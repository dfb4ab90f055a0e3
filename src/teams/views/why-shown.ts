import type { CaseView } from '../../casework/casework';
import type { Person } from '../../people/directory';
import { plain } from '../rendering/escape-markdown';
import { notice, whoToCall, type Notice } from './notice';
import { andTold } from './who-is-told';

/**
 * Asked for; just reported; found to be there when a second report was begun, which may say that the pupil is missing
 * again; joined with a second open case; or what was sent is on record since it came before.
 */
export type WhyShown = Occasion | InsteadOfButton;
type Occasion =
  'asked' | 'reported' | 'already-open' | 'missing-again' | 'told-further' | 'told-on' | 'merged' | 'recorded-already';

/** A button of an older card does nothing any more: what is said of it, and of what comes before any card. */
export interface InsteadOfButton {
  readonly insteadOf: 'moved-on' | 'earlier';
  /** Why it was refused; empty where that the case has moved on says it all. */
  readonly says: string;
  /** They were about to say that a child may be in danger. */
  readonly callFirst: boolean;
}

/** What the person is told of what they have just done, above all that stands on the case. */
export function whyNotices(view: CaseView, { school }: Person, why: WhyShown): Notice[] {
  if (typeof why === 'object') return insteadOfButton(view, why);
  switch (why) {
    case 'asked':
      return [];
    case 'reported':
      return [
        notice(
          'good',
          'Reported. The case is open.',
          `It stands among the open cases ${school ? 'of your school and ' : ''}of the authority. Alerts follow on its key days. Go on with the checklist.`,
        ),
      ];
    case 'already-open':
      return [
        notice(
          'accent',
          school ? 'This pupil already has an open case at your school.' : 'This child already has an open case.',
          'It is shown here. Nothing new was opened.',
        ),
      ];
    case 'told-on':
      return [
        notice(
          'good',
          'This pupil already has an open case at your school.',
          'It is shown here. What you typed that was new stands on it now.',
        ),
      ];
    case 'missing-again':
      return [
        notice(
          'good',
          'Reported. The pupil is missing again.',
          'The case that was open goes on, and its days count from the first day now missed.',
        ),
      ];
    case 'told-further':
      return [
        notice(
          'good',
          'This child already has an open case.',
          `Nothing new was opened. What you were told stands on this case${andTold(view, ({ kind }) => kind === 'referred-again')}.`,
        ),
      ];
    case 'recorded-already':
      return [
        notice(
          'good',
          'This is on record already.',
          'It stands once, however often it was sent. Here is the case now. If something is still to be said, its buttons lead there.',
        ),
      ];
    case 'merged':
      return [
        notice(
          'accent',
          'This pupil had two open cases at your school.',
          'They are one now, shown here. The other one is closed as a duplicate.',
        ),
      ];
  }
}

const INSTEAD = {
  'moved-on': 'This case has moved on. Here it is now.',
  earlier: 'That button works no longer. Here is the case now.',
};

function insteadOfButton({ authority }: CaseView, { insteadOf, says, callFirst }: InsteadOfButton): Notice[] {
  const call = callFirst ? ['If the child may be in danger, call now.', ...whoToCall(authority.urgentContacts)] : [];
  const lines = [...(says === '' ? [] : [plain(says)]), ...call];
  return [notice(callFirst ? 'attention' : 'accent', INSTEAD[insteadOf], ...lines)];
}
