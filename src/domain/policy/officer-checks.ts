import { isSchoolRole } from '../access/roles';
import { worksOnCases } from '../access/table';
import type { Problem } from './problem';
import type { PolicyPack } from './pack';

/** What is owed by the authority alone and by no law on a day: nothing else may ever be put off. */
const OWN_WORK = ['acknowledge-referral', 'authority-checks', 'enquiry-answer', 'outcome', 'follow-up'];

export const holdQuietsOwnWorkOnly = ({ hold, alerts }: PolicyPack): Problem[] => [
  ...hold.quiets.flatMap((id, at) =>
    OWN_WORK.includes(id)
      ? []
      : [{ path: `hold.quiets[${at}]`, says: `${id} may not be put off. What may: ${OWN_WORK.join(', ')}.` }],
  ),
  ...alerts.flatMap(({ id, trigger, urgent }) =>
    trigger.kind === 'overdue' && urgent && hold.quiets.includes(trigger.item)
      ? [
          {
            path: `alerts[${id}].urgent`,
            says: `${trigger.item} can be put on hold, so its alert is not urgent. Set urgent to false.`,
          },
        ]
      : [],
  ),
];

/** Seven days have five school days at the most. */
export const answersAreAskedInTime = ({ questions: { answerWithinSchoolDays, mostDays } }: PolicyPack): Problem[] =>
  mostDays * 5 < answerWithinSchoolDays * 7
    ? [{ path: 'questions.mostDays', says: `It is too short for ${answerWithinSchoolDays} school days. Raise it.` }]
    : [];

export const casesAreGivenWithinTheAuthority = ({ assignment }: PolicyPack): Problem[] =>
  assignment.to.flatMap((role, at) =>
    !isSchoolRole(role) && worksOnCases(role)
      ? []
      : [{ path: `assignment.to[${at}]`, says: `A ${role} works on no case of the authority. Take the role out.` }],
  );
