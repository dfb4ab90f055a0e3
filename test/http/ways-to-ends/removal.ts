import type { LocalDate } from '../../../src/domain/calendar/date';
import type { PolicyPack } from '../../../src/domain/policy/pack';
import { answersFor, reasonOf, settling, stepsAt, typedAt } from '../../builders/ends-of-a-pack';
import { closeOfDays, conclude, fillIn, find, followUp, gate, open, reasonsOn, review } from '../case-pages';
import { settleChecklist } from '../../casework/settle-checklist';
import { buttonOn } from '../../support/cards';
import type { Shown } from '../../support/client';
import { press, say, type Typed } from '../main-job-bot';
import { hasHeard, seen, type Walk } from './walk';

/** The days of one ground: the last of them, and the first on which the name may go. */
export interface Ground {
  readonly letter: string;
  readonly lastDay: LocalDate;
  readonly after: LocalDate;
}

/** Day 20 of an absence since Monday 27 April, after the half-term week; Day 10 of it, after the bank holiday. */
export const GROUND_I: Ground = { letter: 'i', lastDay: '2026-06-01', after: '2026-06-02' };
export const GROUND_H: Ground = { letter: 'h', lastDay: '2026-05-11', after: '2026-05-12' };

export const NOT_FOUND = { conclusion: 'not-found', statement: 'Every check was made, and nobody knows' };
export const NOT_RETURNING = {
  ...{ conclusion: 'found-not-returning', location: 'With an aunt in Leeds', circumstances: 'Safe and well' },
  statement: 'Leeds has seen the child, and the family stays there',
};
const REVIEWED = ['attendance', 'check-recorded', 'check-recorded', 'check-recorded'];
const SIGNED = ['conclusion-signed', 'referral-acknowledged', 'conclusion-signed'];
const CLOSED_DAYS = ['attendance', 'check-recorded'];
const DELETED = ['removal-decided', 'deletion-return-sent', 'attendance', 'name-deleted'];

const decisionOn = (policy: PolicyPack, { letter }: Ground): Typed => ({
  ...Object.fromEntries(Object.entries(answersFor(policy, letter)).map(([id, says]) => [`answer_${id}`, says])),
  ...{ special: 'none', confirmed: 'decided' },
  reasons: 'Everything was asked, and the child does not come back',
});

type Field = PolicyPack['afterRemoval'][number]['fields'][number];

/** What is typed after a deletion. A file is named by the school that it comes from and by where it goes. */
const TYPED: Readonly<Record<Field['kind'], (policy: PolicyPack, conclusion: Typed) => string>> = {
  'lost-authority': () => 'XXX',
  'lost-establishment': () => 'XXXX',
  file: ({ authority: { code } }, conclusion) =>
    `${code}9999_CTF_${conclusion === NOT_FOUND ? 'XXXXXXX' : '383LLLL'}_001.xml`,
  text: () => 'Leeds 1',
};

/** From the last of the school days to the name that is deleted, and every step after that. */
export async function removed(walk: Walk, ground: Ground, conclusion: Typed): Promise<string[]> {
  const { house, policy, lead, safeguarding, head, officer, reference } = walk;
  await conclude(safeguarding, officer, reference, conclusion);
  await house.at(ground.after, '09:00');
  await closeOfDays(lead, reference, policy);
  const decide = await press(head, await gate(head, reference, ground.letter), 'Go on to the decision');
  await press(head, decide, 'Record the decision', decisionOn(policy, ground));
  await fillIn(lead, reference, 'Record the deletion return', 'Record the return', { reference: 'DR 17' });
  const deletion = 'Record that the name is deleted';
  await fillIn(lead, reference, deletion, deletion, { missing: 'yes', confirmed: 'deleted' });
  const steps = await everyStep(walk, conclusion);
  await house.fallDue();
  await isMissingEducation(walk, ground);
  return [...SIGNED, ...CLOSED_DAYS, ...DELETED, ...steps];
}

