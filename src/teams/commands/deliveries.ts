import type { DeliveriesWish } from '../../casework/delivery-work';
import type { WhichDeliveries } from '../../notices/delivery-record';
import type { Command, Verb } from '../actions';
import type { PageDeps } from '../pages/deps';
import { sentAlerts } from '../sent-alerts';
import type { Reply, Turn } from '../turn';
import { deliveriesCard, deliveriesOfCase, deliveriesWish, MOST_DELIVERIES } from '../views/deliveries';
import { privately } from './shown';

const WHICH: Readonly<Record<string, WhichDeliveries>> = {
  unanswered: 'unanswered',
  waiting: 'unanswered',
  'passed on': 'other-hands',
  failed: 'not-delivered',
  'not delivered': 'not-delivered',
};

/** What was sent to whom, for those who answer for it that alerts are read. */
export const deliveriesCommand = (deps: PageDeps): Command => ({
  id: 'deliveries',
  usage: 'deliveries',
  helps: 'See what was sent to whom and who answered. Or say “deliveries unanswered”, “deliveries failed”.',
  pattern: /^(?:deliveries|alerts sent)(?: (unanswered|waiting|passed on|failed|not delivered))?$/i,
  needs: 'see-deliveries',
  run: (turn, match) => {
    const which = WHICH[match[1]?.toLowerCase() ?? ''];
    return shown(turn, which ? { which, period: 'all' } : { which: 'all', period: 'week' }, 0, deps);
  },
});

export const deliveryVerbs = (deps: PageDeps): Verb[] => [
  {
    id: 'deliveries',
    needs: 'see-deliveries',
    replacesCard: true,
    run: (turn, data) => shown(turn, deliveriesWish(data), startOf(data.from), deps),
  },
  {
    id: 'case-deliveries',
    needs: 'see-deliveries',
    replacesCard: false,
    run: (turn, data) => shownOfCase(turn, data, deps),
  },
];

async function shown(turn: Turn, wish: DeliveriesWish, from: number, deps: PageDeps): Promise<Reply> {
  const { deliveries, total } = await deps.casework.deliveries.list(turn.person, wish, from, MOST_DELIVERIES);
  const list = { ...(await sentAlerts(deliveries, turn.person, deps)), total, from };
  return privately(deliveriesCard(list, wish), 'What was sent');
}

async function shownOfCase(turn: Turn, data: Parameters<Verb['run']>[1], deps: PageDeps): Promise<Reply> {
  const { reference = '' } = data;
  const from = startOf(data.from);
  const found = await deps.casework.deliveries.ofCase(turn.person, reference, from, MOST_DELIVERIES);
  const list = { ...(await sentAlerts(found.deliveries, turn.person, deps)), total: found.total, from };
  return privately(deliveriesOfCase(list, found.view.case.reference), `The alerts of ${found.view.case.reference}`);
}

const startOf = (text: string | undefined): number => (/^\d{1,6}$/.test(text ?? '') ? Number(text) : 0);
