// Types, lint and formatting, side by side: what each says comes out whole, and all of them are waited for.
import { spawn } from 'node:child_process';

const CHECKS = ['typecheck', 'lint', 'format:check'];

/** Whether it found nothing. */
const passes = (check) =>
  new Promise((resolve) => {
    const run = spawn(`npm run --silent ${check}`, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = [];
    for (const stream of [run.stdout, run.stderr]) stream.on('data', (part) => said.push(part));
    run.once('error', (error) => said.push(Buffer.from(`${error}\n`)));
    run.once('close', (status) => {
      process.stdout.write(Buffer.concat(said));
      if (status !== 0) console.error(`npm run ${check} found something to mend.`);
      resolve(status === 0);
    });
  });

const all = await Promise.all(CHECKS.map(passes));
process.exitCode = all.every(Boolean) ? 0 : 1;
