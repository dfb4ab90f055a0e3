import type { Loose } from '../../builders/policies';
import type { Mistake } from './closing-mistakes';

/** An alert of the pack that asks by a day for a step which a tier of risk pulls forward. */
const asksByADay = (pack: Loose, kind: string): Loose =>
  pack['alerts'].find(
    ({ trigger, dueDay, unlessSettled }: Loose) =>
      trigger.kind === kind && dueDay && isPulled(pack, unlessSettled ?? trigger.item),
  );

const isPulled = (pack: Loose, item: string): boolean =>
  pack['tiers'].levels.some(({ dueDays }: Loose) => dueDays?.[item] !== undefined);

/** Days in the words of an alert that are true at one tier of risk and false at another. */
export const ALERT_DAY_MISTAKES: readonly Mistake[] = [
  (pack) => {
    const alert = asksByADay(pack, 'overdue');
    alert['says'] = 'Nobody has recorded it by Day 6.';
    return `alerts[${alert['id']}].says: A tier pulls this forward, and then Day 6 is not true. Leave the day out: `;
  },
  (pack) => {
    const alert = asksByADay(pack, 'school-day');
    const { day } = alert['trigger'];
    alert['asks'] = `Do it by the end of Day ${day}.`;
    return `alerts[${alert['id']}].asks: A tier pulls this forward, and then Day ${day} is not true.`;
  },
  (pack) => {
    const alert = asksByADay(pack, 'school-day');
    alert['title'] = `Day ${alert['trigger'].day + 1} is next`;
    return `alerts[${alert['id']}].title: A tier pulls this forward, and then Day ${alert['trigger'].day + 1} is not true.`;
  },
  (pack) => {
    const alert = asksByADay(pack, 'overdue');
    alert['dueWith'] = ['luck'];
    return `alerts[${alert['id']}].dueWith[0]: There is no checklist item luck. `;
  },
  (pack) => {
    const alert = asksByADay(pack, 'overdue');
    Object.assign(alert, { dueWith: [alert['unlessSettled']], dueDay: null });
    return `alerts[${alert['id']}].dueWith: Nothing is due by a day here. Give dueDay too, or leave this out.`;
  },
];
