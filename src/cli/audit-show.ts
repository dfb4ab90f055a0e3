import { parseArgs } from 'node:util';
import { readReference } from '../casework/reference';
import type { Case } from '../domain/case/case';
import { inOneSentence } from '../records/audit/history';
import { operatorNote } from '../records/audit/operator-note';
import type { Storage } from '../stores';
import { EXIT, UsageError, type CliCommand } from './command';
import { nowFor } from './now';
import { theCase } from './the-case';

const PAGE = 500;

/** Who did what to a case, and who saw it: names of people and of fields, and of the child nothing. */
export const auditShow: CliCommand = {
  name: 'audit show',
  takes: 'REFERENCE [--authority CODE]',
  helps: 'Who recorded what on a case, who saw it, and who was refused, in the order in which it was; this look too.',
  async run(args, around) {
    const { reference, authority } = asked(args);
    return around.withStorage(async (storage, time) => {
      const shown =
        (await onceThere(reference, authority, storage)) ?? (await theCase(reference, authority, storage, around));
      if (!shown) return EXIT.refused;
      const note = operatorNote('audit-show', shown.authority, await nowFor(storage, time));
      // Before a line of it: what cannot be put on the trail is not shown.
      await storage.audit.add({ ...note, outcome: 'read', cases: [shown.id] });
      let entries = 0;
      for await (const line of linesOf(shown, storage)) {
        entries += 1;
        around.say(line);
      }
      around.say(`${entries} ${entries === 1 ? 'entry' : 'entries'} on case ${reference}.`);
      return EXIT.done;
    });
  },
};

type Named = Pick<Case, 'id' | 'authority'>;

/** A case that was deleted when its time was over. Of one that is there, and had the same reference, nobody asks here. */
async function onceThere(
  reference: string,
  only: string | null,
  { audit, cases, directory }: Storage,
): Promise<Named | null> {
  const codes = only === null ? (await directory.authorities()).map(({ code }) => code) : [only];
  for (const authority of codes) if (await cases.byReference(authority, reference)) return null;
  const stones = await Promise.all(codes.map((authority) => audit.tombstone(authority, reference)));
  const [stone] = stones.filter((one) => one !== null);
  return stone ? { id: stone.cases[0]!, authority: stone.authority } : null;
}

async function* linesOf({ id, authority }: Named, { audit, directory }: Storage): AsyncGenerator<string> {
  let after = 0;
  for (;;) {
    const page = await audit.pageOfCase(authority, id, after, PAGE);
    const ids = [...new Set(page.flatMap(({ person }) => person ?? []))];
    const names = new Map((await directory.people(ids)).map((person) => [person.id, person.name]));
    for (const entry of page) yield inOneSentence(entry, (person) => names.get(person) ?? person);
    after = page.at(-1)?.seq ?? after;
    if (page.length < PAGE) return;
  }
}

function asked(args: readonly string[]) {
  const wrong = new UsageError(`It is written: ${auditShow.name} ${auditShow.takes}`);
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options: { authority: { type: 'string' } }, allowPositionals: true });
  } catch {
    throw wrong;
  }
  const [typed, ...more] = parsed.positionals;
  const reference = typed === undefined || more.length > 0 ? null : readReference(typed);
  if (reference === null) throw wrong;
  return { reference, authority: parsed.values.authority ?? null };
}
