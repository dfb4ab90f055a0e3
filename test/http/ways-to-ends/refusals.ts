import type { RemovalDecision } from '../../../src/domain/case/facts/removal';
import type { Need } from '../../../src/domain/policy/found-policy';
import { placeOf, reasonOf, saidWithout, typedAt, type Reason } from '../../builders/ends-of-a-pack';
import { aRemovalDecision } from '../../builders/removal';
import { buttonsOn, inputsOn } from '../../support/cards';
import { caseOf, conclude, find, gate, offered, open, reasonsOn } from '../case-pages';
import { press } from '../main-job-bot';
import { closing, GROUND_I, NOT_FOUND, NOT_RETURNING, reviewed } from './removal';
import type { End } from './table';
import { kindsOf, type Walk } from './walk';

/** The product neither offers an end that does not fit nor takes it from a form that was tampered with. */
export const REFUSALS: Readonly<Partial<Record<End, (walk: Walk) => Promise<void>>>> = {
  async returned(walk) {
    const { house, officer, policy, reference } = walk;
    const { id, title } = placeOf(policy, 'back-at-school');
    const page = await open(officer, reference, 'The child has been found');
    const places = inputsOn(page.card).find((input) => input['id'] === 'where')!['choices'] as { value: string }[];
    expect(places.map(({ value }) => value)).not.toContain(id);
    const before = await kindsOf(walk);
    const forged = await press(officer, page, 'Continue', { where: id });
    expect(forged.text).toContain(`“${title}” is for a pupil who is on the school’s roll`);
    const typed = { where: id, on: '2026-04-27', by: 'An aunt', note: '', details: {} } as const;
    await expect(house.casework.outcomes.locate(house.people.officer, reference, typed, [])).rejects.toMatchObject({
      says: expect.stringContaining('this child is on none'),
    });
    expect(await kindsOf(walk)).toEqual(before);
    await isNoReason(walk, 'returned', 'way');
  },
  async 'attendance-case'(walk) {
    await find(walk.officer, walk.reference, 'in-area', { by: 'An aunt', ...typedAt(walk.policy, 'in-area', '') });
    await isNoReason(walk, 'attendance-case', 'on-roll');
  },
  async placed(walk) {
    await find(walk.officer, walk.reference, 'in-area', { by: 'An aunt', ...typedAt(walk.policy, 'in-area', '') });
    await isNoReason(walk, 'placed', 'off-roll');
  },
  'enquiry-answered': (walk) => isNoReason(walk, 'enquiry-answered', 'way'),
  'removed on ground i': (walk) => isOnNoRegister(walk, 'i', 'not-found'),
  'removed on ground h': (walk) => (walk.onRoll ? isNoLeave(walk) : isOnNoRegister(walk, 'h', 'not-found')),
  'removed, found and not returning': (walk) => isOnNoRegister(walk, 'i', 'found-not-returning'),
};

const OF_THE_SCHOOL = ['Sign the conclusion', 'May the name be removed?', 'Acknowledge the notification'];

/** Even a form that was tampered with is answered by the rule, in the words of the policy. */
async function isNoReason(walk: Walk, meant: Reason, missing: Need['kind']): Promise<void> {
  const { id } = reasonOf(walk.policy, meant);
  const page = await open(walk.officer, walk.reference, 'Close the case');
  expect(reasonsOn(page)).not.toContain(id);
  const before = await kindsOf(walk);
  const forged = await press(walk.officer, closing(page, id), 'Close the case');
  expect(forged.text).toContain(saidWithout(walk.policy, meant, missing));
  expect(await kindsOf(walk)).toEqual(before);
}

/** No school sees the case, and neither a signature nor a decision has a register to be about. */
async function isOnNoRegister(walk: Walk, ground: string, conclusion: 'not-found' | 'found-not-returning') {
  const { house, head, officer, reference } = walk;
  await house.at(GROUND_I.after, '09:00');
  const deeds = await offered(officer, reference);
  for (const title of OF_THE_SCHOOL) expect(deeds).not.toContain(title);
  expect((await caseOf(head, reference)).text).toContain('There is no case with that reference');
  const { sign, decide } = house.casework.removal;
  const typed = conclusion === 'not-found' ? { ...NOT_RETURNING, ...NOT_FOUND } : NOT_RETURNING;
  const signature = { ...typed, side: 'authority', conclusion, closuresAccepted: [] } as const;
  await expect(sign(house.people.officer, reference, signature)).rejects.toMatchObject({
    says: expect.stringContaining('there is nothing to conclude'),
  });
  await expect(decide(house.people.head, reference, decisionOn(ground))).rejects.toMatchObject({
    says: expect.stringContaining('There is no case with that reference'),
  });
}

/** With twenty school days, the review and both signatures: what is missing still is a leave of absence. */
async function isNoLeave(walk: Walk): Promise<void> {
  const { house, safeguarding, head, officer, reference } = walk;
  await reviewed(walk, GROUND_I);
  await conclude(safeguarding, officer, reference, NOT_FOUND);
  await house.at(GROUND_I.after, '09:00');
  const page = await gate(head, reference, 'h');
  expect(page.text).toContain('No leave of absence is recorded');
  expect(buttonsOn(page.card).map((button) => button['title'])).not.toContain('Go on to the decision');
  await expect(house.casework.removal.decide(house.people.head, reference, decisionOn('h'))).rejects.toMatchObject({
    says: expect.stringContaining('No leave of absence is recorded'),
  });
}

const decisionOn = (ground: string): RemovalDecision => aRemovalDecision({ ground, offRollOn: GROUND_I.after });
