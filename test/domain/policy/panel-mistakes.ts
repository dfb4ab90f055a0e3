import type { Loose } from '../../builders/policies';
import { without, type Mistake } from './closing-mistakes';

const decisions = (pack: Loose): Loose[] => pack['panel'].decisions.list;
const closing = (pack: Loose): Loose => decisions(pack).find(({ closesAs }) => closesAs)!;

/** About what the panel may decide, who does it by when, and who is reminded of it. */
export const PANEL_MISTAKES: readonly Mistake[] = [
  (pack) => {
    decisions(pack).push(structuredClone(decisions(pack)[0]!));
    return `panel.decisions: The id ${decisions(pack)[0]!['id']} occurs twice. Give one of them another id.`;
  },
  (pack) => {
    pack['panel'].decisions.ratified.id = decisions(pack)[0]!['id'];
    return `panel.decisions: The id ${decisions(pack)[0]!['id']} occurs twice. Give one of them another id.`;
  },
  (pack) => {
    delete pack['panel'].decisions.ratified;
    return 'panel.decisions.ratified: Is missing';
  },
  (pack) => {
    pack['panel'].decisions.list = [];
    return 'panel.decisions.list: May not be empty: give at least 1.';
  },
  (pack) => {
    const [one] = decisions(pack);
    one!['owners'] = [];
    return `panel.decisions.list[${one!['id']}].owners: May not be empty: give at least 1.`;
  },
  (pack) => {
    const [one] = decisions(pack);
    one!['owners'].unshift('head-teacher');
    return `panel.decisions.list[${one!['id']}].owners[0]: The head-teacher works on no case of the authority. `;
  },
  (pack) => {
    const [one] = decisions(pack);
    one!['owners'].unshift('panel-member');
    return `panel.decisions.list[${one!['id']}].owners[0]: The panel-member works on no case of the authority. `;
  },
  (pack) => {
    pack['summary'] = { to: ['director', 'ews-officer'], workingDay: 3, at: '09:00', citation: 'A' };
    return 'summary.to[1]: The ews-officer does not see the summary. Use one of tracking-officer, ';
  },
  (pack) => {
    const { id, owners } = decisions(pack)[0]!;
    owners.push(owners[0]);
    return `panel.decisions.list[${id}].owners[${owners.length - 1}]: The ${owners[0]} stands here twice. `;
  },
  (pack) => {
    const [one] = decisions(pack);
    one!['usual'] = { workingDays: 60 };
    pack['panel'].decisions.mostDays = 83;
    return `panel.decisions.list[${one!['id']}].usual.workingDays: Is later than panel.decisions.mostDays allows. `;
  },
  (pack) => {
    const [one] = decisions(pack);
    one!['usual'] = { days: 5 };
    return `panel.decisions.list[${one!['id']}].usual: `;
  },
  (pack) => {
    const one = closing(pack);
    one['closesAs'] = 'luck';
    return `panel.decisions.list[${one['id']}].closesAs: There is no way to close luck. Use one of `;
  },
  (pack) => {
    const one = closing(pack);
    one['owners'].push('ews-officer');
    return `panel.decisions.list[${one['id']}].closesAs: The ews-officer closes no case as ${one['closesAs']}. `;
  },
  (pack) => {
    pack['panel'].sections = without(pack['panel'].sections, ({ id }) => id === 'carried-forward');
    return 'panel.sections: The section carried-forward is missing. Add it.';
  },
  ...['panel-decided', 'panel-decision-due', 'panel-decision-overdue'].map((kind): Mistake => (pack) => {
    pack['alerts'] = without(pack['alerts'], ({ trigger }) => trigger.kind === kind);
    return `Add an alert with the trigger ${kind}, for every way.`;
  }),
  (pack) => {
    const rule = pack['alerts'].find(({ trigger }: Loose) => trigger.kind === 'panel-decision-due');
    rule.ways = ['missing'];
    return 'alerts: Nobody is reminded of a decision of the panel on its day. ';
  },
  (pack) => {
    const rule = pack['alerts'].find(({ trigger }: Loose) => trigger.kind === 'panel-decision-overdue');
    delete rule.answer;
    return `alerts[${rule.id}].answer: Nobody would notice that it is not answered. `;
  },
  (pack) => {
    const others = (roles: string[]) => [...roles.filter((role) => role !== 'service-manager'), 'caseworker'];
    for (const rule of pack['alerts']) {
      rule.to = others(rule.to);
      if (rule.answer) rule.answer.then = others(rule.answer.then);
    }
    delete pack['away'].standIns['service-manager'];
    return 'away.standIns.service-manager: Is missing: alerts go to the service-manager. ';
  },
];
