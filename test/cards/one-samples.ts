import { randomUUID } from 'node:crypto';
import { createOneUploads } from '../../src/records/one/create-one-uploads';
import { handoutCard } from '../../src/teams/views/handout';
import { madeInWords, oneUploadCard } from '../../src/teams/views/one-upload';
import { aPupil, anAbsence, noRisk } from '../builders/case';
import { aWorld } from '../casework/world';
import type { Sample } from './sample';
import type { Words } from './words';

/** The upload to Capita One: nothing yet, all of it waiting, answered in every way, and cases that cannot be sent or read. */
export async function oneSamples(words: Words): Promise<Sample[]> {
  const { casework, people, deps, at, storage } = await aWorld();
  const uploads = createOneUploads(deps);
  const made: Sample[] = [];
  const add = async (name: string, unread = 0) =>
    made.push({ name, card: oneUploadCard({ ...(await uploads.look(people.officer)), unread }) });
  const report = async (forename: string, surname: string) => {
    const pupil = aPupil({ forename, surname, upn: null, upnUnknown: 'other' });
    const about = { draftId: randomUUID(), triage: noRisk, pupil, absence: anAbsence() };
    return (await casework.report(people.lead, about)).view.case;
  };
  await add('one-upload-nothing');
  const cases = [];
  for (let n = 0; n < 12; n += 1) cases.push(await report(words.forename, `${words.surname}${n}`));
  await add('one-upload-first');
  await uploads.fetch(people.officer, { number: 1, everything: false }, async () => true);
  await add('one-upload-made');
  const message = words.text('No pupil has this UPN').slice(0, 300);
  const answers = cases.slice(0, 11).map(({ id }, n) => {
    const outcome = n < 10 ? ('refused' as const) : ('taken' as const);
    return [id, { outcome, message: n % 3 === 0 ? '' : message, at: '2026-04-27T08:00:00.000Z' as const }] as const;
  });
  await storage.one.answer(people.officer.authority, 1, new Map(answers));
  at('2026-05-05', '09:00');
  await report(words.forename, ' ');
  await add('one-upload-refused', 2);
  await uploads.fetch(people.manager, { number: 2, everything: true }, async () => true);
  await add('one-upload-everything');
  const earlier = madeInWords(await uploads.made(people.officer, 1));
  made.push({
    name: 'one-upload-earlier',
    card: handoutCard('one-upload', 'https://papers.example/papers/x', earlier),
  });
  return made;
}
