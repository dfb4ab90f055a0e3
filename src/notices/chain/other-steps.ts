import { alertChannelOf } from '../alert-channel';
import { NOT_SERVED } from '../notice-sender';
import type { Mail } from '../reach';
import { isOfAnotherBot } from '../references';
import { sharedCard } from '../shared-card';
import { NOBODY_HOLDS_IT, vacancyOf } from '../vacancy';
import { idFor } from './ids';
import { skipped, type ChainDeps, type Taken, type Unreached } from './taking';

/** Into the channel in which the authority wants to hear of it. What it says there names no child. */
export async function toTeamChannel({ delivery }: Unreached, { storage, bot, serves }: ChainDeps): Promise<Taken> {
  const recipient = alertChannelOf(delivery.authority);
  const channel = await storage.references.of(recipient);
  if (!channel || isOfAnotherBot(channel, bot)) return skipped('no channel is set');
  if (!serves(channel.tenantId)) return skipped(NOT_SERVED.error);
  if (channel.state !== 'reachable') return skipped(`the channel is ${channel.state}`);
  const { authority, caseId, obligation, occurrence, dueAt, urgent } = delivery;
  const others = caseId ? await storage.outbox.ofCase(caseId) : [];
  const there = others.find(
    (one) => one.recipient === recipient && one.obligation === obligation && one.occurrence === occurrence,
  );
  const id = there?.id ?? idFor(delivery.id, recipient);
  const notice = {
    id,
    kind: 'unreached',
    authority,
    caseId,
    obligation,
    occurrence,
    recipient,
    dueAt,
    urgent,
  } as const;
  return { outcome: 'told', why: '', told: [recipient], via: [id], notices: there ? [] : [notice] };
}

/** To the person's own mailbox, outside of Teams: `begun` where it may be tried again. */
export async function toMailbox({ delivery, case: { reference } }: Unreached, deps: ChainDeps): Promise<Taken> {
  if (vacancyOf(delivery.recipient)) return skipped(NOBODY_HOLDS_IT);
  const person = await deps.storage.directory.person(delivery.recipient);
  if (!person) return skipped('left');
  if (!deps.serves(person.tenantId)) return skipped(NOT_SERVED.error);
  const waiting = await sharedCard(delivery, deps.storage.outbox);
  const mailed = await deps.reach.mail(person, mailAbout(reference, waiting.length));
  if (mailed.kind === 'mailed') return { outcome: 'told', why: '', told: [person.id], via: [] };
  return { outcome: mailed.kind === 'later' ? 'begun' : 'failed', why: mailed.error, told: [], via: [] };
}

/** Mail lies in more hands than Teams does: the reference, that something waits, and what to do. */
export const mailAbout = (reference: string, alerts = 1): Mail => ({
  subject: `${alerts === 1 ? 'An alert waits' : `${alerts} alerts wait`} for you in Teams (${reference})`,
  text: [
    `${alerts === 1 ? 'An alert' : `${alerts} alerts`} about case ${reference} ${alerts === 1 ? 'waits' : 'wait'} for you in Microsoft Teams.`,
    'I cannot bring that to you there: the Whereabouts app may be blocked or not installed, or Teams does not answer.',
    'Open Teams, find the app Whereabouts, and say hello to it: what waits follows at once, in school hours at the latest.',
    'If that does not work, please tell the administrator of Whereabouts in your authority.',
    '',
    'This e-mail says nothing about the child. Please do not answer it.',
  ].join('\n'),
});
