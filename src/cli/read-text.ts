import { readFile } from 'node:fs/promises';
import { UsageError } from './command';

/** The text of a file in UTF-8. Throws `UsageError`: a spreadsheet's own encoding would turn names into nonsense. */
export async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.code}.`);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${file} is not in UTF-8. A spreadsheet saves it so as "CSV UTF-8".`);
  }
}
