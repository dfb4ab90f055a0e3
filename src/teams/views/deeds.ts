import { proceduresBeside } from '../../domain/case/beside';
import { isFollowed } from '../../domain/case/follow-up';
import { whyNothingWaits } from '../../domain/case/put-off';
import { readFacts } from '../../domain/case/reading';
import { may, type Action } from '../../domain/access/table';
import type { CaseView } from '../../casework/casework';
import type { Person } from '../../people/directory';
import { unanswered } from '../../domain/case/questions';
import { does, opens, type Button } from './buttons';
import { DEATH_DEEDS } from './death';
import type { Deed } from './more';
import { OUTCOME_DEEDS } from './outcome-deeds';
import { PANEL_DEEDS } from './panel-decisions';
import { REMOVAL_DEEDS } from './removal-deeds';
import { RETURNS_DEEDS } from './returns-deeds';

/** What can be done on a case beside what its card offers at once. A new page of a case is added here. */
export const DEEDS: readonly Deed[] = [
  {
    group: 'people',
    says: 'The child has a second case, at another school or at none: join the two.',
    button: whileOpen('join-cases', (reference) => opens('Join two cases', 'join', { case: reference })),
  },
  {
    group: 'people',
    onDeath: true,
    says: 'Two cases were joined in error: part them again.',
    button: (view, person) =>
      readFacts(view.case.facts).joined.length > 0 && may(person, 'join-cases', view.case)
        ? opens('Part two cases', 'part', { case: view.case.reference })
        : null,
  },
  ...OUTCOME_DEEDS,
  ...REMOVAL_DEEDS,
  ...RETURNS_DEEDS,
  {
    group: 'search',
    says: 'The school’s notification has come: say so, and the school sees it on its case.',
    button: whileOpen('record-enquiry', (reference, { case: { school }, assessment: { enquiries } }) =>
      school !== null && enquiries.notifiedOn && !enquiries.acknowledgedOn
        ? does('Acknowledge the notification', 'acknowledge-referral', { reference })
        : null,
    ),
  },
  {
    group: 'search',
    says: 'The authority’s own checks: whom it has asked, and what is still to be asked.',
    button: (view, person) =>
      may(person, 'see-enquiries', view.case) || view.assessment.enquiries.begunOn
        ? does('The authority’s checks', 'show-enquiries', { reference: view.case.reference })
        : null,
  },
  {
    group: 'search',
    says: 'Ask the school for more. It answers in its own chat, and the answer stands on the case.',
    button: whileOpen('ask-school', (reference, { case: { school } }) =>
      school === null ? null : opens('Ask the school', 'ask-school', { case: reference }),
    ),
  },
  {
    group: 'search',
    says: 'The authority has asked the school something.',
    button: whileOpen('answer-school', (reference, { assessment: { questions } }) =>
      unanswered(questions).length === 0 ? null : opens('Answer the authority', 'answer-question', { case: reference }),
    ),
  },
  {
    group: 'people',
    onDeath: true,
    says: 'Give the case to a colleague, or hand it over. The colleague is told.',
    button: whileOpen('assign', (reference, { assignee }) =>
      opens(assignee ? 'Hand over' : 'Give to a colleague', 'assign', { case: reference }),
    ),
  },
  {
    group: 'people',
    says: 'Put off reminders of the authority’s own work. What protects the child is never put off.',
    button: whileOpen('hold', (reference, { assessment }) =>
      assessment.hold || whyNothingWaits(assessment) ? null : opens('Put on hold', 'hold', { case: reference }),
    ),
  },
  {
    group: 'people',
    says: 'The case is on hold: go on with it.',
    button: whileOpen('hold', (reference, { assessment: { hold } }) =>
      hold ? opens('End the hold', 'lift-hold', { case: reference }) : null,
    ),
  },
  {
    group: 'people',
    says: 'Brothers or sisters are missing too: link their cases, so that one visit counts for all.',
    button: whileOpen('link-siblings', (reference) => opens('Brothers and sisters', 'siblings', { case: reference })),
  },
  {
    group: 'search',
    says: 'Say where things stand: what is known of the child now, and what is still to be done.',
    button: (view, person) =>
      isFollowed(view.assessment) && may(person, 'refer', view.case)
        ? opens('Say where things stand', 'follow-up', { case: view.case.reference })
        : null,
  },
  {
    group: 'outcome',
    says: 'The case has ended: say how. It removes nobody from roll.',
    button: whileOpen('close', (reference) => opens('Close the case', 'close', { case: reference })),
  },
  ...PANEL_DEEDS,
  ...DEATH_DEEDS,
  {
    group: 'papers',
    onDeath: true,
    says: 'Papers of this case: the referral form, returns and files. Those already made are there too.',
    button: (view, person) =>
      may(person, 'make-papers', view.case) ? does('Papers', 'show-papers', { reference: view.case.reference }) : null,
  },
  {
    group: 'people',
    onDeath: true,
    says: 'See which alerts were sent on this case, to whom, and who answered.',
    button: (view, person) =>
      may(person, 'see-deliveries', view.case)
        ? does('Alerts sent', 'case-deliveries', { reference: view.case.reference })
        : null,
  },
  {
    group: 'search',
    says: 'Another procedure runs at the same time: the police look for a runaway, or an attendance case goes on.',
    button: whileOpen('link-procedure', (reference) =>
      opens('Another procedure runs beside this', 'beside', { case: reference }),
    ),
  },
  {
    group: 'search',
    says: 'A procedure that ran beside this case has ended, or was linked by mistake.',
    button: whileOpen('link-procedure', (reference, { case: { facts } }) =>
      proceduresBeside(facts).length > 0
        ? opens('The other procedure is over', 'beside-over', { case: reference })
        : null,
    ),
  },
  {
    group: 'search',
    says: 'Say how great the risk is now. A greater risk brings every step forward and alerts at once.',
    button: whileOpen('set-tier', (reference) => opens('How great is the risk?', 'tier', { case: reference })),
  },
  {
    group: 'people',
    says: 'The authority has other rules now: move this case to them, and see first what that changes.',
    button: whenUnderOtherRules,
  },
];

/** A case keeps its rules; where the authority has others by now, it can be moved to them. */
function whenUnderOtherRules(view: CaseView, person: Person): ReturnType<typeof opens> | null {
  const mayMove = view.assessment.open && may(person, 'move-policy', view.case);
  return mayMove && view.otherRules ? opens('Change the rules', 'move-policy', { case: view.case.reference }) : null;
}

/** Offered while the case is open to whoever may do it. */
function whileOpen(action: Action, button: (reference: string, view: CaseView) => Button | null): Deed['button'] {
  return (view: CaseView, person: Person) =>
    view.assessment.open && may(person, action, view.case) ? button(view.case.reference, view) : null;
}
