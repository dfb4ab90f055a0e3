import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { authorityOf } from '../casework/desk';
import { readReference } from '../casework/reference';
import type { Instant } from '../domain/calendar/date';
import { checkUpn } from '../domain/pupil/upn';
import { operatorNote } from '../records/audit/operator-note';
import { renderPdf } from '../records/pdf/render';

import { subjectAccessData } from '../records/subject-access/data';
import { findChild, mayBeAnother, type FoundChild } from '../records/subject-access/find-child';
import { paperFile } from '../records/subject-access/paper-file';
import { notWhole, subjectAccessSheet } from '../records/subject-access/sheet';
import { subjectAccess, type SubjectAccess } from '../records/subject-access/subject-access';
import { count } from '../records/words';
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
    return around.withStorage(async (storage, time) => {
      const found = await foundFor(asked, storage, around);
      if (!found) return EXIT.refused;
      const now = await nowFor(storage, time);
      await storage.audit.settled();
      const access = await subjectAccess(found, now, storage, await around.policies());
      const files = await filesOf(access);
      await inNewFolder(asked.out, async () => {
        await noted(found, now, storage);
        await written(files, asked.out);
      });
      const { length } = access.cases;
      const reports = access.unfinished.length;
      around.say(
        `${count(length, 'case')}${reports > 0 ? ` and ${count(reports, 'unfinished report')}` : ''} in ${asked.out}, ` +
          `with ${access.marks.length} marks.`,
      );
      for (const { view, foundBy } of access.cases) {
        if (mayBeAnother(foundBy))
          around.warn(`${view.case.reference} was found by ${foundBy}: look before you give it.`);
      }
      around.say('Go through every mark, and through the papers, before anything of it is handed over.');
      if (access.leftOut.length === 0) return EXIT.done;
      around.warn(notWhole(access.leftOut));
      return EXIT.refused;
    });
  },
};

type Asked = { readonly out: string } & (
  { readonly upn: string } | { readonly reference: string; readonly authority: string | null }
);

async function foundFor(asked: Asked, storage: Storage, around: Surroundings): Promise<FoundChild | null> {
  if ('upn' in asked) {
    const found = await findChild(asked, storage);
    if (found.cases.length + found.unfinished.length > 0) return found;
    around.warn('There is no case with that UPN, and no unfinished report.');
    return null;
  }
  const one = await theCase(asked.reference, asked.authority, storage, around);
  return one && findChild({ theCase: one }, storage);
}

/** One entry for each authority that has something on the child, before anybody can read a word of it. */
async function noted({ cases, unfinished }: FoundChild, now: Instant, storage: Storage): Promise<void> {
  const desks = await Promise.all(unfinished.map(({ school }) => authorityOf(school, storage.directory)));
  await storage.transaction(async ({ audit }) => {
    for (const authority of new Set([...cases.map(({ theCase: one }) => one.authority), ...desks])) {
      const ids = cases.flatMap(({ theCase: one }) => (one.authority === authority ? [one.id] : []));
      await audit.add({ ...operatorNote('subject-access', authority, now), outcome: 'read', cases: ids });
    }
  });
}

/** For the operator's eyes alone, and never into a folder that is there. Nothing stays of it where anything fails. */
async function inNewFolder(folder: string, work: () => Promise<void>): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new UsageError(`${folder} is there already. Give the name of a new folder.`);
    if (error.code === 'ENOENT') throw new UsageError(`${folder} cannot be made: the folder above it is not there.`);
    throw error;
  });
  try {
    await work();
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

type Files = ReadonlyMap<string, string | Uint8Array>;

async function filesOf(access: SubjectAccess): Promise<Files> {
  const papers = access.cases.flatMap((one) => one.papers);
  return new Map<string, string | Uint8Array>([
    ['subject-access.pdf', await renderPdf(subjectAccessSheet(access))],
    ['subject-access.json', `${JSON.stringify(subjectAccessData(access), null, 2)}\n`],
    ...papers.map((paper) => [path.join(PAPERS, paperFile(paper)), paper.bytes] as const),
  ]);
}

async function written(files: Files, folder: string): Promise<void> {
  for (const [name, bytes] of files) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { mode: 0o700, recursive: true });
    await writeFile(file, bytes, { flag: 'wx', mode: 0o600 });
  }
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
