/** Where a missing child turns out to be. What follows, and how the case may end, differs with each. */
export const PLACES = [
  'back-at-school',
  'in-area',
  'other-authority',
  'abroad',
  'other-school',
  'home-education',
] as const;
export type Place = (typeof PLACES)[number];
