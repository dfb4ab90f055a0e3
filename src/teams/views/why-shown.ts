import type { CaseView } from '../../casework/casework';
import type { Person } from '../../people/directory';
import { notice, type Notice } from './notice';
import { andTold } from './who-is-told';

/**
 * Asked for; just reported; found to be there when a second report was begun, which may say that the pupil is missing
 * again; or joined with a second open case.
 */
export type WhyShown = 'asked' | 'reported' | 'already-open' | 'missing-again' | 'told-further' | 'told-on' | 'merged';

/** What the person is told of what they have just done, above all that stands on the case. */
export function whyNotices(view: CaseView, { school }: Person, why: WhyShown): Notice[] {
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
