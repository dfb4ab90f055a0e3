import { loadPolicy, PolicyError } from '../domain/policy/policies';
import { EXIT, onlyFile, type CliCommand } from './command';
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
