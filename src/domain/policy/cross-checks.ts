import { CLOSING, NAME_OF_THE_DEAD } from '../case/removal/owed';
import { AFTER_REMOVAL_CHECKS } from './after-removal-checks';
import { GUARD_CHECKS } from './guard-checks';
import { LAW_CHECKS } from './law-checks';
import { itemsWaitInOrder, nothingUrgentWaits, oneWayToBeDue } from './order-checks';
import { enquiriesHoldTogether } from './enquiries-checks';
import { answersAreAskedInTime, casesAreGivenWithinTheAuthority, holdQuietsOwnWorkOnly } from './officer-checks';
import { ALERT_DAY_CHECKS } from './alert-day-checks';
import { ANSWER_CHECKS } from './answer-checks';
import { DELETION_CHECKS } from './deletion-checks';
import { OUTCOME_CHECKS } from './outcome-checks';
import { REGISTER_CHECKS } from './register-checks';
import { RETURNS_CHECKS } from './returns-checks';
import { PANEL_CHECKS } from './panel-checks';
import { RISK_CHECKS } from './risk-checks';
import type { ChecklistItem, PolicyPack } from './pack';
import { noSuch, twice, type Problem } from './problem';
import { outOfReachIsOutside, toldAnswersAreAskedFor, toldDaysAreAskedFor } from './told-place-checks';
import { offRollRiskIsAskedAfter, tiersStandInOrder } from './tier-checks';
import { TIER_OFF_ROLL } from '../case/tier-owed';
import { everyChainEnds, urgentIsLateFirst } from './unreached-checks';
import {
  codesAreThoseOfTheLaw,
  correctionsAreTold,
  groundsAreThoseOfTheLaw,
  newsReopens,
  nurseryEndsBeforeReception,
  removalRefersToWhatIsThere,
  theListBeginsWithTheGround,
  theReturnBeginsWithWhatIsAsked,
  whatFallsIsTold,
  whoIsCalledComesFirst,
  whoIsHereKeepsTheName,
} from './removal-checks';
import {
  alertsWatchItemsOfTheirWays,
  everyWayHasStages,
  followUpIsAskedAfter,
  furtherWordIsTold,
  itemsStandInStagesOfTheirWays,
  routesAreUnique,
} from './ways-checks';

type Check = (pack: PolicyPack) => Problem[];

/** What a schema cannot see: that the parts of a pack speak of one another correctly. */
export const crossChecks = (pack: PolicyPack): Problem[] => CHECKS.flatMap((check) => check(pack));

const CHECKS: readonly Check[] = [
  idsAreUnique,
  itemsUseOutcomes,
  itemsCanBeDoneInTime,
  evidenceHasChoices,
  stagesFollowOneAnother,
  stagesHoldEveryItem,
  alertsReferToItems,
  ...ALERT_DAY_CHECKS,
  ...RISK_CHECKS,
  clocksUseOfferedCodes,
  itemsWaitInOrder,
  nothingUrgentWaits,
  oneWayToBeDue,
  ...LAW_CHECKS,
  groundsAreThoseOfTheLaw,
  nurseryEndsBeforeReception,
  codesAreThoseOfTheLaw,
  correctionsAreTold,
  removalRefersToWhatIsThere,
  theListBeginsWithTheGround,
  toldDaysAreAskedFor,
  toldAnswersAreAskedFor,
  outOfReachIsOutside,
  theReturnBeginsWithWhatIsAsked,
  whoIsHereKeepsTheName,
  newsReopens,
  whoIsCalledComesFirst,
  whatFallsIsTold,
  everyWayHasStages,
  itemsStandInStagesOfTheirWays,
  alertsWatchItemsOfTheirWays,
  followUpIsAskedAfter,
  furtherWordIsTold,
  routesAreUnique,
  enquiriesHoldTogether,
  holdQuietsOwnWorkOnly,
  answersAreAskedInTime,
  casesAreGivenWithinTheAuthority,
  ...OUTCOME_CHECKS,
  ...GUARD_CHECKS,
  ...AFTER_REMOVAL_CHECKS,
  ...DELETION_CHECKS,
  ...REGISTER_CHECKS,
  ...RETURNS_CHECKS,
  tiersStandInOrder,
  offRollRiskIsAskedAfter,
  ...ANSWER_CHECKS,
  ...PANEL_CHECKS,
  everyChainEnds,
  urgentIsLateFirst,
];

