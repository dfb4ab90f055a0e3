import type { OneUploads } from '../../records/one/one-uploads';
import type { Command } from '../actions';
import { madeInWords, oneUploadCard } from '../views/one-upload';
import { handedOut, type HandoutDeps } from './handouts';
import { privately } from './shown';

/** What waits for Capita One, and what it answered; or a file that was made, once more. */
export const oneUploadCommand = (deps: HandoutDeps & { readonly oneUploads: OneUploads }): Command => ({
  id: 'one-upload',
  usage: 'one upload',
  helps:
    'Make the file for Capita One: what is new, changed or closed since the last one. See what One answered. Or say “one upload 2” for that one once more.',
  pattern: /^(?:the )?(?:capita )?one(?: uploads?)?(?: (?:number |no\.? ?)?(\d{1,6}))?$/i,
  needs: 'upload-to-one',
  async run({ person }, match) {
    const { oneUploads } = deps;
    if (match[1] === undefined)
      return privately(oneUploadCard(await oneUploads.look(person)), 'The upload to Capita One');
    const made = await oneUploads.made(person, Number(match[1]));
    const { number, everything } = made;
    return handedOut(person, { kind: 'one-upload', number, everything }, deps, madeInWords(made));
  },
});
