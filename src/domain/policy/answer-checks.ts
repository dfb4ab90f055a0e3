import { isSchoolRole, type Role } from '../access/roles';
import { rolesFor, worksOnCases } from '../access/table';
import { beginsOnRoll } from '../case/way';
import type { AlertRule, PolicyPack } from './pack';
import { waysOf } from './policy-for';
import type { Problem } from './problem';

/**
 * What the law or the policy asks for on a day, what concerns a child's safety, and word from outside that may find the
 * child: somebody has to have read it.
 */
const STATUTORY: readonly string[] = [
  ...['at-risk', 'tier-raised', 'missing-again', 'nowhere', 'referred-again'],
  ...['school-day', 'day-before', 'overdue', 'panel-decision-due', 'panel-decision-overdue'],
];

/** There is nothing that they could do about it. */
const worksOnNoCase = (role: Role): string => `${aOf(role)} works on no case. Name another role.`;
const aOf = (role: Role): string => `${/^[aeiou]/.test(role) ? 'An' : 'A'} ${role}`;

/** Also an administrator hears of a calendar; but who may not say that they have read it is told nothing. */
const alertsAreForWhoAnswers = ({ alerts }: PolicyPack): Problem[] =>
  alerts.flatMap(({ id, to }) =>
    to.flatMap((role, at): Problem[] =>
      rolesFor('acknowledge-own').includes(role)
        ? []
        : [{ path: `alerts[${id}].to[${at}]`, says: `${aOf(role)} has no alerts. Name another role.` }],
    ),
  );

export const alertsAreAnswered = (pack: PolicyPack): Problem[] =>
  pack.alerts.flatMap((rule) => {
    const path = `alerts[${rule.id}].answer`;
    if (rule.answer === null)
      return STATUTORY.includes(rule.trigger.kind)
        ? [{ path, says: 'Nobody would notice that it is not answered. Say within which time, and who is next.' }]
        : [];
    return [...timeProblems(rule, path), ...nextProblems(rule, rule.answer.then, path, pack)];
  });

/** Quiet hours hold back all but what is urgent, and the time to answer runs in the same hours. */
function timeProblems({ urgent, answer }: AlertRule, path: string): Problem[] {
  const onTheClock = answer !== null && 'hours' in answer.within;
  if (urgent && !onTheClock)
    return [{ path: `${path}.within`, says: 'It is urgent, so nights and holidays count too. Give hours.' }];
  if (!urgent && onTheClock)
    return [{ path: `${path}.within`, says: 'It is not urgent, so it waits for school hours. Give schoolHours.' }];
  return [];
}

function nextProblems(rule: AlertRule, then: readonly Role[], path: string, pack: PolicyPack): Problem[] {
  const offRoll = !waysOf(rule, pack).some(beginsOnRoll);
  const problemOf = (role: Role, at: number): string | null => {
    if (then.indexOf(role) < at) return `The ${role} stands here twice. Take one out.`;
    if (rule.to.includes(role)) return `The ${role} has the alert from the beginning. Take the role out here.`;
    if (!worksOnCases(role)) return worksOnNoCase(role);
    if (offRoll && isSchoolRole(role)) return `These children are on no roll, so there is no ${role}. Take it out.`;
    return null;
  };
  const problems = then.flatMap((role, at): Problem[] => {
    const says = problemOf(role, at);
    return says ? [{ path: `${path}.then[${at}]`, says }] : [];
  });
  const last = then.at(-1)!;
  return isSchoolRole(last)
    ? [...problems, { path: `${path}.then`, says: 'It ends at the school. Name a role of the authority last.' }]
    : problems;
}

/** Whoever gets alerts may be away, and then somebody else has to get them. */
export function somebodyStandsIn({ alerts, away, panel: { decisions } }: PolicyPack): Problem[] {
  const told = new Set([
    ...alerts.flatMap(({ to, answer }) => [...to, ...(answer?.then ?? [])]),
    ...decisions.list.flatMap(({ owners }) => owners),
  ]);
  const missing = [...told].filter((role) => !away.standIns[role]);
  return [
    ...missing.map((role) => ({
      path: `away.standIns.${role}`,
      says: `Is missing: alerts go to the ${role}. Name the roles that stand in.`,
    })),
    ...Object.entries(away.standIns).flatMap(([role, others]) =>
      others.flatMap((other, at): Problem[] => {
        const path = `away.standIns.${role}[${at}]`;
        if (other === role) return [{ path, says: 'Nobody stands in for a role by holding it. Take it out.' }];
        return worksOnCases(other) ? [] : [{ path, says: worksOnNoCase(other) }];
      }),
    ),
  ];
}

/** What nobody has answered is what a panel has to look at before all else. */
export const unansweredStandsFirst = ({ panel: { sections } }: PolicyPack): Problem[] =>
  sections[0]?.id === 'unanswered'
    ? []
    : [{ path: 'panel.sections', says: 'The section unanswered has to stand first. Put it there.' }];

/** No moment would lie within hours that end before they begin: nothing that is not urgent would ever be told. */
const hoursEndAfterTheyBegin = ({ alertTime, alertUntil }: PolicyPack): Problem[] =>
  alertUntil > alertTime
    ? []
    : [
        {
          path: 'alertUntil',
          says: `Has to be after alertTime, which is ${alertTime}. Give a later time, at most 24:00.`,
        },
      ];

export const ANSWER_CHECKS = [
  hoursEndAfterTheyBegin,
  alertsAreForWhoAnswers,
  alertsAreAnswered,
  somebodyStandsIn,
  unansweredStandsFirst,
];
