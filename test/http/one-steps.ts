import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Pupil } from '../../src/domain/pupil/pupil';
import { aPupil, anAbsence, noRisk } from '../builders/case';
import { runHere } from '../cli/run-here';
import { newId } from '../support/bot';
import type { Client } from '../support/client';
import { fetchedFrom } from './handed-out';
import { press, say, type MainJobBot } from './main-job-bot';

type Row = Readonly<Record<string, string>>;

/** Its reference. */
export async function reportedIn(house: MainJobBot, over: Partial<Pupil> = {}): Promise<string> {
  const pupil = aPupil({ upn: null, upnUnknown: 'other', ...over });
  const about = { draftId: newId(), triage: noRisk, pupil, absence: anAbsence() };
  return (await house.casework.report(house.people.lead, about)).view.case.reference;
}

/** Asks for the file, and fetches it. */
export async function madeFrom(house: MainJobBot, client: Client, title = 'Make the file') {
  const shown = await press(client, await say(client, 'one upload'), title);
  const { name, bytes } = await fetchedFrom(house, shown);
  const rows: Row[] = parse(Buffer.from(bytes), { columns: true });
  return { name, rows, bytes };
}

/** Which cases a file has, and for what. */
export const actions = (rows: readonly Row[]) => rows.map((row) => [row['CASE_REF'], row['ACTION']]);

/** Reads in what One answered. */
export async function answered(house: MainJobBot, text: string | Uint8Array, upload: number, ...more: string[]) {
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'one-')), 'answers.csv');
  await writeFile(file, text);
  return runHere(house.storage, 'one', 'answers', file, '--authority', '341', '--upload', String(upload), ...more);
}
