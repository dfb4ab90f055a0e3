import { EXIT, UsageError } from '../../src/cli/command';
import { runCommand } from '../../src/cli/commands';
import { policyPack } from '../../src/domain/policy/policies';
import type { Storage } from '../../src/stores';
import type { Ran } from './run-cli';

/** The operator's command on stores that are open: for tests of many commands, since each process takes seconds to start. */
export const runHere = (storage: Storage, ...args: string[]): Promise<Ran> =>
  runHereAt(async () => Date.now(), storage, ...args);

/** The same with a database whose clock says another time than this machine's. */
export async function runHereAt(time: () => Promise<number>, storage: Storage, ...args: string[]): Promise<Ran> {
  let [said, warned] = ['', ''];
  const around = {
    say: (text: string) => void (said += `${text}\n`),
    warn: (text: string) => void (warned += `${text}\n`),
    policies: async () => policyPack,
    fieldKeys: async () => null,
    withStorage: <T>(work: (storage: Storage, time: () => Promise<number>) => Promise<T>) => work(storage, time),
    withDatabase: () => Promise.reject(new Error('there are only stores here')),
  };
  try {
    return { code: await runCommand(args, around), said, warned };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { code: EXIT.usage, said, warned: error.says };
  }
}
