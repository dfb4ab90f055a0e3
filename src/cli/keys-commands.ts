import { leftToSeal, sealAnew, type Left } from '../database/sealing/rotate';
import { keyIdsInUse } from '../database/sealing/data-keys';
import type { KeyRing } from '../database/sealing/key-ring';
import type { Database } from '../database/open-database';
import { openStorage } from '../database/prisma-storage';
import { EXIT, UsageError, type CliCommand, type Surroundings } from './command';
import { notedEverywhere } from './noted-everywhere';
import { nowFor } from './now';

type Work = (database: Database, ring: KeyRing) => Promise<number>;

const command = (name: string, helps: string, work: (around: Surroundings) => Work): CliCommand => ({
  ...{ name, helps, takes: '' },
  async run(args, around) {
    if (args.length > 0) throw new UsageError(`It is written: ${name}`);
    return around.withDatabase(async (database) => {
      const { ring } = database.sealing;
      if (ring) return work(around)(database, ring);
      around.warn('FIELD_KEYS names no key, and the key vault is not asked: there is nothing to seal with.');
      return EXIT.refused;
    });
  },
});

export const status = command(
  'keys status',
  'Which keys the database needs, and what is not yet sealed with the first one. Changes nothing.',
  (around) => async (database, ring) => {
    around.say(`In use: ${(await keyIdsInUse(database.client)).join(', ')}. The first one is ${ring.first}.`);
    said(await leftToSeal(database, ring), around);
    return EXIT.done;
  },
);

export const rotate = command(
  'keys rotate',
  'Brings everything under the first of FIELD_KEYS, and seals what is not sealed yet, while bots are at work.',
  (around) => async (database, ring) => {
    said(await leftToSeal(database, ring), around);
    const storage = openStorage(database);
    const now = await nowFor(storage, database.time);
    await notedEverywhere({ action: 'rotate-keys', outcome: 'done', fields: [`first:${ring.first}`] }, storage, now);
    const shut = await sealAnew(database, ring, now);
    saidShut(shut, around);
    if (said(less(await leftToSeal(database, ring), shut), around)) {
      const others = ring.keys.map(({ id }) => id).filter((id) => id !== ring.first);
      if (others.length > 0) around.say(`No longer needed: ${others.join(', ')}, but for backups of before.`);
      return EXIT.done;
    }
    around.warn('Bots have written meanwhile that have not got the first key yet: restart them, and run this again.');
    return EXIT.refused;
  },
);

const NAMES: Readonly<Record<keyof Left, string>> = {
  keys: 'keys of cases',
  cases: 'cases with facts',
  drafts: 'drafts',
  papers: 'papers',
  upns: 'UPNs',
  meetings: 'reasons for which meetings were moved',
  uploads: 'lines that were uploaded to Capita One',
};

const PARTS = Object.keys(NAMES) as readonly (keyof Left)[];

/** What was put there with a key that opens nothing is no work that is left. */
const less = (left: Left, shut: Left): Left => ({
  ...left,
  ...Object.fromEntries(PARTS.map((part) => [part, Math.max(0, left[part] - shut[part])])),
});

function saidShut(shut: Left, around: Surroundings): void {
  const list = inWords(shut);
  if (list === '') return;
  around.warn(
    `Cannot be opened with any of FIELD_KEYS and stay as they are: ${list}. audit verify says of which cases.`,
  );
}

/** Whether nothing is left. */
function said(left: Left, around: Surroundings): boolean {
  const list = inWords(left);
  around.say(list === '' ? 'Nothing is left to seal.' : `Left to seal: ${list}.`);
  return list === '';
}

const inWords = (left: Left): string =>
  PARTS.filter((part) => left[part] > 0)
    .map((part) => `${left[part]} ${NAMES[part]}`)
    .join(', ');
