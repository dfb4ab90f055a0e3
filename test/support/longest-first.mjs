// Which suites begin first in a fresh clone: those that take long, so that at the end no worker waits for one that the
// other began last. From the second run on jest knows how long each took, and goes by that.
import { existsSync } from 'node:fs';
import path from 'node:path';
import sequencer from '@jest/test-sequencer'; // comes with jest

const TESTS = path.resolve(import.meta.dirname, '..');

/** Those that take from a minute down to some ten seconds. Beside what waits much stands what reckons much. */
const LONGEST = [
  'browser/main-job',
  'http/ways-to-ends/located',
  'bench/chaos',
  'http/ways-to-ends/removed',
  'browser/cards',
  'http/ways-to-ends/not-offered',
  'browser/npm-start',
  'cli/audit',
  'cli/import',
  'database/sealing',
  'cli/backup',
  'cli/database-roles',
  'cli/commands',
  'http/in-time',
  'bench/fuzz',
  'database/database',
  'contract/retention-unfinished',
  'database/backup',
  'cards/every-card',
  'http/hygiene/channel',
  'http/serve',
  'cli/keys',
  'bench/delivery',
  'http/access/gate',
  'cli/whole-authority',
  'jobs/jobs',
].map((name) => path.join(TESTS, `${name}.test.ts`));

const gone = LONGEST.filter((file) => !existsSync(file));
if (gone.length > 0) throw new Error(`No longer there, and to be taken off the list: ${gone.join(', ')}`);

/** Its place on the list; after all of those when it is not on it. */
function placeOf({ path: file }) {
  const place = LONGEST.indexOf(file);
  return place === -1 ? LONGEST.length : place;
}

export default class extends sequencer {
  sort(tests) {
    const sorted = super.sort(tests); // what has no time yet comes first, the biggest files before the others
    const unknown = sorted.filter(({ duration }) => duration === undefined);
    const known = sorted.filter(({ duration }) => duration !== undefined);
    return [...unknown.sort((a, b) => placeOf(a) - placeOf(b)), ...known];
  }
}
