import type { Place } from '../../../src/domain/case/place';
import {
  checkedFirst,
  nameStepAt,
  reasonOf,
  settling,
  stepsAt,
  typedAt,
  type Reason,
} from '../../builders/ends-of-a-pack';
import { itemWith } from '../../builders/of-a-pack';
import { evidenceFor } from '../../builders/settled';
import { find, followUp, open, reasonsOn } from '../case-pages';
import { openItem, press } from '../main-job-bot';
import { TAKEN_OFF, takeOff, type GroundElsewhere } from '../take-off';
import { foundNotReturning, GROUND_H, GROUND_I, notFoundThenFound } from './removal';
import type { End } from './table';
import { closerOf, ends, inRoles, seen, type Walk } from './walk';

/** The morning on which somebody knows more; the panel's first agenda has gone out by then. */
const TODAY = '2026-05-05';
/** The last day before it on which anything was agreed or written. */
const BEFORE = '2026-05-01';

/** The child is found somewhere, what that place calls for is done, and the case is closed for its reason. */
async function foundAt(
  walk: Walk,
  reason: Reason,
  where: Place,
  {
    bySchool = false,
    follows = true,
    ground = null as GroundElsewhere | null,
    typed = {},
    also = [] as readonly string[],
  } = {},
): Promise<void> {
  const { house, reference, policy, officer, lead, onRoll } = walk;
  await house.at(TODAY, '09:00');
  await isNotYet(walk, reason);
  const finder = bySchool ? lead : officer;
  await find(finder, reference, where, { by: 'An aunt', ...typedAt(policy, where, BEFORE), ...typed });
  // A school that did not say it itself is told; where there is none, nobody is asked to.
  const called = stepsAt(policy, where).filter((step) => !step.unlessSchoolKnows || (onRoll && finder === officer));
  const done = follows ? called : [];
  for (const step of done) {
    const who = inRoles(walk, step.by).includes(officer) ? officer : lead;
    await followUp(who, reference, step.title, settling(step));
  }
  const off = onRoll && ground ? TAKEN_OFF : [];
  if (onRoll && ground) {
    expect(await leftToDo(walk)).toEqual([nameStepAt(policy, where)!.id]);
    await isNotYet(walk, reason);
    await takeOff(house, reference, ground);
  }
  expect(await leftToDo(walk)).toEqual(called.filter((step) => !done.includes(step)).map(({ id }) => id));
  await ends(walk, reason, ['located', ...also, ...done.map(() => 'location-step'), ...off]);
}

/** What the place still calls for. */
async function leftToDo(walk: Walk): Promise<string[]> {
  const steps = walk.policy.found.steps.map(({ id }) => id);
  const { obligations } = (await seen(walk)).assessment;
  return obligations.filter(({ id, state }) => steps.includes(id) && state !== 'settled').map(({ id }) => id);
}

async function isNotYet(walk: Walk, reason: Reason): Promise<void> {
  const page = await open(closerOf(walk, reason), walk.reference, 'Close the case');
  expect(reasonsOn(page)).not.toContain(reasonOf(walk.policy, reason).id);
}

export const WALKS: Readonly<Record<End, (walk: Walk) => Promise<void>>> = {
  returned: (walk) => foundAt(walk, 'returned', 'back-at-school', { bySchool: true, also: ['attendance'] }),

  // An attendance matter from here on: that the child is taught is the school’s and the authority’s to see to there.
  'attendance-case': (walk) => foundAt(walk, 'attendance-case', 'in-area', { bySchool: true, follows: false }),

  placed: (walk) => foundAt(walk, 'placed', 'in-area'),

  moved: (walk) => foundAt(walk, 'moved', 'other-authority', { ground: 'g' }),

  abroad: (walk) => foundAt(walk, 'abroad', 'abroad', { ground: 'g' }),

  // Typed as people write it, and the day is today: it has come.
  'other-school': (walk) =>
    foundAt(walk, 'other-school', 'other-school', { ground: 'a', typed: { 'evidence_registered-on': '05/05/2026' } }),

  'home-education': (walk) => foundAt(walk, 'home-education', 'home-education', { ground: 'f' }),

  async 'over-age'(walk) {
    await walk.house.at(TODAY, '09:00');
    await isNotYet(walk, 'over-age');
    // The Monday after the last Friday in June.
    await walk.house.at('2026-06-29', '09:00');
    if (!walk.onRoll) return ends(walk, 'over-age', []);
    // Its name stands in a register: the case does not rest before that is settled.
    await isNotYet(walk, 'over-age');
    await takeOff(walk.house, walk.reference, 'l');
    await ends(walk, 'over-age', TAKEN_OFF);
  },

  async died(walk) {
    await walk.house.at(TODAY, '09:00');
    if (!walk.onRoll) return ends(walk, 'died', []);
    await isNotYet(walk, 'died');
    await takeOff(walk.house, walk.reference, 'k');
    await ends(walk, 'died', TAKEN_OFF);
  },

  async 'enquiry-answered'(walk) {
    const { house, policy, officer, reference } = walk;
    await house.at(TODAY, '09:00');
    await isNotYet(walk, 'enquiry-answered');
    const reply = itemWith(policy, ({ id }) => id === checkedFirst(policy, 'enquiry-answered'), 'reply');
    const evidence = Object.entries(evidenceFor(reply)).map(([id, value]) => [`evidence_${id}`, value]);
    const page = await openItem(officer, reference, reply.id);
    await press(officer, page, 'Save', { outcome: reply.settles[0]!, ...Object.fromEntries(evidence) });
    await ends(walk, 'enquiry-answered', ['check-recorded']);
  },

  'removed on ground i': async (walk) => ends(walk, 'moved', await notFoundThenFound(walk, GROUND_I)),

  'removed on ground h': async (walk) => ends(walk, 'moved', await notFoundThenFound(walk, GROUND_H)),

  'removed, found and not returning': async (walk) => ends(walk, 'moved', await foundNotReturning(walk)),
};
