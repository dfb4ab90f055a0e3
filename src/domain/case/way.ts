/** The ways in which a case begins. The first four are of pupils on a school's roll, the others of children on none. */
export const WAYS = [
  'missing',
  'non-starter',
  'leaver',
  'leave-not-ended',
  'not-on-roll',
  'new-to-city',
  'other-authority',
  'home-education',
] as const;
export type Way = (typeof WAYS)[number];

const BEGIN_ON_ROLL: readonly Way[] = ['missing', 'non-starter', 'leaver', 'leave-not-ended'];

/**
 * Whether the child's name stood in a school's admission register when the case began. In law only a child who is on no
 * register is missing education (Education Act 1996 s436A); a pupil on roll is looked for by school and authority.
 */
export const beginsOnRoll = (way: Way): boolean => BEGIN_ON_ROLL.includes(way);
