import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
export const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** A test that a document names: `test/x.test.ts`, and where it is said, under which title. */
export interface Named {
  readonly all: string;
  readonly file: string;
  readonly title: string | undefined;
}

export const testsNamedIn = (text: string): Named[] =>
  [...text.matchAll(/`(test\/[^`]+\.ts)`(?:: “([^”]+)”)?/g)].map(([all, file = '', title]) => ({ all, file, title }));

/** A test of the file is called exactly so; that the words stand somewhere in it is not enough. */
export const isThere = ({ file, title }: Named): boolean =>
  title === undefined
    ? read(file) !== ''
    : new RegExp(`\\(\\s*'${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}',`).test(read(file));
