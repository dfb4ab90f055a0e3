// npm run review: what is known by now of the packages that go out with the bot. Asks npm's registry, and where it does not
// answer says that the review did not run. The exit code is 1 where something is known to be dangerous.
// Plain JavaScript for Node 20: continuous integration runs it before anything is installed.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const DANGEROUS = ['high', 'critical'];
const QUICKLY = '--fetch-retries=0 --fetch-timeout=30000';

/** What npm answers as JSON; null where it got no answer. */
function asked(what) {
  const { stdout } = spawnSync(`npm ${what} --json ${QUICKLY}`, { cwd: root, shell: true, encoding: 'utf8' });
  try {
    const answer = JSON.parse(stdout || '{}');
    return answer.error || answer.message ? null : answer;
  } catch {
    return null;
  }
}

const notRun = (what) => console.log(`${what}: did not run, since the registry did not answer.`);

function known() {
  const audit = asked('audit --omit=dev');
  if (!audit?.vulnerabilities) {
    notRun('Known weaknesses');
    return 0;
  }
  const all = Object.values(audit.vulnerabilities);
  for (const { name, severity, via } of all) {
    const titles = via.map((one) => one.title ?? `through ${one}`);
    console.log(`Known weaknesses: ${name}, ${severity}: ${[...new Set(titles)].join('; ')}`);
  }
  if (all.length === 0) console.log('Known weaknesses: none.');
  return all.some(({ severity }) => DANGEROUS.includes(severity)) ? 1 : 0;
}

function newer() {
  const outdated = asked('outdated');
  if (!outdated) return notRun('Newer versions');
  const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const names = Object.keys(outdated).filter((name) => name in dependencies);
  for (const name of names)
    console.log(`Newer versions: ${name} ${dependencies[name]}, there is ${outdated[name].latest}`);
  if (names.length === 0) console.log('Newer versions: none.');
}

process.exitCode = known();
newer();
