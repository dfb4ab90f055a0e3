import { EXIT, UsageError, type CliCommand, type Surroundings } from './command';

type Load = () => Promise<CliCommand>;

/** By its name. Each is loaded when it is called: the whole bot stands behind them, and of that one needs little. */
const COMMANDS: Readonly<Record<string, Load>> = {
  'import authority': async () => (await import('./import-commands.ts')).authority,
  'import schools': async () => (await import('./import-commands.ts')).schools,
  'import people': async () => (await import('./import-commands.ts')).people,
  'import calendar': async () => (await import('./import-commands.ts')).calendar,
  'one answers': async () => (await import('./one-answers.ts')).oneAnswers,
  withdraw: async () => (await import('./withdraw.ts')).withdrawCommand,
  'policy check': async () => (await import('./policy-check.ts')).policyCheck,
  'policy diff': async () => (await import('./policy-check.ts')).policyDiff,
  'deliveries export': async () => (await import('./deliveries-export.ts')).deliveriesExport,
  'audit verify': async () => (await import('./audit-commands.ts')).auditVerify,
  'audit anchors': async () => (await import('./audit-commands.ts')).auditAnchors,
  'audit show': async () => (await import('./audit-show.ts')).auditShow,
  'retention preview': async () => (await import('./retention-commands.ts')).preview,
  'retention delete': async () => (await import('./retention-commands.ts')).remove,
  hold: async () => (await import('./legal-hold.ts')).holdCommand,
  'subject-access': async () => (await import('./subject-access.ts')).subjectAccessCommand,
  'keys status': async () => (await import('./keys-commands.ts')).status,
  'keys rotate': async () => (await import('./keys-commands.ts')).rotate,
  backup: async () => (await import('./backup-commands.ts')).backup,
  restore: async () => (await import('./backup-commands.ts')).restoring,
  'database roles': async () => (await import('./database-roles.ts')).databaseRoles,
};

/** Each command speaks for itself, and so is loaded for this. */
async function help(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  return [
    'The operator’s commands:',
    ...commands.flatMap(({ name, takes, helps }) => ['', `  npm run cli -- ${name} ${takes}`, `      ${helps}`]),
    '',
    'They work on the database at DATABASE_URL, or on the embedded one in DATA_DIR (data) while the bot is stopped.',
  ].join('\n');
}

/** Finds and runs what was typed; the answer is the exit code. Throws `UsageError`. */
export async function runCommand(typed: readonly string[], around: Surroundings): Promise<number> {
  if (typed.length === 0 || ['help', '--help', '-h'].includes(typed[0]!)) {
    around.say(await help());
    return typed.length === 0 ? EXIT.usage : EXIT.done;
  }
  const name = Object.keys(COMMANDS).find((one) => one === typed.slice(0, wordsOf(one)).join(' '));
  if (name === undefined) throw new UsageError(`There is no command "${typed.join(' ')}".\n\n${await help()}`);
  const command = await COMMANDS[name]!();
  return command.run(typed.slice(wordsOf(name)), around);
}

const wordsOf = (name: string): number => name.split(' ').length;
