import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(__dirname, '../..');
export const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** A test that a document names: its file and, where it is said, its title. */
export interface Named {
  readonly file: string;
  readonly title: string | undefined;
}

// `file`, `file`: “title”, or `file`: “title”, “another” and “a third”.
const NAMED = /`(test\/[^`]+\.ts)`((?:: “[^”]+”(?:(?:,| and) “[^”]+”)*)?)/g;

/** Every test that a text names, with each of its titles, however its lines are broken. */
export const testsNamedIn = (text: string): Named[] =>
  [...text.replaceAll(/\s+/g, ' ').matchAll(NAMED)].flatMap(([, file = '', quoted = '']) => {
    const titles = [...quoted.matchAll(/“([^”]+)”/g)].map(([, title]) => title);
    return titles.length === 0 ? [{ file, title: undefined }] : titles.map((title) => ({ file, title }));
  });

/** A test of the file is called exactly so; that the words stand somewhere in it is not enough. */
export function isThere({ file, title }: Named): boolean {
  if (!existsSync(path.join(ROOT, file))) return false;
  if (title === undefined) return true;
  return new RegExp(`\\(\\s*'${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}',`).test(read(file));
}

export const inWords = ({ file, title }: Named): string => (title === undefined ? file : `${file}: ${title}`);
