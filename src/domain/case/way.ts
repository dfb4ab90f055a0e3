/** The ways in which a case begins. The first four are of pupils on a school's roll, the others of children on none. */
export const ON_ROLL_WAYS = ['missing', 'non-starter', 'leaver', 'leave-not-ended'] as const;
export const OFF_ROLL_WAYS = ['not-on-roll', 'new-to-city', 'other-authority', 'home-education'] as const;
export const WAYS = [...ON_ROLL_WAYS, ...OFF_ROLL_WAYS] as const;
export type Way = (typeof WAYS)[number];
export type OnRollWay = (typeof ON_ROLL_WAYS)[number];
export type OffRollWay = (typeof OFF_ROLL_WAYS)[number];

/**
 * Whether the child's name stood in a school's admission register when the case began. In law only a child who is on no
 * register is missing education (Education Act 1996 s436A); a pupil on roll is looked for by school and authority.
 */
export const beginsOnRoll = (way: Way): way is OnRollWay => (ON_ROLL_WAYS as readonly Way[]).includes(way);
