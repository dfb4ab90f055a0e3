import { readFile } from 'node:fs/promises';
import { UsageError } from './command';

/**
 * The text of a file in UTF-8, or in UTF-16 where its first two bytes say so, without that mark. Throws `UsageError`: a
 * spreadsheet's own encoding would turn names into nonsense.
 */
export async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} cannot be read: ${WHY[error.code ?? ''] ?? error.code}.`);
  });
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    // In UTF-16 without a mark every other byte is zero, and that is UTF-8 too.
    if (!text.includes('\0')) return text;
  } catch {
    // Said below.
  }
  throw new UsageError(`${file} is not in UTF-8. A spreadsheet saves it so as "CSV UTF-8".`);
}

const WHY: Readonly<Record<string, string>> = { ENOENT: 'there is no such file', EISDIR: 'it is a folder' };

/** By the mark with which a spreadsheet begins what it calls Unicode text. */
function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
