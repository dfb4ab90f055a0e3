import { parseArgs } from 'node:util';
import type { Instant } from '../domain/calendar/date';
import { momentInWords } from '../domain/calendar/london';
import { putOff, type PutOff } from '../notices/put-off';
import type { Anchor } from '../records/audit/entry';
import { flawsIn } from '../records/audit/verify';
import type { Storage } from '../stores';
import { inOneLine, readAnchors } from './anchor-file';
import { lookedAt } from './now';
import { readText } from './read-text';
import { EXIT, UsageError, type CliCommand, type Surroundings } from './command';

/** So many flaws are told one by one; a trail that was written anew has as many as it has entries. */
const MOST_TOLD = 50;

/** Holds every entry against the one before it, and the facts against the entries. */
export const auditVerify: CliCommand = {
  name: 'audit verify',
  takes: '[--authority CODE] [--anchors FILE]',
  helps: 'Whether anything on the audit trail, or in the facts, was changed, taken out, moved or put in, and where.',
  async run(args, around) {
    const { authority, anchors } = asked(args);
    const kept = anchors === null ? [] : readAnchors(await readText(anchors));
    return around.withStorage(async (storage, time) => {
      const heads = await storage.audit.heads();
      const known = (await storage.directory.authorities()).map(({ code }) => code);
      const all = [...new Set([...[...heads, ...kept].map((one) => one.authority), ...known])].sort();
      if (authority !== null && !all.includes(authority)) {
        around.warn(`There is no authority ${authority}.`);
        return EXIT.refused;
      }
      let flaws = 0;
      const now = await lookedAt(storage, time);
      for (const code of authority === null ? all : [authority]) {
        flaws += await verified(code, kept, now, storage, around);
      }
      flaws += await flawsOfKeys(storage, around);
      const missing = storage.audit.missingKeys();
      if (missing.length > 0) around.warn(uncheckedInWords(missing));
      return flaws > 0 || missing.length > 0 ? EXIT.refused : EXIT.done;
    });
  },
};

async function verified(
  authority: string,
  kept: readonly Anchor[],
  now: Instant,
  storage: Storage,
  around: Surroundings,
): Promise<number> {
  const { audit } = storage;
  let flaws = 0;
  const ofKind = new Map<string, number>();
  // Of each kind, so that much of one, an older bot's entries without a signature say, hides none of another.
  const tell = (kind: string, says: string) => {
    flaws += 1;
    ofKind.set(kind, (ofKind.get(kind) ?? 0) + 1);
    if (ofKind.get(kind)! <= MOST_TOLD) around.warn(`Authority ${authority}, ${says}.`);
  };
  for await (const { seq, kind, says } of flawsIn(authority, audit, kept))
    tell(kind, seq === null ? says : `entry ${seq} ${says}`);
  const isShut = audit.missingKeys().length > 0;
  if (!isShut)
    for await (const moved of putOff(authority, now, storage, await around.policies()))
      tell('put off', movedInWords(moved));
  for (const [kind, times] of ofKind)
    if (times > MOST_TOLD)
      around.warn(`Authority ${authority}: ${times - MOST_TOLD} more like these (${kind}), if not more.`);
  const entries = await audit.count(authority);
  const whole = isShut ? 'no flaw in what could be checked without the keys' : 'all as they were written';
  const came = flaws === 0 ? whole : `${flaws} ${flaws === 1 ? 'flaw' : 'flaws'}`;
  around.say(`Authority ${authority}: ${entries} ${entries === 1 ? 'entry' : 'entries'}, ${came}.`);
  return flaws;
}

/** Of the database as a whole. It is told what there is, and never to take any of it away: what seals is gone for good then. */
async function flawsOfKeys({ audit }: Storage, around: Surroundings): Promise<number> {
  const stray = await audit.strayKeys(MOST_TOLD);
  for (const owner of stray) around.warn(`The key of ${owner} was put in: there is no such case.`);
  const shut = audit.missingKeys().length > 0 ? [] : await audit.shutKeys();
  for (const owner of shut) around.warn(shutInWords(owner));
  return stray.length + shut.length;
}

const shutInWords = (owner: string): string =>
  `The key ${owner} does not open with any of FIELD_KEYS, and everything needs it. Leave its row as it is: either another ` +
  'key belongs into FIELD_KEYS, or the row was changed and has to come back from a backup.';

/** Said plainly, so that nobody takes half a check for a whole one, or mends what only cannot be read. */
const uncheckedInWords = (missing: readonly string[]): string =>
  `The field ${missing.length === 1 ? 'key' : 'keys'} ${missing.join(', ')}, with which records are sealed here, ` +
  `${missing.length === 1 ? 'is' : 'are'} not in FIELD_KEYS (or the key vault), so this was half a check.\n` +
  'Checked: numbers and hashes of the entries, anchors, the digests of facts, people, and whether keys are of a case.\n' +
  'Not checked: who signed the entries, whether cases say what their facts say, papers, whether anybody would be told too ' +
  'late, and the keys themselves.\n' +
  'Run it again with the keys that the bot has. Nothing here says that anything is wrong with what was not checked: ' +
  'change nothing in the database for it.';

const movedInWords = ({ caseId, stands, follows }: PutOff): string =>
  `the case ${caseId} is looked at ${stands === null ? 'never again' : `next on ${momentInWords(stands)}`}, and ` +
  `${follows === null ? 'when it should be cannot be reckoned' : `by its facts on ${momentInWords(follows)}`}: ` +
  'whoever is to be told of it would not be told in time';

function asked(args: readonly string[]) {
  try {
    const options = { authority: { type: 'string' }, anchors: { type: 'string' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    return { authority: values.authority ?? null, anchors: values.anchors ?? null };
  } catch {
    throw new UsageError(`It is written: ${auditVerify.name} ${auditVerify.takes}`);
  }
}

/** To be kept where nobody gets at who gets at the database. */
export const auditAnchors: CliCommand = {
  name: 'audit anchors',
  takes: '',
  helps: 'Where the audit trail of each authority stood and when: kept elsewhere, `audit verify --anchors` holds them.',
  async run(args, around) {
    if (args.length > 0) throw new UsageError(`It is written: ${auditAnchors.name}`);
    return around.withStorage(async ({ audit }) => {
      for (const anchor of await audit.anchors()) around.say(inOneLine(anchor));
      return EXIT.done;
    });
  },
};
