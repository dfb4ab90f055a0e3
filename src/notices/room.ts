/** Places that the whole process has, in all lanes together. */
export interface Room {
  /** Takes up to `wanted` places, and leaves `kept` of them free. */
  take(wanted: number, kept?: number): number;
  giveBack(places: number): void;
}

/** So many may be in hand at once. */
export function createRoom(places: number): Room {
  let free = places;
  return {
    take(wanted, kept = 0) {
      const taken = Math.max(Math.min(wanted, free - kept), 0);
      free -= taken;
      return taken;
    },
    giveBack: (more) => void (free += more),
  };
}
