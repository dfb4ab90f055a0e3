// Loaded before the bot (node --require): gives the process a clock on the wall that differs from the machine's and can be
// moved while it runs. What counts from a start, such as performance.now() and timers, goes on as it did: so it is on a
// machine whose time is set.
const MachineDate = Date;
let offset = Number(process.env['CLOCK_ON_THE_WALL_MS'] ?? 0);
const now = (): number => MachineDate.now() + offset;

globalThis.Date = new Proxy(MachineDate, {
  construct: (target, given: unknown[], made) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, made) as object,
  apply: () => new MachineDate(now()).toString(),
  get: (target, name, self) => (name === 'now' ? now : (Reflect.get(target, name, self) as unknown)),
});

process.on('message', (message) => {
  const { moveClockMs } = message as { moveClockMs?: number };
  offset += moveClockMs ?? 0;
});
// Listening alone keeps no process running.
process.channel?.unref();
