/** The work's answer, or after so many milliseconds the other one; the work goes on all the same. */
export async function within<T>(milliseconds: number, work: Promise<T>, otherwise: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<T>((resolve, reject) => {
    timer = setTimeout(() => otherwise().then(resolve, reject), milliseconds);
  });
  try {
    return await Promise.race([work, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
