import type { Loose } from '../../builders/policies';
import { without, type Mistake } from './closing-mistakes';

const alert = (pack: Loose, is: (one: Loose) => boolean): Loose => pack['alerts'].find(is) as Loose;
const urgent = (one: Loose) => one['urgent'] === true;
const onADay = (one: Loose) => one['trigger'].kind === 'school-day';
const ofTheSchool = (one: Loose) => onADay(one) && one['to'].includes('attendance-lead');
const offRoll = (one: Loose) => onADay(one) && one['ways']?.includes('new-to-city');

/** About who has to answer an alert, within which time, and who is next. */
export const ANSWER_MISTAKES: readonly Mistake[] = [
  ...['as late', '00:00', '06:00'].map((until): Mistake => (pack) => {
    pack['alertUntil'] = until === 'as late' ? pack['alertTime'] : until;
    return `alertUntil: Has to be after alertTime, which is ${pack['alertTime']}. Give a later time, at most 24:00.`;
  }),
  (pack) => {
    const rule = alert(pack, (one) => one['trigger'].kind === 'referred-again');
    delete rule['answer'];
    return `alerts[${rule['id']}].answer: Nobody would notice that it is not answered. `;
  },
  (pack) => {
    const rule = alert(pack, onADay);
    delete rule['answer'];
    return `alerts[${rule['id']}].answer: Nobody would notice that it is not answered. `;
  },
  (pack) => {
    const rule = alert(pack, urgent);
    rule['answer'].within = { schoolHours: 4 };
    return `alerts[${rule['id']}].answer.within: It is urgent, so nights and holidays count too. Give hours.`;
  },
  (pack) => {
    const rule = alert(pack, onADay);
    rule['answer'].within = { hours: 4 };
    return `alerts[${rule['id']}].answer.within: It is not urgent, so it waits for school hours. Give schoolHours.`;
  },
  (pack) => {
    const rule = alert(pack, onADay);
    rule['answer'].within = { schoolHours: 0 };
    return `alerts[${rule['id']}].answer.within`;
  },
  (pack) => {
    const rule = alert(pack, onADay);
    rule['answer'].then = [];
    return `alerts[${rule['id']}].answer.then: May not be empty: give at least 1.`;
  },
  (pack) => {
    const rule = alert(pack, onADay);
    rule['answer'].then.unshift(rule['to'][0]);
    return `alerts[${rule['id']}].answer.then[0]: The ${rule['to'][0]} has the alert from the beginning. `;
  },
  (pack) => {
    const rule = alert(pack, onADay);
    rule['answer'].then.push(rule['answer'].then[0]);
    return `The ${rule['answer'].then[0]} stands here twice. Take one out.`;
  },
  (pack) => {
    const rule = alert(pack, onADay);
    rule['answer'].then.unshift('panel-member');
    return `alerts[${rule['id']}].answer.then[0]: A panel-member works on no case. Name another role.`;
  },
  (pack) => {
    const rule = alert(pack, onADay);
    rule['to'].push('auditor');
    return `alerts[${rule['id']}].to[${rule['to'].length - 1}]: An auditor has no alerts. Name another role.`;
  },
  (pack) => {
    const rule = alert(pack, ofTheSchool);
    rule['answer'].then = ['head-teacher'];
    return `alerts[${rule['id']}].answer.then: It ends at the school. Name a role of the authority last.`;
  },
  (pack) => {
    const rule = alert(pack, offRoll);
    rule['answer'].then.unshift('head-teacher');
    return 'These children are on no roll, so there is no head-teacher. Take it out.';
  },
  (pack) => {
    pack['panel'].sections.push(pack['panel'].sections.shift());
    return 'panel.sections: The section unanswered has to stand first. Put it there.';
  },
  (pack) => {
    pack['panel'].sections = without(pack['panel'].sections, ({ id }) => id === 'unanswered');
    return 'panel.sections: The section unanswered has to stand first. Put it there.';
  },
];

/** About who stands in for whoever is away, and how long an alert may be put off. */
export const AWAY_MISTAKES: readonly Mistake[] = [
  (pack) => {
    delete pack['away'].standIns['tracking-officer'];
    return 'away.standIns.tracking-officer: Is missing: alerts go to the tracking-officer. Name the roles that stand in.';
  },
  (pack) => {
    pack['away'].standIns['caseworker'].unshift('caseworker');
    return 'away.standIns.caseworker[0]: Nobody stands in for a role by holding it. Take it out.';
  },
  (pack) => {
    pack['away'].standIns['caseworker'].unshift('administrator');
    return 'away.standIns.caseworker[0]: An administrator works on no case. Name another role.';
  },
  (pack) => {
    pack['away'].mostDays = 0;
    return 'away.mostDays: Has to be at least 1.';
  },
  (pack) => {
    pack['snooze'].mostDays = 15;
    return 'snooze.mostDays: Has to be at most 14.';
  },
  (pack) => {
    pack['snooze'].mostTimes = 4;
    return 'snooze.mostTimes: Has to be at most 3.';
  },
];

/** About who is told of an alert that reaches nobody. */
export const UNREACHED_MISTAKES: readonly Mistake[] = [
  (pack) => {
    pack['unreached'].chain.pop();
    return 'unreached.chain: It ends before the operator hears of it. Put alarm last.';
  },
  (pack) => {
    pack['unreached'].chain.unshift({ to: 'alarm' });
    return '].to: alarm stands here twice. Take one out.';
  },
  (pack) => {
    pack['alerts'][0].chain = [{ to: 'deputy' }];
    return `alerts[${pack['alerts'][0].id}].chain: It ends before the operator hears of it. Put alarm last.`;
  },
  (pack) => {
    pack['unreached'].chain[0].to = 'town-crier';
    return 'unreached.chain[0].to: ';
  },
  (pack) => {
    pack['unreached'].late.urgentMinutes = 0;
    return 'unreached.late.urgentMinutes: Has to be at least 1.';
  },
  (pack) => {
    delete pack['unreached'].late.schoolHours;
    return 'unreached.late.schoolHours: ';
  },
  (pack) => {
    pack['unreached'].late = { ...pack['unreached'].late, urgentMinutes: 60, schoolHours: 0.75 };
    return 'unreached.late.schoolHours: What is urgent would be waited for longer, 60 minutes. Give more hours, or lower urgentMinutes.';
  },
  (pack) => {
    pack['unreached'].chain = [];
    return 'unreached.chain: May not be empty: give at least 1.';
  },
];