function idsAreUnique(pack: PolicyPack): Problem[] {
  const lists: Record<string, readonly { readonly id: string }[]> = {
    checklist: pack.checklist,
    ways: pack.ways,
    stages: pack.stages,
    alerts: pack.alerts,
    outcomes: pack.outcomes,
    otherProcedures: pack.otherProcedures,
    'found.places': pack.found.places,
    'found.steps': pack.found.steps,
    'closing.reasons': pack.closing.reasons,
    'dfe.reasons': pack.dfe.reasons,
    codes: pack.codes.map(({ code }) => ({ id: code })),
    'triage.questions': pack.triage.questions,
    'triage.groups': pack.triage.groups,
    'panel.sections': pack.panel.sections,
    specialCases: pack.specialCases,
    afterRemoval: pack.afterRemoval,
  };
  for (const item of pack.checklist) lists[`checklist[${item.id}].evidence`] = item.evidence;
  return Object.entries(lists).flatMap(([path, list]) => twice(path, list));
}

function itemsUseOutcomes(pack: PolicyPack): Problem[] {
  const known = idsOf(pack.outcomes);
  return pack.checklist.flatMap((item) => [
    ...item.outcomes.flatMap((id, at) =>
      known.has(id) ? [] : [{ path: `${pathOf(item)}.outcomes[${at}]`, says: noSuch('outcome', id, known) }],
    ),
    ...item.settles.flatMap((id, at) =>
      item.outcomes.includes(id)
        ? []
        : [
            {
              path: `${pathOf(item)}.settles[${at}]`,
              says: `${id} settles the item but is not among its outcomes. Add it there, or take it out.`,
            },
          ],
    ),
  ]);
}

function itemsCanBeDoneInTime(pack: PolicyPack): Problem[] {
  return pack.checklist
    .filter(({ fromDay, dueDay }) => dueDay !== null && dueDay < fromDay)
    .map((item) => ({
      path: `${pathOf(item)}.dueDay`,
      says: `Due on Day ${item.dueDay}, before it may begin on Day ${item.fromDay}. Make fromDay earlier or dueDay later.`,
    }));
}

function evidenceHasChoices(pack: PolicyPack): Problem[] {
  return pack.checklist.flatMap((item) =>
    item.evidence.flatMap(({ id, kind, choices }) => {
      const path = `${pathOf(item)}.evidence[${id}].choices`;
      if (kind === 'choice' && choices.length < 2)
        return [{ path, says: 'A choice needs at least two choices. Add what can be chosen.' }];
      if (kind !== 'choice' && choices.length > 0)
        return [{ path, says: 'Only a field of kind choice has choices. Take them out.' }];
      return [];
    }),
  );
}

/** On every day from Day 1 until the case ends exactly one stage is current, in whichever way it began. */
function stagesFollowOneAnother({ stages, ways }: PolicyPack): Problem[] {
  const problems = ways.flatMap(({ id }) => followOneAnother(stages.filter((one) => one.ways.includes(id))));
  const said = problems.map(({ path, says }) => `${path}: ${says}`);
  return problems.filter((_, at) => said.indexOf(said[at]!) === at);
}

function followOneAnother(stages: PolicyPack['stages']): Problem[] {
  return stages.flatMap(({ id, fromDay, toDay }, at) => {
    const before = stages[at - 1];
    const expected = before ? (before.toDay ?? Number.NaN) + 1 : 1;
    const problems: Problem[] = [];
    if (fromDay !== expected && !Number.isNaN(expected))
      problems.push({ path: `stages[${id}].fromDay`, says: `Has to be Day ${expected}, so that stages leave no gap.` });
    const isLast = at === stages.length - 1;
    if (isLast !== (toDay === null))
      problems.push({
        path: `stages[${id}].toDay`,
        says: 'The last stage, and only that one, runs until the case ends. Give null there alone.',
      });
    if (toDay !== null && toDay < fromDay)
      problems.push({
        path: `stages[${id}].toDay`,
        says: `Ends on Day ${toDay}, before it begins. Give Day ${fromDay} or a later one.`,
      });
    return problems;
  });
}

