import { loadPolicy, PolicyError } from '../domain/policy/policies';
import { differences } from '../domain/policy/differences';
import type { PolicyPack } from '../domain/policy/pack';
import { EXIT, onlyFile, UsageError, type CliCommand } from './command';
import { readText } from './read-text';

/** Tells an author of a policy pack everything that is wrong with it, by its place in the file. */
export const policyCheck: CliCommand = {
  name: 'policy check',
  takes: 'FILE.json',
  helps: 'Whether a policy pack can be used, and if not everything that is wrong with it.',
  async run(args, around) {
    const file = onlyFile(args, policyCheck);
    const text = await readText(file);
    try {
      const pack = loadPolicy(JSON.parse(text));
      around.say(
        `${pack.title} (${pack.id}) can be used from ${pack.startsOn}: ` +
          `${pack.checklist.length} checklist items, ${pack.stages.length} stages, ${pack.alerts.length} alerts.`,
      );
      for (const line of summaryOf(pack)) around.say(line);
      return EXIT.done;
    } catch (error) {
      const problems = problemsOf(error);
      for (const says of problems) around.warn(says);
      around.warn(
        `${file} cannot be used as it is: ${problems.length} ${problems.length === 1 ? 'mistake' : 'mistakes'}.`,
      );
      return EXIT.refused;
    }
  },
};

function problemsOf(error: unknown): string[] {
  if (error instanceof SyntaxError) return [`This is not JSON: ${error.message}.`];
  if (error instanceof PolicyError) return error.problems.map(({ path, says }) => `${path}: ${says}`);
  throw error;
}

/** Who has to do what by when, and who is told how often: enough to see at a glance whether it is what was meant. */
function summaryOf({ checklist, alerts }: PolicyPack): string[] {
  const owners = [...new Set(checklist.map(({ owner }) => owner))];
  const told = [...new Set(alerts.flatMap(({ to }) => to))];
  return [
    ...owners.map((owner) => {
      const steps = checklist.filter((item) => item.owner === owner);
      const when = ({ dueDay, dueAfter }: (typeof steps)[number]) =>
        dueDay !== null
          ? `Day ${dueDay}`
          : dueAfter
            ? `${dueAfter.workingDays} working days after ${dueAfter.item}`
            : 'no fixed day';
      return `${owner} owes ${steps.map((item) => `${item.id} (${when(item)})`).join(', ')}`;
    }),
    ...told.map((role) => `${role} gets ${alerts.filter(({ to }) => to.includes(role)).length} kinds of alert`),
  ];
}

/** What a new pack changes, for those who have to agree to it. */
export const policyDiff: CliCommand = {
  name: 'policy diff',
  takes: 'FILE.json FILE.json',
  helps: 'What the second policy pack says otherwise than the first, by its place in the file.',
  async run(args, around) {
    const [first, second, ...more] = args;
    if (!first || !second || more.length > 0)
      throw new UsageError(`It is written: ${policyDiff.name} ${policyDiff.takes}`);
    try {
      const read = async (file: string) => loadPolicy(JSON.parse(await readText(file)));
      const [before, after] = await Promise.all([read(first), read(second)]);
      const found = differences(before, after);
      for (const { path, says } of found) around.say(`${path}: ${says}`);
      around.say(found.length === 0 ? 'The two say the same.' : `${found.length} differences.`);
      return EXIT.done;
    } catch (error) {
      for (const says of problemsOf(error)) around.warn(says);
      around.warn('Only packs that can be used are compared: run policy check on each.');
      return EXIT.refused;
    }
  },
};
