import type { LocalDate } from '../../../src/domain/calendar/date';
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
export const REVIEWED = ['attendance', 'check-recorded', 'check-recorded', 'check-recorded'];
const SIGNED = ['conclusion-signed', 'conclusion-signed'];
const CLOSED_DAYS = ['attendance', 'check-recorded'];
const DELETED = ['removal-decided', 'deletion-return-sent', 'attendance', 'name-deleted'];
const STEPS = ['removal-step-done', 'removal-step-done', 'removal-step-done', 'removal-step-done'];

const DECISION = {
  ...{ 'answer_still-away': 'no', special: 'none', confirmed: 'decided' },
  reasons: 'Everything was asked, and the child does not come back',
};
const LOST = { 'value_destination-authority': 'XXX', 'value_destination-school': 'XXXX' };

/** From the last of the school days to the name that is deleted, and every step after that. */
export async function removed(walk: Walk, ground: Ground, conclusion: Typed, leaver: Typed): Promise<string[]> {
  const { house, lead, safeguarding, head, officer, reference } = walk;
  await conclude(safeguarding, officer, reference, conclusion);
  await house.at(ground.after, '09:00');
  await closeOfDays(lead, reference);
  const decide = await press(head, await gate(head, reference, ground.letter), 'Go on to the decision');
  await press(head, decide, 'Record the decision', DECISION);
  await fillIn(lead, reference, 'Record the deletion return', 'Record the return', { reference: 'DR 17' });
  const deletion = 'Record that the name is deleted';
  await fillIn(lead, reference, deletion, deletion, { missing: 'yes', confirmed: 'deleted' });
  const ctf = await press(lead, await open(lead, reference, 'After the deletion'), 'Record', leaver);
  const upload = await press(lead, ctf, 'Record', { value_file: '3419999_CTF_341LLLL_001.xml' });
  await press(lead, await press(lead, upload, 'Record', { value_reference: 'S2S 1' }), 'Record');
  await house.fallDue();
  await isMissingEducation(walk, ground);
  return [...SIGNED, ...CLOSED_DAYS, ...DELETED, ...STEPS];
}

/** The page with a button that closes for this reason, whether it offers one or not: what is not offered may be sent. */
function closing(page: Shown, reason: string): Shown {
  const found = buttonOn(page.card, 'The child has been found');
  const data = { ...(found['data'] as object), page: 'close', step: 'next', reason, closeNote: 'As agreed today.' };
  return { ...page, card: { ...found, title: 'Close the case', data } };
}

/** The name is gone, the school owes nothing more, the officer knows, and the authority's case goes on, closed by nobody. */
async function isMissingEducation(walk: Walk, { after }: Ground): Promise<void> {
  for (const who of ['lead', 'officer'] as const) {
    const page = await open(walk[who], walk.reference, 'Close the case');
    for (const reason of ['reported-in-error', 'attendance-case']) {
      expect(reasonsOn(page)).not.toContain(reason);
      const forged = await press(walk[who], closing(page, reason), 'Close the case');
      expect(forged.text).toMatch(/A name was deleted in this case|tell the pupil tracking officer|on a school’s roll/);
    }
  }
  const { assessment } = await seen(walk);
  expect(assessment).toMatchObject({ open: true, onRoll: false, dfe: { since: after } });
  expect(assessment.removal.steps.filter(({ done }) => !done)).toEqual([]);
  expect(assessment.returns.filter(({ state }) => state === 'due' || state === 'overdue')).toEqual([]);
  for (const news of ['A conclusion has been signed', 'has decided that a name may be', 'A name has been deleted'])
    expect(hasHeard(walk.officer, news)).toBe(true);
  expect((await say(walk.officer, `case ${walk.reference}`)).text).toContain('Off the register since');
}

export async function reviewed({ house, lead, reference }: Walk, { lastDay }: Ground): Promise<string[]> {
  await house.at(lastDay, '09:00');
  const checks = await settleChecklist(house, reference);
  await review(lead, reference);
  return [...checks, ...REVIEWED];
}

/** Nobody knew where the child was, and then another authority does. */
export async function notFoundThenFound(walk: Walk, ground: Ground): Promise<string[]> {
  const before = await reviewed(walk, ground);
  const gone = await removed(walk, ground, NOT_FOUND, LOST);
  return [...before, ...gone, ...(await inLeeds(walk)), ...(await confirmedByLeeds(walk))];
}

/** The child is known to live elsewhere, and both agree that there is no reason to believe in a return. */
export async function foundNotReturning(walk: Walk): Promise<string[]> {
  const before = await reviewed(walk, GROUND_I);
  const found = await inLeeds(walk);
  const gone = await removed(walk, GROUND_I, NOT_RETURNING, { value_destination: 'Leeds' });
  return [...before, ...found, ...gone, ...(await confirmedByLeeds(walk))];
}

async function inLeeds({ officer, reference }: Walk): Promise<string[]> {
  await find(officer, reference, 'other-authority', { by: 'An aunt', evidence_authority: 'Leeds' });
  return ['located'];
}

async function confirmedByLeeds({ officer, reference }: Walk): Promise<string[]> {
  await followUp(officer, reference, 'Tell the school where the child is', 'told');
  await followUp(officer, reference, 'Tell the other authority’s named contact', 'told');
  await followUp(officer, reference, 'Have the other authority confirm', 'confirmed');
  return ['location-step', 'location-step', 'location-step'];
}
