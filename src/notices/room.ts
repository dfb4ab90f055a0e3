import type { Room } from './lane';

/** So many may be in hand at once. */
export function createRoom(places: number): Room {
  let free = places;
  return {
    take(wanted) {
      const taken = Math.min(wanted, free);
      free -= taken;
      return taken;
    },
    giveBack: (more) => void (free += more),
  };
}