function stagesHoldEveryItem(pack: PolicyPack): Problem[] {
  const items = new Map(pack.checklist.map((item) => [item.id, item]));
  const listed = new Set(pack.stages.flatMap((stage) => stage.items));
  const inStages = pack.stages.flatMap((stage) =>
    stage.items.flatMap((id, at) => {
      const path = `stages[${stage.id}].items[${at}]`;
      const item = items.get(id);
      if (!item) return [{ path, says: noSuch('checklist item', id, items.keys()) }];
      if (stage.toDay !== null && item.fromDay > stage.toDay)
        return [
          { path, says: `${id} may begin on Day ${item.fromDay}, after this stage has ended. List it in a later one.` },
        ];
      return [];
    }),
  );
  const inNone = pack.checklist
    .filter(({ id }) => !listed.has(id))
    .map((item) => ({
      path: pathOf(item),
      says: 'Stands in no stage, so nobody would be asked. List it under the items of one.',
    }));
  return [...inStages, ...inNone];
}

/** What is owed on a case beside the checklist: see `obligations`. */
const OWED_BESIDES = [
  'report',
  'outcome',
  CLOSING,
  NAME_OF_THE_DEAD,
  'follow-up',
  'tier',
  TIER_OFF_ROLL,
  'authority-signature',
  'authority-silent',
  'acknowledge-referral',
  'authority-checks',
  'enquiry-answer',
  'question',
  'school-signature',
  'school-silent',
  'deletion',
  'decision-fallen',
  'return-attendance',
  'return-sickness',
  'return-new-pupil',
];

const isOwedBesides = (id: string, { afterRemoval, found }: PolicyPack): boolean =>
  OWED_BESIDES.includes(id) || [...afterRemoval, ...found.steps].some((step) => step.id === id);

function alertsReferToItems(pack: PolicyPack): Problem[] {
  const items = new Map(pack.checklist.map((item) => [item.id, item]));
  return pack.alerts.flatMap(({ id, trigger, unlessSettled }) => {
    const problems: Problem[] = [];
    if (unlessSettled !== null && !items.has(unlessSettled))
      problems.push({
        path: `alerts[${id}].unlessSettled`,
        says: noSuch('checklist item', unlessSettled, items.keys()),
      });
    if (trigger.kind === 'overdue' && !items.has(trigger.item) && !isOwedBesides(trigger.item, pack))
      problems.push({ path: `alerts[${id}].trigger.item`, says: noSuch('checklist item', trigger.item, items.keys()) });
    const owed = trigger.kind === 'overdue' ? items.get(trigger.item) : undefined;
    if (trigger.kind === 'overdue' && owed?.dueDay === null && owed.dueAfter === null)
      problems.push({
        path: `alerts[${id}].trigger.item`,
        says: `${trigger.item} has no due day, so it is never overdue. Give it one, or take this alert out.`,
      });
    return problems;
  });
}

function clocksUseOfferedCodes({ clocks, codes }: PolicyPack): Problem[] {
  const inClocks = Object.entries(clocks).flatMap(([name, clock]) =>
    clock.codes.flatMap((code, at) => {
      const path = `clocks.${name}.codes[${at}]`;
      const offered = codes.find((one) => one.code === code);
      if (!offered)
        return [
          { path, says: `Code ${code} is not among the codes that staff can choose. Add it there, or take it out.` },
        ];
      return offered.present
        ? [{ path, says: `Code ${code} means present, so it counts no absence. Take it out.` }]
        : [];
    }),
  );
  return codes.some(({ present }) => present)
    ? inClocks
    : [...inClocks, { path: 'codes', says: 'No code means present. Give one "present": true.' }];
}

const pathOf = (item: ChecklistItem): string => `checklist[${item.id}]`;
const idsOf = (list: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(list.map(({ id }) => id));
