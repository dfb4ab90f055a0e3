import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { policiesIn } from '../src/policy-folder';
import { changed, NEXT_YEAR } from './builders/policies';

describe('a folder with an operator’s policy packs', () => {
  let folder: string;
  const put = (name: string, pack: object | string) =>
    writeFileSync(path.join(folder, name), typeof pack === 'string' ? pack : JSON.stringify(pack));
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'whereabouts-packs-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('adds to those that ship', () => {
    put('next.json', NEXT_YEAR);
    put('notes.txt', 'no pack');
    const policies = policiesIn(folder);
    expect(policies.inForce('liverpool', '2026-09-01').id).toBe('liverpool-2026');
    expect(policies.ids).toContain('westmere');
  });

  test('stops the start with every problem of every file', () => {
    put(
      'a.json',
      changed((pack) => delete pack['title'], NEXT_YEAR),
    );
    put('b.json', '{');
    expect(() => policiesIn(folder)).toThrow(/a\.json: title: Is missing[\s\S]*b\.json: This is not JSON/);
  });

  test('may not take the place of one that ships, nor start on the same day', () => {
    put(
      'a.json',
      changed((pack) => (pack['id'] = 'liverpool'), NEXT_YEAR),
    );
    expect(() => policiesIn(folder)).toThrow('There are two packs liverpool');
  });

  test('has to be there', () => {
    expect(() => policiesIn(path.join(folder, 'nowhere'))).toThrow('cannot be read');
  });
});
