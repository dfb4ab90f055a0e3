import { EXIT, UsageError, type CliCommand, type Surroundings } from './command';
import { auditCommands } from './audit-commands';
import { backupCommands } from './backup-commands';
import { databaseRoles } from './database-roles';
import { deliveriesExport } from './deliveries-export';
import { importCommands } from './import-commands';
import { keysCommands } from './keys-commands';
import { holdCommand } from './legal-hold';
import { policyCheck, policyDiff } from './policy-check';
import { retentionCommands } from './retention-commands';
import { subjectAccessCommand } from './subject-access';

const COMMANDS: readonly CliCommand[] = [
  ...importCommands,
  policyCheck,
  policyDiff,
  deliveriesExport,
  ...auditCommands,
  ...retentionCommands,
  holdCommand,
  subjectAccessCommand,
  ...keysCommands,
  ...backupCommands,
  databaseRoles,
];

const HELP = [
  'The operator’s commands:',
  ...COMMANDS.flatMap(({ name, takes, helps }) => ['', `  npm run cli -- ${name} ${takes}`, `      ${helps}`]),
  '',
  'They work on the database at DATABASE_URL, or on the embedded one in DATA_DIR (data) while the bot is stopped.',
].join('\n');

/** Finds and runs what was typed; the answer is the exit code. Throws `UsageError`. */
export async function runCommand(typed: readonly string[], around: Surroundings): Promise<number> {
  if (typed.length === 0 || ['help', '--help', '-h'].includes(typed[0]!)) {
    around.say(HELP);
    return typed.length === 0 ? EXIT.usage : EXIT.done;
  }
  const command = COMMANDS.find(({ name }) => name === typed.slice(0, wordsOf(name)).join(' '));
  if (command === undefined) throw new UsageError(`There is no command "${typed.join(' ')}".\n\n${HELP}`);
  return command.run(typed.slice(wordsOf(command.name)), around);
}

const wordsOf = (name: string): number => name.split(' ').length;
