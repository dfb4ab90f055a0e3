import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readReference } from '../casework/reference';
import { checkUpn } from '../domain/pupil/upn';
import { operatorNote } from '../records/audit/operator-note';
import { renderPdf } from '../records/pdf/render';
import { casesOfChild, type FoundCase } from '../records/subject-access/cases-of';
import { subjectAccessData } from '../records/subject-access/data';
import { paperFile } from '../records/subject-access/paper-file';
import { subjectAccessSheet } from '../records/subject-access/sheet';
import { subjectAccess, type SubjectAccess } from '../records/subject-access/subject-access';
import type { Storage } from '../stores';
import { EXIT, UsageError, type CliCommand, type Surroundings } from './command';
import { nowFor } from './now';
import { theCase } from './the-case';

/** Papers as they were made stand apart: they have no marks. */
const PAPERS = 'papers-without-marks';

/** All that is held on a child, over all of its cases, for whoever answers a request for it. */
export const subjectAccessCommand: CliCommand = {
  name: 'subject-access',
  takes: '(REFERENCE [--authority CODE] | --upn UPN) --out FOLDER',
  helps: 'Everything that is held on a child, as PDF and as data, with what is about others marked for redaction.',
  async run(args, around) {
    const asked = askedFor(args);
    return around.withStorage(async (storage) => {
      const found = await foundFor(asked, storage, around);
      if (found.length === 0) return EXIT.refused;
      const now = await nowFor(storage);
      await storage.audit.settled();
      const access = await subjectAccess(found, now, storage, around.policies());
      await written(access, asked.out);
      for (const authority of new Set(found.map(({ theCase: one }) => one.authority))) {
        const cases = found.flatMap(({ theCase: one }) => (one.authority === authority ? [one.id] : []));
        await storage.audit.add({ ...operatorNote('subject-access', authority, now), outcome: 'read', cases });
      }
      const { length } = access.cases;
      around.say(`${length} ${length === 1 ? 'case' : 'cases'} in ${asked.out}, with ${access.marks.length} marks.`);
      around.say('Go through every mark, and through the papers, before anything of it is handed over.');
      return EXIT.done;
    });
  },
};

type Asked = { readonly out: string } & (
  { readonly upn: string } | { readonly reference: string; readonly authority: string | null }
);

async function foundFor(asked: Asked, storage: Storage, around: Surroundings): Promise<FoundCase[]> {
  if ('upn' in asked) {
    const found = await casesOfChild(asked, storage);
    if (found.length === 0) around.warn('There is no case with that UPN.');
    return found;
  }
  const one = await theCase(asked.reference, asked.authority, storage, around);
  return one ? casesOfChild({ theCase: one }, storage) : [];
}

/** For the operator's eyes alone, and never into a folder that is there. */
async function written(access: SubjectAccess, folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new UsageError(`${folder} is there already. Give the name of a new folder.`);
    if (error.code === 'ENOENT') throw new UsageError(`${folder} cannot be made: the folder above it is not there.`);
    throw error;
  });
  const write = (name: string, bytes: string | Uint8Array) =>
    writeFile(path.join(folder, name), bytes, { flag: 'wx', mode: 0o600 });
  await write('subject-access.pdf', await renderPdf(subjectAccessSheet(access)));
  await write('subject-access.json', `${JSON.stringify(subjectAccessData(access), null, 2)}\n`);
  const papers = access.cases.flatMap((one) => one.papers);
  if (papers.length > 0) await mkdir(path.join(folder, PAPERS), { mode: 0o700 });
  for (const paper of papers) await write(path.join(PAPERS, paperFile(paper)), paper.bytes);
}

const TEXT = { type: 'string' } as const;

function askedFor(args: readonly string[]): Asked {
  const wrong = new UsageError(`It is written: ${subjectAccessCommand.name} ${subjectAccessCommand.takes}`);
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      options: { upn: TEXT, out: TEXT, authority: TEXT },
      allowPositionals: true,
    });
  } catch {
    throw wrong;
  }
  const { upn, out, authority = null } = parsed.values;
  const [typed, ...more] = parsed.positionals;
  if (!out || more.length > 0 || (typed === undefined) === (upn === undefined)) throw wrong;
  if (upn !== undefined) {
    const checked = checkUpn(upn);
    if (!checked.ok) throw new UsageError(checked.says);
    return { out, upn: checked.upn };
  }
  const reference = readReference(typed!);
  if (reference === null) throw wrong;
  return { out, reference, authority };
}
