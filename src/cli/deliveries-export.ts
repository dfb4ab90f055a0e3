import { open, rm, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { readReference } from '../casework/reference';
import { addDays, type LocalDate } from '../domain/calendar/date';
import { londonInstant } from '../domain/calendar/london';
import type { Policies } from '../domain/policy/policies';
import { newsOf, WHICH_DELIVERIES, type DeliveryWish } from '../notices/delivery-record';
import { attemptsCsv } from '../notices/attempts-csv';
import { recordCsv } from '../notices/record-csv';
import { operatorNote } from '../records/audit/operator-note';
import type { Storage } from '../stores';
import { dateOf } from './a-date';
import { EXIT, onlyFile, UsageError, type CliCommand } from './command';
import { nowFor } from './now';

/** What was sent to whom and what came of it, for whoever has to account for it. */
export const deliveriesExport: CliCommand = {
  name: 'deliveries export',
  takes: `FILE.csv --authority CODE [--case REFERENCE] [--from DATE] [--to DATE] [--only ${WHICH_DELIVERIES.join('|')}] [--attempts]`,
  helps: 'What was sent to whom and when, who answered, and what could not be delivered and why; of a child nothing.',
  async run(args, around) {
    const asked = askedFor(args);
    return around.withStorage(async (storage, time) => {
      const policies = await around.policies();
      const wish = await wishOf(asked, storage, policies);
      if (typeof wish === 'string') {
        around.warn(`${wish} Nothing was written.`);
        return EXIT.refused;
      }
      const csv = asked.attempts ? attemptsCsv(wish, { storage }) : recordCsv(wish, { storage, policies });
      const note = operatorNote('export-deliveries', asked.authority, await nowFor(storage, time));
      const cases = wish.caseId ? [wish.caseId] : [];
      await inNewFile(asked.file, async (file) => {
        await storage.audit.add({ ...note, outcome: 'read', cases });
        await pipeline(Readable.from(csv), file.createWriteStream());
      });
      const { total } = await storage.outbox.deliveries(wish, 0, 1);
      around.say(`${total} ${total === 1 ? 'delivery' : 'deliveries'} in ${asked.file}.`);
      return EXIT.done;
    });
  },
};

interface Asked {
  readonly file: string;
  readonly authority: string;
  readonly reference: string | null;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly which: DeliveryWish['which'];
  /** Each try with what Teams answered, in place of what came of it all. */
  readonly attempts: boolean;
}

function askedFor(args: readonly string[]): Asked {
  const wrong = new UsageError(`It is written: ${deliveriesExport.name} ${deliveriesExport.takes}`);
  const { values, positionals } = parsed(args, wrong);
  const { authority, only = 'all', attempts = false } = values;
  const reference = values.case === undefined ? null : readReference(values.case);
  const which = WHICH_DELIVERIES.find((one) => one === only);
  if (!authority || !which || (values.case !== undefined && !reference)) throw wrong;
  const file = onlyFile(positionals, deliveriesExport);
  return { file, authority, reference, which, attempts, from: dateOf(values.from), to: dateOf(values.to) };
}

function parsed(args: readonly string[], wrong: UsageError) {
  const text = { type: 'string' } as const;
  const attempts = { type: 'boolean' } as const;
  const options = { authority: text, case: text, only: text, from: text, to: text, attempts };
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    throw wrong;
  }
}

/** What is looked for, or in words what is asked of that is not there. */
async function wishOf(asked: Asked, { directory, cases }: Storage, policies: Policies): Promise<DeliveryWish | string> {
  const { authority, reference, from, to, which } = asked;
  const its = await directory.authority(authority);
  if (!its) return `There is no authority ${authority}.`;
  const theCase = reference ? await cases.byReference(authority, reference) : null;
  if (reference && !theCase) return `There is no case ${reference} there.`;
  return {
    ...{ authority, which, news: newsOf(policies, its.policy) },
    ...(theCase && { caseId: theCase.id }),
    ...(from && { from: londonInstant(from, '00:00') }),
    ...(to && { before: londonInstant(addDays(to, 1), '00:00') }),
  };
}

/** For the operator's eyes alone, and never over a file that is there. Nothing stays of it where anything fails. */
async function inNewFile(name: string, work: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(name, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new UsageError(`${name} is there already. Give the name of a new file.`);
    if (error.code === 'ENOENT') throw new UsageError(`${name} cannot be made: the folder above it is not there.`);
    throw error;
  });
  try {
    await work(file);
  } catch (error) {
    await rm(name, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}
