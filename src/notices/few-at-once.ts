/** Runs work, so many at once; what is urgent before what is not, and otherwise in the order in which it came. */
export type FewAtOnce = <T>(urgent: boolean, work: () => Promise<T>) => Promise<T>;

export function fewAtOnce(places: number): FewAtOnce {
  let free = places;
  const [urgently, calmly]: [(() => void)[], (() => void)[]] = [[], []];

  const turn = (urgent: boolean): Promise<void> | null => {
    if (free > 0) {
      free -= 1;
      return null;
    }
    return new Promise((resolve) => void (urgent ? urgently : calmly).push(resolve));
  };

  return async (urgent, work) => {
    await turn(urgent);
    try {
      return await work();
    } finally {
      const next = urgently.shift() ?? calmly.shift();
      if (next) next();
      else free += 1;
    }
  };
}