/** What the policy asks after a deletion, page after page. Gives the kinds of the facts. */
async function everyStep(walk: Walk, conclusion: Typed): Promise<string[]> {
  const { policy, lead, reference } = walk;
  const { steps } = (await seen(walk)).assessment.removal;
  let page = await open(lead, reference, 'After the deletion');
  for (const { step } of steps) {
    const typed = step.fields.map(({ id, kind }) => [`value_${id}`, TYPED[kind](policy, conclusion)]);
    page = await press(lead, page, 'Record', Object.fromEntries(typed));
  }
  return steps.map(() => 'removal-step-done');
}

/** The page with a button that closes for this reason, whether it offers one or not: what is not offered may be sent. */
export function closing(page: Shown, reason: string): Shown {
  const found = buttonOn(page.card, 'The child has been found');
  const data = { ...(found['data'] as object), page: 'close', step: 'next', reason, closeNote: 'As agreed today.' };
  return { ...page, card: { ...found, title: 'Close the case', data } };
}

/** The name is gone, the school owes nothing more, the officer knows, and the authority's case goes on, closed by nobody. */
async function isMissingEducation(walk: Walk, { after, letter }: Ground): Promise<void> {
  for (const who of ['lead', 'officer'] as const) {
    const page = await open(walk[who], walk.reference, 'Close the case');
    for (const meant of ['reported-in-error', 'attendance-case'] as const) {
      const { id, needs, authorityOnce } = reasonOf(walk.policy, meant);
      expect(reasonsOn(page)).not.toContain(id);
      const forged = await press(walk[who], closing(page, id), 'Close the case');
      const kept = authorityOnce ? [authorityOnce.says] : [];
      const said = [...needs.map(({ says }) => says), ...kept, 'is for the pupil tracking officer to say'];
      expect(said.filter((words) => forged.text.includes(words))).not.toEqual([]);
    }
  }
  const { assessment } = await seen(walk);
  expect(assessment).toMatchObject({ open: true, onRoll: false, dfe: { since: after } });
  expect(assessment.removal.steps.filter(({ done }) => !done)).toEqual([]);
  expect(assessment.returns.filter(({ state }) => state === 'due' || state === 'overdue')).toEqual([]);
  for (const news of ['conclusion-signed', 'removal-decided', 'name-deleted'] as const)
    expect(hasHeard(walk.officer, toldOf(walk.policy, news, letter))).toBe(true);
  expect((await say(walk.officer, `case ${walk.reference}`)).text).toContain('Off the register since');
}

const toldOf = (policy: PolicyPack, news: string, ground: string): string =>
  policy.alerts.find(
    ({ trigger }) =>
      trigger.kind === 'recorded' && trigger.fact === news && (trigger.grounds?.includes(ground) ?? true),
  )!.title;

export async function reviewed({ house, policy, lead, reference }: Walk, { lastDay }: Ground): Promise<string[]> {
  await house.at(lastDay, '09:00');
  const checks = await settleChecklist(house, reference);
  await review(lead, reference, policy);
  return [...checks, ...REVIEWED];
}

/** Nobody knew where the child was, and then another authority does. */
export async function notFoundThenFound(walk: Walk, ground: Ground): Promise<string[]> {
  const before = await reviewed(walk, ground);
  const gone = await removed(walk, ground, NOT_FOUND);
  return [...before, ...gone, ...(await inLeeds(walk)), ...(await confirmedByLeeds(walk))];
}

/** The child is known to live elsewhere, and both agree that there is no reason to believe in a return. */
export async function foundNotReturning(walk: Walk): Promise<string[]> {
  const before = await reviewed(walk, GROUND_I);
  const found = await inLeeds(walk);
  const gone = await removed(walk, GROUND_I, NOT_RETURNING);
  return [...before, ...found, ...gone, ...(await confirmedByLeeds(walk))];
}

async function inLeeds({ policy, officer, reference }: Walk): Promise<string[]> {
  await find(officer, reference, 'other-authority', {
    by: 'An aunt',
    ...typedAt(policy, 'other-authority', '2026-05-01'),
  });
  return ['located'];
}

async function confirmedByLeeds({ policy, officer, reference }: Walk): Promise<string[]> {
  const steps = stepsAt(policy, 'other-authority');
  for (const step of steps) await followUp(officer, reference, step.title, settling(step));
  return steps.map(() => 'location-step');
}
