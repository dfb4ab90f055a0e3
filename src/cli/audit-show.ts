import { parseArgs } from 'node:util';
import { readReference } from '../casework/reference';
import type { Case } from '../domain/case/case';
import { inOneSentence } from '../records/audit/history';
import type { Storage } from '../stores';
import { EXIT, UsageError, type CliCommand } from './command';

const PAGE = 500;

/** Who did what to a case, and who saw it: names of people and of fields, and of the child nothing. */
export const auditShow: CliCommand = {
  name: 'audit show',
  takes: 'REFERENCE [--authority CODE]',
  helps: 'Who recorded what on a case, who saw it, and who was refused, in the order in which it was.',
  async run(args, around) {
    const { reference, authority } = asked(args);
    return around.withStorage(async (storage) => {
      const [theCase, ...others] = await casesOf(reference, authority, storage);
      if (!theCase || others.length > 0) {
        around.warn(
          theCase
            ? `More than one authority has a case ${reference}: say which with --authority CODE.`
            : `There is no case ${reference}.`,
        );
        return EXIT.refused;
      }
      let entries = 0;
      for await (const line of linesOf(theCase, storage)) {
        entries += 1;
        around.say(line);
      }
      around.say(`${entries} ${entries === 1 ? 'entry' : 'entries'} on case ${theCase.reference}.`);
      return EXIT.done;
    });
  },
};

async function casesOf(reference: string, only: string | null, { cases, directory }: Storage): Promise<Case[]> {
  const codes = only === null ? (await directory.authorities()).map(({ code }) => code) : [only];
  const found = await Promise.all(codes.map((code) => cases.byReference(code, reference)));
  return found.filter((one) => one !== null);
}

async function* linesOf({ id, authority }: Case, { audit, directory }: Storage): AsyncGenerator<string> {
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
