import { isSchoolRole } from '../access/roles';
import { worksOnCases } from '../access/table';
import type { DecisionRule } from './panel-policy';
import type { PolicyPack } from './pack';
import { noSuch, twice, type Problem } from './problem';
import { SUMMARY_CHECKS } from './summary-checks';

const pathOf = ({ id }: DecisionRule): string => `panel.decisions.list[${id}]`;

const decisionsAreToldApart = ({ panel: { decisions } }: PolicyPack): Problem[] =>
  twice('panel.decisions', [...decisions.list, decisions.ratified]);

/** A school is asked by the authority; a decision of the panel is the authority's own work. */
const decisionsAreDoneByTheAuthority = ({ panel: { decisions } }: PolicyPack): Problem[] =>
  decisions.list.flatMap((decision) =>
    decision.owners.flatMap((role, at): Problem[] => {
      const path = `${pathOf(decision)}.owners[${at}]`;
      if (decision.owners.indexOf(role) < at) return [{ path, says: `The ${role} stands here twice. Take one out.` }];
      return !isSchoolRole(role) && worksOnCases(role)
        ? []
        : [{ path, says: `The ${role} works on no case of the authority. Take the role out.` }];
    }),
  );

/** Seven days have five working days at the most, and never more school days. */
const decisionsAreDueInTime = ({ panel: { decisions } }: PolicyPack): Problem[] =>
  decisions.list.flatMap((decision) => {
    const [[unit, days]] = Object.entries(decision.usual) as [[string, number]];
    return days * 7 > decisions.mostDays * 5
      ? [
          {
            path: `${pathOf(decision)}.usual.${unit}`,
            says: 'Is later than panel.decisions.mostDays allows. Lower it, or raise mostDays.',
          },
        ]
      : [];
  });

/** What is to be closed is closed by somebody who may close it so. */
const decisionsCloseAsCasesClose = ({ panel: { decisions }, closing: { reasons } }: PolicyPack): Problem[] =>
  decisions.list.flatMap((decision): Problem[] => {
    if (decision.closesAs === null) return [];
    const path = `${pathOf(decision)}.closesAs`;
    const reason = reasons.find(({ id }) => id === decision.closesAs);
    if (!reason)
      return [
        {
          path,
          says: noSuch(
            'way to close',
            decision.closesAs,
            reasons.map(({ id }) => id),
          ),
        },
      ];
    return decision.owners
      .filter((role) => !reason.by.includes(role))
      .map((role) => ({ path, says: `The ${role} closes no case as ${reason.id}. Take the role out of the owners.` }));
  });

const TOLD = {
  'panel-decided': 'Nobody is told what the panel has decided that they do.',
  'panel-decision-due': 'Nobody is reminded of a decision of the panel on its day.',
  'panel-decision-overdue': 'Nobody is told that a decision of the panel is overdue.',
} as const;

/** A case of any way may come before the panel. */
const decisionsAreRemindedOf = ({ alerts }: PolicyPack): Problem[] =>
  Object.entries(TOLD).flatMap(([kind, says]) =>
    alerts.some(({ trigger, ways }) => trigger.kind === kind && ways === null)
      ? []
      : [{ path: 'alerts', says: `${says} Add an alert with the trigger ${kind}, for every way.` }],
  );

/** A decision that left the agenda before it was done would be forgotten. */
const decisionsAreCarriedForward = ({ panel: { sections } }: PolicyPack): Problem[] =>
  sections.some(({ id }) => id === 'carried-forward')
    ? []
    : [{ path: 'panel.sections', says: 'The section carried-forward is missing. Add it.' }];

export const PANEL_CHECKS = [
  ...SUMMARY_CHECKS,
  decisionsAreToldApart,
  decisionsAreDoneByTheAuthority,
  decisionsAreDueInTime,
  decisionsCloseAsCasesClose,
  decisionsAreRemindedOf,
  decisionsAreCarriedForward,
];
