import { parseArgs } from 'node:util';
import { importAnswers } from '../records/one/import-answers';
import { onlyFile, UsageError, type CliCommand } from './command';
import { importFile } from './import-commands';

/**
 * The upload is named, and not taken to be the last one: an older file read in again would else say of the last upload
 * what One said of another.
 */
export const oneAnswers: CliCommand = {
  name: 'one answers',
  takes: 'FILE.csv --authority CODE --upload NUMBER [--same]',
  helps: 'What Capita One answered to an upload, line by line. The number of the upload is in the name of its file.',
  async run(args, around) {
    const { file, ...upload } = asked(args);
    return importFile(file, around, 'answers-of-one', (storage, text, now, policies) =>
      importAnswers(storage, text, upload, now, policies),
    );
  },
};

function asked(args: readonly string[]) {
  const wrong = new UsageError(`It is written: ${oneAnswers.name} ${oneAnswers.takes}`);
  try {
    const options = { authority: { type: 'string' }, upload: { type: 'string' }, same: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const number = /^\d{1,6}$/.test(values.upload ?? '') ? Number(values.upload) : null;
    if (values.authority === undefined || number === null) throw wrong;
    return { file: onlyFile(positionals, oneAnswers), authority: values.authority, number, same: values.same ?? false };
  } catch {
    throw wrong;
  }
}
