import { parseArgs } from 'node:util';
import { flawsIn } from '../records/audit/verify';
import type { Storage } from '../stores';
import { EXIT, UsageError, type CliCommand, type Surroundings } from './command';

/** So many flaws are told one by one; a trail that was written anew has as many as it has entries. */
const MOST_TOLD = 50;

/** Holds every entry against the one before it, and the facts against the entries. */
const auditVerify: CliCommand = {
  name: 'audit verify',
  takes: '[--authority CODE]',
  helps: 'Whether anything on the audit trail, or in the facts, was changed, taken out, moved or put in, and where.',
  async run(args, around) {
    const { authority } = asked(args);
    return around.withStorage(async (storage) => {
      const heads = await storage.audit.heads();
      const known = (await storage.directory.authorities()).map(({ code }) => code);
      const all = [...new Set([...heads.map((head) => head.authority), ...known])].sort();
      if (authority !== null && !all.includes(authority)) {
        around.warn(`There is no authority ${authority}.`);
        return EXIT.refused;
      }
      let flaws = 0;
      for (const code of authority === null ? all : [authority]) flaws += await verified(code, storage, around);
      return flaws > 0 ? EXIT.refused : EXIT.done;
    });
  },
};

async function verified(authority: string, { audit }: Storage, around: Surroundings): Promise<number> {
  let flaws = 0;
  for await (const { seq, says } of flawsIn(authority, audit)) {
    flaws += 1;
    const where = seq === null ? '' : ` entry ${seq}`;
    if (flaws <= MOST_TOLD) around.warn(`Authority ${authority},${where} ${says}.`);
  }
  if (flaws > MOST_TOLD) around.warn(`Authority ${authority}: ${flaws - MOST_TOLD} more.`);
  const entries = await audit.count(authority);
  const came = flaws === 0 ? 'all as they were written' : `${flaws} ${flaws === 1 ? 'flaw' : 'flaws'}`;
  around.say(`Authority ${authority}: ${entries} ${entries === 1 ? 'entry' : 'entries'}, ${came}.`);
  return flaws;
}

function asked(args: readonly string[]) {
  try {
    const { values } = parseArgs({ args: [...args], options: { authority: { type: 'string' } } });
    return { authority: values.authority ?? null };
  } catch {
    throw new UsageError(`It is written: ${auditVerify.name} ${auditVerify.takes}`);
  }
}

export const auditCommands: readonly CliCommand[] = [auditVerify];
