import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '../../src/config';
import { demoSettings } from '../../src/demo/settings';
import { FIELD_KEYS, FIELD_KEYS_TEXT } from '../support/field-keys';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'whereabouts-demo-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const started = async (more: Record<string, string> = {}) =>
  readConfig((await demoSettings({ DATA_DIR: path.join(folder, 'data'), PORT: '0', ...more })).env);

test('the demo makes itself a key that only its owner may read, and finds it again', async () => {
  const { fieldKeys } = await started();
  const file = path.join(folder, 'data', 'field-keys');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).toMatch(/^demo:[\w+/]{43}=\n$/);
  expect(fieldKeys).toHaveLength(1);
  expect((await started()).fieldKeys).toEqual(fieldKeys);
  const elsewhere = await started({ DATA_DIR: path.join(folder, 'elsewhere') });
  expect(elsewhere.fieldKeys).not.toEqual(fieldKeys);
});

test('it uses the keys that it is given, or none where that is said or the database is a server', async () => {
  expect((await started({ FIELD_KEYS: FIELD_KEYS_TEXT })).fieldKeys).toEqual(FIELD_KEYS);
  expect((await started({ FIELD_KEYS: 'none' })).fieldKeys).toBeNull();
  expect((await started({ DATABASE_URL: 'postgresql://localhost/demo' })).fieldKeys).toBeNull();
  expect(() => statSync(path.join(folder, 'data'))).toThrow('ENOENT');
});
