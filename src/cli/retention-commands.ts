import { parseArgs } from 'node:util';
import type { LocalDate } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import { confirmationOf, isEmpty } from '../records/retention/confirmation';
import { deleteDue } from '../records/retention/delete';
import { previewOf, type Preview } from '../records/retention/preview';
import { previewInWords, WHAT_OUTLIVES } from '../records/retention/preview-in-words';
import { deleteUnfinished } from '../records/retention/unfinished';
import { count } from '../records/words';
import type { Storage } from '../stores';
import { dateOf } from './a-date';
import { EXIT, UsageError, type CliCommand, type Surroundings } from './command';
import { nowFor } from './now';

/** What would be deleted, and why. Whoever reads it decides: nothing is ever deleted by itself. */
export const preview: CliCommand = {
  name: 'retention preview',
  takes: '[--on DATE] [--authority CODE]',
  helps:
    'Which closed cases and unfinished reports have been kept long enough, since when and by which rule, and which are on hold; changes nothing.',
  async run(args, around) {
    const asked = parsed(args, preview, { on: { type: 'string' }, authority: { type: 'string' } });
    const day = dateOf(asked.on);
    return around.withStorage(async (storage, time) => {
      const today = londonDate(await nowFor(storage, time));
      const previews = await previewsOn(day ?? today, asked.authority, storage, around);
      if (!previews) return EXIT.refused;
      for (const one of previews) {
        for (const line of previewInWords(one)) around.say(line);
      }
      if (isEmpty(previews)) return EXIT.done;
      for (const line of WHAT_OUTLIVES) around.say(line);
      around.say(
        day !== null && day > today
          ? 'That day is still to come, so nothing of it can be deleted yet.'
          : `To delete these and no others: retention delete --confirm ${confirmationOf(previews)}${forThe(asked.authority)}`,
      );
      return EXIT.done;
    });
  },
};

const forThe = (authority: string | undefined): string => (authority ? ` --authority ${authority}` : '');

export const remove: CliCommand = {
  name: 'retention delete',
  takes: '--confirm HASH [--authority CODE]',
  helps: 'Deletes for good what the preview showed, and leaves a tombstone of each case on the audit trail.',
  async run(args, around) {
    const { confirm, authority } = parsed(args, remove, { confirm: { type: 'string' }, authority: { type: 'string' } });
    if (!confirm) throw new UsageError(`It is written: ${remove.name} ${remove.takes}. The preview prints the hash.`);
    return around.withStorage(async (storage, time) => {
      const now = await nowFor(storage, time);
      const previews = await previewsOn(londonDate(now), authority, storage, around);
      if (!previews) return EXIT.refused;
      if (isEmpty(previews) || confirm !== confirmationOf(previews)) {
        around.warn('What is due today is not what that preview showed. Nothing was deleted. Look at a new preview.');
        return EXIT.refused;
      }
      let [deleted, reports, left] = [0, 0, 0];
      for (const one of previews) {
        for await (const { reference, done } of deleteDue(one, now, storage)) {
          if (done) deleted += 1;
          else left += 1;
          if (!done) around.warn(`${reference}: somebody has just written on it. It was left alone.`);
        }
        for await (const { id, done } of deleteUnfinished(one.unfinished, one.authority.code, now, storage)) {
          if (done) reports += 1;
          else left += 1;
          if (!done) around.warn(`Unfinished report ${id}: somebody has just gone on with it. It was left alone.`);
        }
      }
      around.say(`${deleted} ${deleted === 1 ? 'case was' : 'cases were'} deleted.`);
      if (reports > 0) around.say(`${count(reports, 'unfinished report')} deleted too.`);
      return left > 0 ? EXIT.refused : EXIT.done;
    });
  },
};

/** Of one authority or of all; null, and said so, where there is no such authority. */
async function previewsOn(
  day: LocalDate,
  only: string | undefined,
  storage: Storage,
  around: Surroundings,
): Promise<Preview[] | null> {
  const all = (await storage.directory.authorities()).filter(({ code }) => only === undefined || code === only);
  if (only !== undefined && all.length === 0) {
    around.warn(`There is no authority ${only}.`);
    return null;
  }
  const policies = await around.policies();
  const previews: Preview[] = [];
  for (const authority of all) previews.push(await previewOf(authority, day, storage, policies));
  return previews;
}

type Options = Readonly<Record<string, { readonly type: 'string' }>>;

function parsed<O extends Options>(args: readonly string[], { name, takes }: CliCommand, options: O) {
  try {
    return parseArgs({ args: [...args], options }).values as { readonly [K in keyof O]?: string };
  } catch {
    throw new UsageError(`It is written: ${name} ${takes}`);
  }
}
