import type { Client } from '../../support/client';
import { find, followUp, open, reasonsOn } from '../case-pages';
import { openItem, press, type Typed } from '../main-job-bot';
import { TAKEN_OFF, takeOff, type GroundElsewhere } from '../take-off';
import { foundNotReturning, GROUND_H, GROUND_I, notFoundThenFound } from './removal';
import type { End } from './table';
import { ends, seen, type Walk } from './walk';

/** The morning on which somebody knows more; the panel's first agenda has gone out by then. */
const TODAY = '2026-05-05';
const KNOWN = { by: 'An aunt' };
const SUITABLE = ['See that the child is taught', 'suitable'] as const;
const TOLD_SCHOOL = ['Tell the school where the child is', 'told'] as const;

type Steps = readonly (readonly [string, string])[];

/** The child is found somewhere, what that place calls for is done, and the case is closed for its reason. */
async function foundAt(
  walk: Walk,
  reason: string,
  where: string,
  typed: Typed,
  {
    finder = walk.officer,
    closer = walk.officer,
    steps = [] as Steps,
    left = [] as readonly string[],
    ground = null as GroundElsewhere | null,
  } = {},
  also: readonly string[] = [],
): Promise<void> {
  const { house, reference, officer, onRoll } = walk;
  await house.at(TODAY, '09:00');
  await isNotYet(walk, closer, reason);
  await find(finder, reference, where, { ...KNOWN, ...typed });
  // A school that did not say it itself is told; where there is none, nobody is asked to.
  const all = onRoll && finder === officer ? [TOLD_SCHOOL, ...steps] : steps;
  for (const [title, answer] of all) await followUp(officer, reference, title, answer);
  const off = onRoll && ground ? TAKEN_OFF : [];
  if (onRoll && ground) {
    expect(await leftToDo(walk)).toEqual(['found-name']);
    await isNotYet(walk, closer, reason);
    await takeOff(house, reference, ground);
  }
  expect(await leftToDo(walk)).toEqual(left);
  await ends(walk, closer, reason, ['located', ...also, ...all.map(() => 'location-step'), ...off]);
}

/** What the place still calls for. */
const leftToDo = async (walk: Walk): Promise<string[]> =>
  (await seen(walk)).assessment.obligations
    .filter(({ id, state }) => id.startsWith('found-') && state !== 'settled')
    .map(({ id }) => id);

async function isNotYet({ reference }: Walk, closer: Client, reason: string): Promise<void> {
  expect(reasonsOn(await open(closer, reference, 'Close the case'))).not.toContain(reason);
}

/** The school where there is one, the officer where there is none. */
const whoFollows = ({ onRoll, lead, officer }: Walk): Client => (onRoll ? lead : officer);

export const WALKS: Readonly<Record<End, (walk: Walk) => Promise<void>>> = {
  returned: (walk) => {
    const by = { finder: whoFollows(walk), closer: whoFollows(walk) };
    return foundAt(walk, 'returned', 'back-at-school', {}, by, walk.onRoll ? ['attendance'] : []);
  },

  'attendance-case': (walk) =>
    foundAt(walk, 'attendance-case', 'in-area', ADDRESS, {
      ...{ finder: walk.lead, closer: walk.lead },
      // An attendance matter from here on: that the child is taught is the school’s and the authority’s to see to there.
      left: ['found-provision'],
    }),

  placed: (walk) => foundAt(walk, 'placed', 'in-area', ADDRESS, { steps: [SUITABLE] }),

  moved: (walk) => {
    const steps = [
      ['Tell the other authority’s named contact', 'told'],
      ['Have the other authority confirm', 'confirmed'],
    ] as const;
    return foundAt(walk, 'moved', 'other-authority', { evidence_authority: 'Leeds' }, { steps, ground: 'g' });
  },

  abroad: (walk) => {
    const typed = { evidence_country: 'Ghana', 'evidence_how-known': 'She says so', evidence_evidence: 'nothing-yet' };
    return foundAt(walk, 'abroad', 'abroad', typed, {
      ground: 'g',
      steps: [['Confirm that the child has left the country', 'papers']],
    });
  },

  'other-school': (walk) => {
    const school = { evidence_school: 'Sample Academy', evidence_sector: 'state' };
    const typed = { ...school, 'evidence_registered-on': '05/05/2026' };
    return foundAt(walk, 'other-school', 'other-school', typed, {
      closer: whoFollows(walk),
      steps: [['Have the other school confirm', 'confirmed']],
      ground: 'a',
    });
  },

  'home-education': (walk) => {
    const typed = { 'evidence_told-how': 'written', 'evidence_notice-date': '2026-04-29' };
    const from = { 'evidence_from-date': '2026-05-01' };
    return foundAt(walk, 'home-education', 'home-education', { ...typed, ...from }, { steps: [SUITABLE], ground: 'f' });
  },

  async 'over-age'(walk) {
    await walk.house.at(TODAY, '09:00');
    await isNotYet(walk, walk.officer, 'over-age');
    // The Monday after the last Friday in June.
    await walk.house.at('2026-06-29', '09:00');
    await ends(walk, walk.officer, 'over-age', []);
  },

  async died(walk) {
    await walk.house.at(TODAY, '09:00');
    await ends(walk, walk.officer, 'died', []);
  },

  async 'enquiry-answered'(walk) {
    const { house, officer, reference } = walk;
    await house.at(TODAY, '09:00');
    await isNotYet(walk, officer, 'enquiry-answered');
    const answer = { 'evidence_answered-on': TODAY, evidence_to: 'CME officer, by secure mail' };
    await press(officer, await openItem(officer, reference, 'Q01'), 'Save', { outcome: 'not-there' });
    await press(officer, await openItem(officer, reference, 'Q02'), 'Save', { outcome: 'answered', ...answer });
    await ends(walk, officer, 'enquiry-answered', ['check-recorded', 'check-recorded']);
  },

  'removed on ground i': async (walk) => ends(walk, walk.officer, 'moved', await notFoundThenFound(walk, GROUND_I)),

  'removed on ground h': async (walk) => ends(walk, walk.officer, 'moved', await notFoundThenFound(walk, GROUND_H)),

  'removed, found and not returning': async (walk) => ends(walk, walk.officer, 'moved', await foundNotReturning(walk)),
};

const ADDRESS = { evidence_address: '4 Sample Street' };
