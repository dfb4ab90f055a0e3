// npm run review: what is known by now of the packages that go out with the bot. Asks npm's registry, and where it does not
// answer says that the review did not run. The exit code is 3 where something is known to be dangerous, and 1 where the
// review itself is broken: continuous integration goes on after the one, which somebody reads, and not after the other.
// Plain JavaScript for Node 20: continuous integration runs it before anything is installed.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const DANGEROUS = ['high', 'critical'];
const FOUND_DANGEROUS = 3;
/** What npm says where its registry could not be asked, or answered something that is no answer. */
const OF_THE_NETWORK =
  /^(E\d{3}|ENOTFOUND|EAI_\w+|ECONN\w+|ETIMEDOUT|E(HOST|NET)UNREACH|ERR_SOCKET_\w+|FETCH_ERROR|\w*CERT\w*)$/;
const QUICKLY = '--fetch-retries=0 --fetch-timeout=30000';

/** What npm answers as JSON; null where it got no answer. Throws where it could not even ask. */
function asked(what) {
  const { status, stdout } = spawnSync(`npm ${what} --json ${QUICKLY}`, { cwd: root, shell: true, encoding: 'utf8' });
  if (stdout === '' && status !== 0) throw new Error(`npm ${what} says nothing, and ends with ${status}`);
  const answer = JSON.parse(stdout || '{}');
  const code = answer.error?.code;
  if (code !== undefined && !OF_THE_NETWORK.test(code)) throw new Error(`npm ${what} ends with ${code}`);
  return answer.error || answer.message ? null : answer;
}

const notRun = (what) => console.log(`${what}: did not run, since the registry did not answer.`);

function known() {
  const audit = asked('audit --omit=dev');
  if (!audit) {
    notRun('Known weaknesses');
    return 0;
  }
  const all = Object.values(audit.vulnerabilities);
  for (const { name, severity, via } of all) {
    const titles = via.map((one) => one.title ?? `through ${one}`);
    console.log(`Known weaknesses: ${name}, ${severity}: ${[...new Set(titles)].join('; ')}`);
  }
  if (all.length === 0) console.log('Known weaknesses: none.');
  return all.some(({ severity }) => DANGEROUS.includes(severity)) ? FOUND_DANGEROUS : 0;
}

/**
 * `npm outdated` leaves out what the registry says that it has not, or does not give out (404 and 403), and ends well: where
 * that is everything, nothing is newer, and nobody was answered. So one package is asked for by its name.
 */
const isAnswered = (name) =>
  spawnSync(`npm view ${name} version --json ${QUICKLY}`, { cwd: root, shell: true }).status === 0;

function newer() {
  const outdated = asked('outdated');
  if (!outdated) return notRun('Newer versions');
  const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const names = Object.keys(outdated).filter((name) => name in dependencies);
  if (names.length === 0 && !isAnswered(Object.keys(dependencies)[0]))
    return console.log('Newer versions: could not ask, since the registry gives out none of the packages.');
  for (const name of names)
    console.log(`Newer versions: ${name} ${dependencies[name]}, there is ${outdated[name].latest}`);
  if (names.length === 0) console.log('Newer versions: none.');
}

process.exitCode = known();
newer();
