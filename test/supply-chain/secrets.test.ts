import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './packages';
import { SECRETS, secretsIn } from './secrets';

const NOT_KEPT = /^(node_modules|dist|data|\.data|devTools|\.cache|src\/generated|\.git)(\/|$)/;

/** Everything that is kept; where the source came without its history, everything that would be. */
function kept(): string[] {
  const isFile = (file: string) => statSync(path.join(root, file), { throwIfNoEntry: false })?.isFile();
  if (!existsSync(path.join(root, '.git'))) {
    const all = readdirSync(root, { recursive: true, encoding: 'utf8' });
    return all.filter((file) => !NOT_KEPT.test(file.replaceAll(path.sep, '/')) && isFile(file));
  }
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\0').filter(isFile);
}

test('no file that is kept holds a secret', () => {
  const files = kept();
  expect(files.length).toBeGreaterThan(800);
  const found = files.flatMap((file) =>
    secretsIn(readFileSync(path.join(root, file), 'latin1')).map((where) => `${file}, ${where}`),
  );
  expect(found).toEqual([]);
});

const HISTORY = ['log', '-p', '--unified=0', '--no-color', '--no-ext-diff', '--format=%x00%h'];

/** What each commit added, by its hash. A clone that is not whole has less of it, and a source without history has none. */
function added(): [string, string][] {
  if (!existsSync(path.join(root, '.git'))) return [];
  const log = execFileSync('git', HISTORY, { cwd: root, encoding: 'latin1', maxBuffer: 1 << 30 });
  const commits = log.split('\0').slice(1);
  return commits.map((commit) => {
    const lines = commit.split('\n');
    return [lines[0]!, lines.flatMap((line) => (line.startsWith('+') ? [line.slice(1)] : [])).join('\n')];
  });
}

test('no commit has ever added one', () => {
  const found = added().flatMap(([hash, text]) => secretsIn(text).map((where) => `${hash}, ${where} of what it adds`));
  expect(found).toEqual([]);
});

/** Put together here, so that they stand in no file. */
const letters = (length: number) => 'aB3dE5fG7hJ9kL1m'.repeat(8).slice(0, length);
const EXAMPLES: Readonly<Record<keyof typeof SECRETS, string>> = {
  'a private key': `-----BEGIN RSA ${'PRIVATE'} KEY-----\n${letters(64)}`,
  'a client secret of Entra': `abc8${'Q~'}${letters(34)}`,
  'a key of an Azure account': `${'AccountKey'}=${letters(86)}==`,
  'an access key of AWS': `AKIA${letters(16).toUpperCase()}`,
  'a token of GitHub': `${'ghp'}_${letters(36)}`,
  'a token of npm': `${'npm'}_${letters(36)}`,
  'a token of Slack': `${'xoxb'}-${letters(24)}`,
  'a key of Google': `AIza${letters(35)}`,
  'a signed token': ['eyJ' + letters(20), 'eyJ' + letters(20), letters(43)].join('.'),
  'a password in an address': `postgresql://bot:${letters(12)}@db.example.org:5432/whereabouts`,
  'a key of ours': `${'METRICS'}_TOKEN=${letters(32)}`,
};

test.each(Object.entries(EXAMPLES))('%s is found', (kind, example) => {
  expect(secretsIn(`# a file\n\nX=${example}\n`)).toEqual([`line 3: ${kind}`]);
});

test('every kind has its example', () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual(Object.keys(SECRETS).sort());
});

test.each(['postgresql://user:password@host.example.org:5432/name', 'METRICS_TOKEN=', 'FIELD_KEYS=none', 'eyJhbGciOi'])(
  'what only looks like one is none: %s',
  (text) => {
    expect(secretsIn(text)).toEqual([]);
  },
);
