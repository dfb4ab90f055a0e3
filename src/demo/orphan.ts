const EVERY_MS = 500;

/**
 * npm starts us through a shell, and a shell that is told to end does not pass it on: without this the demo would live
 * on, unseen, after its `npm start` has been ended by anything but Ctrl+C.
 */
export function stopWhenOrphaned(): void {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, EVERY_MS);
  watch.unref();
}
