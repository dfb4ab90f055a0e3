// npm run fuzz: hostile activities, submissions and files for a bot that asks for tokens, and what came of them.
import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startPostgres } from '../databases';
import { asProgram, dist } from '../settings';
import { brokenIn, told } from './figures';
import { fuzz } from './run';

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);

asProgram(async () => {
  const postgres = await startPostgres();
  const files = number('FUZZ_FILES', 3_000);
  const plan = {
    ...{ dist, databaseUrl: postgres.url, files, requests: number('FUZZ_REQUESTS', 97_000) },
    ...{ seed: number('FUZZ_SEED', 1), atOnce: 6, presses: 150 },
  };
  const fuzzed = await fuzz(plan);
  await postgres.stop();
  for (const line of told(fuzzed, plan.seed)) console.log(line);
  if (fuzzed.findings.length > 0) {
    const at = path.join(await mkdtemp(path.join(os.tmpdir(), 'whereabouts-fuzz-')), 'findings.jsonl');
    await writeFile(at, fuzzed.findings.map((finding) => JSON.stringify(finding)).join('\n'));
    console.log(`what was found, with what was sent: ${at}`);
  }
  return brokenIn(fuzzed);
});
