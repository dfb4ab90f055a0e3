import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startDemo, type Demo } from '../support/demo';

const answers = (address: string): Promise<boolean> =>
  fetch(`${address}/_debug/ping`).then(
    (response) => response.ok,
    () => false,
  );

/** Fails by the test's own time-out when one of them lives on. */
async function untilNoneAnswers(addresses: readonly string[]): Promise<void> {
  while ((await Promise.all(addresses.map(answers))).includes(true)) await pause(50);
}

describe('npm start', () => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'whereabouts-npm-start-'));
  let demo: Demo;

  beforeEach(async () => {
    demo = await startDemo(dataDir);
  }, 60_000);
  afterEach(() => demo?.kill());
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('says who the three people are and what to try, and stops everything at Ctrl+C', async () => {
    for (const words of ['Sam Okafor', 'Priya Nair', 'Tom Ellery', 'Mon 27 April 2026, 08:30', 'report', 'clock +5']) {
      expect(demo.printed()).toContain(words);
    }
    expect(await Promise.all(demo.addresses.map(answers))).toEqual([true, true, true]);
    expect(await demo.interrupt()).toBe(0);
    expect(await Promise.all(demo.addresses.map(answers))).toEqual([false, false, false]);
  });

  it('leaves no Playground behind when it is killed', async () => {
    await demo.kill();
    await untilNoneAnswers(demo.addresses);
  });

  it('keeps a second one off the same data, in words', async () => {
    await expect(startDemo(dataDir)).rejects.toThrow(/code 1\.\n.*is in use by another process/s);
    expect(await Promise.all(demo.addresses.map(answers))).toEqual([true, true, true]);
  });
});
