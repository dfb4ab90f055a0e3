import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Template } from 'adaptivecards-templating';

/** `cards/` at the top of the project; the same way up from `src` and from `dist`. */
export const CARDS = path.join(__dirname, '../../../cards');

export type Templates = ReadonlyMap<string, Template>;

let ours: Templates | undefined;

/** Reads and compiles every card once a process; a card that is not JSON stops the start and names its file. */
export const loadTemplates = (folder = CARDS): Templates =>
  folder === CARDS ? (ours ??= templatesIn(folder)) : templatesIn(folder);

function templatesIn(folder: string): Templates {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return new Map(files.map((file) => [path.basename(file, '.json'), compile(path.join(folder, file))]));
}

function compile(file: string): Template {
  try {
    return new Template(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Error(`The card ${path.basename(file)} cannot be read`, { cause: error });
  }
}
