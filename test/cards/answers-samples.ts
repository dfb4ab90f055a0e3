import type { CaseView } from '../../src/casework/casework';
import type { Step } from '../../src/notices/chain/steps';
import type { Delivery } from '../../src/notices/outbox';
import { createPages } from '../../src/teams/pages';
import { notYours } from '../../src/teams/alert-card';
import { alertView } from '../../src/teams/views/alert';
import { awayCard } from '../../src/teams/views/away';
import { shortAlertCard } from '../../src/teams/short-card';
import { deliveriesCard, deliveriesOfCase } from '../../src/teams/views/deliveries';
import { whileAwayCard } from '../../src/teams/views/while-away';
import type { CardSpec } from '../../src/teams/turn';
import { aDelivery } from '../builders/delivery';
import { aTurn } from '../builders/turn';
import { aWorld } from '../casework/world';
import type { Sample } from './sample';
import type { Words } from './words';

/** Alerts that go to other hands or wait, who is away, and the list of what was sent to whom. */
export async function answersSamples(words: Words): Promise<Sample[]> {
  const made: Sample[] = [];
  const add = (name: string, card: CardSpec) => void made.push({ name: `answers-${name}`, card });
  const page = (name: string, card: CardSpec) => void made.push({ name: `page-answers-${name}`, card });
  const world = await aWorld();
  const { casework, people, storage, clock } = world;
  const pages = new Map(createPages({ casework, storage, clock }).map((one) => [one.id, one]));
  const { reference } = (await world.report({ pupil: { forename: words.forename, surname: words.surname } })).case;
  page('away', await pages.get('away')!.show(aTurn(people.lead, clock.now()), {}));
  page('away-nobody', await pages.get('away')!.show(aTurn({ ...people.otherLead }, clock.now()), {}));

  world.at('2026-05-01', '08:30');
  await world.sweep();
  const view = await casework.see(people.lead, reference);
  const [alert] = (await storage.outbox.ofCase(view.case.id)).filter(({ recipient }) => recipient === people.lead.id);
  const passed = { from: [people.lead.id], at: clock.now(), level: 1 };
  const toHead = { ...alert!, recipient: people.head.id, passed };
  add(
    'passed-on',
    alertView(view, toHead, {
      recipient: people.head,
      whose: [{ passedAt: toHead.passed.at, passedFrom: [words.text('Ash Lead') || 'Ash'], insteadOf: [] }],
    }),
  );
  const inPlace = { passedAt: null, passedFrom: [], insteadOf: [words.text('Ash Lead') || 'Ash', 'Bo Guard'] };
  const away = { recipient: people.head, whose: [inPlace] };
  add('stood-in', alertView(view, { ...alert!, recipient: people.head.id, insteadOf: [people.lead.id] }, away));
  page('snooze', await pages.get('snooze')!.show(aTurn(people.lead, clock.now()), { delivery: alert!.id }));
  const reason = words.text('The aunt rings back on Tuesday.') || '-';
  const put = await casework.alerts.snooze(people.lead, alert!.id, '2026-05-05', reason);
  add('snoozed', alertView(put.view, alert!, { recipient: people.lead }));

  add('short-alert', (await shortAlertCard({ casework, storage })(alert!, false)) as CardSpec);
  const cover = { standIns: [people.head, people.safeguarding], policy: view.policy, last: '2026-07-28' } as const;
  add('away', awayCard('2026-05-11', cover));
  add('away-nobody', awayCard('2026-05-11', { ...cover, standIns: [] }));
  const names = new Map(Object.values(people).map(({ id, name }) => [id, words.text(name) || name]));
  const alerts = sent(put.view, alert!, people).map((delivery, at) => ({
    delivery,
    card: delivery.foldedInto ? { ...alert!, state: 'sent' as const, sentAt: clock.now() } : delivery,
    view: put.view,
    opens: true,
    carried: delivery.foldedInto || delivery.sentAt ? [] : [alert!],
    steps: stepsOf(delivery, at, people),
  }));
  add('while-away', whileAwayCard({ alerts, names }));
  add('while-away-repeat', whileAwayCard({ alerts, names }, true));
  add('while-away-answered', whileAwayCard({ alerts: alerts.slice(0, 1), names }));
  add('deliveries', deliveriesCard({ alerts, names, total: 31, from: 10 }, { which: 'all', period: 'week' }));
  add(
    'deliveries-none',
    deliveriesCard({ alerts: [], names, total: 0, from: 0 }, { which: 'unanswered', period: 'all' }),
  );
  const closed = alerts.map((one) => ({ ...one, opens: false }));
  add(
    'deliveries-auditor',
    deliveriesCard({ alerts: closed, names, total: 31, from: 10 }, { which: 'all', period: 'week' }),
  );
  add('not-yours', notYours());
  add('deliveries-of-case', deliveriesOfCase({ alerts, names, total: alerts.length, from: 0 }, reference));
  return made;
}

/** Each thing that the chain can have come to. */
function stepsOf({ id, state, recipient }: Delivery, at: number, people: People): Step[] {
  const step = (place: number, to: Step['to'], outcome: Step['outcome'], told: readonly string[] = []) => ({
    ...{ noticeId: id, place, to, outcome, why: state, told, via: [], takenAt: '2026-05-01T11:45:00.000Z' as const },
  });
  if (state === 'unreachable') return [step(0, 'deputy', 'told', [people.lead.id, people.head.id])];
  if (recipient !== people.panel.id && at !== 5) return [];
  const inVain = [step(0, 'deputy', 'skipped'), step(1, 'team-channel', 'failed')];
  return at === 5
    ? [...inVain, step(2, 'e-mail', 'begun')]
    : [...inVain, step(2, 'e-mail', 'failed'), step(3, 'alarm', 'told')];
}

type People = Awaited<ReturnType<typeof aWorld>>['people'];

/** One of each kind that a list may have to speak of. */
function sent(view: CaseView, alert: Delivery, people: People): Delivery[] {
  const now = '2026-05-01T11:30:00.000Z';
  const one = (over: Partial<Delivery>) => aDelivery({ ...alert, state: 'sent', sentAt: now, ...over }, now);
  return [
    one({ acknowledgedBy: people.head.id, acknowledgedAt: now }),
    one({}),
    one({ recipient: people.head.id, passed: { from: [people.lead.id], at: now, level: 1 }, answerBy: now }),
    one({ recipient: people.head.id, insteadOf: [people.lead.id], possibleRepeat: true }),
    one({ recipient: people.welfare.id, state: 'unreachable', sentAt: null, lastError: 'never-seen' }),
    one({ recipient: people.officer.id, state: 'retry', sentAt: null, lastError: '503', attempts: 4 }),
    one({ recipient: people.officer.id, state: 'dead', sentAt: null, lastError: 'folded', foldedInto: alert.id }),
    one({ recipient: people.officer.id, state: 'ambiguous', sentAt: null, lastError: '500' }),
    one({
      recipient: people.panel.id,
      state: 'dead',
      sentAt: null,
      lastError: 'left',
      dueAt: '2026-04-30T07:30:00.000Z',
    }),
    one({
      kind: 'agenda',
      caseId: null,
      recipient: 'channel:341',
      dueAt: '2026-04-29T07:30:00.000Z',
      sentAt: '2026-04-30T07:30:00.000Z',
    }),
  ];
}
