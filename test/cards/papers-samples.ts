import { createPapers } from '../../src/records/create-papers';
import { paperPages, paperVerbs } from '../../src/teams/papers';
import type { CardSpec, Reply } from '../../src/teams/turn';
import { EVERY_TENANT } from '../../src/tenants';
import { aTurn } from '../builders/turn';
import { aWorld } from '../casework/world';
import type { Sample } from './sample';
import type { Words } from './words';

/** The cards on which papers are made and fetched. */
export async function papersSamples(words: Words): Promise<Sample[]> {
  const made: Sample[] = [];
  const add = (name: string, card: CardSpec) => void made.push({ name, card });
  const { deps, people, clock, report } = await aWorld();
  const papers = createPapers({ ...deps, serves: EVERY_TENANT });
  const forPapers = { papers, address: () => 'https://whereabouts.example' };
  const verbs = new Map(paperVerbs(forPapers).map((verb) => [verb.id, verb]));
  const turn = aTurn(people.lead, clock.now());
  const press = async (id: string, data: Record<string, string>) => cardOf(await verbs.get(id)!.run(turn, data));
  const { case: theCase } = await report({ pupil: { forename: words.forename, surname: words.surname } });
  const { reference } = theCase;

  add('papers-none', await press('show-papers', { reference }));
  add('paper-ready', await press('make-paper', { reference, kind: 'case-json' }));
  for (let n = 0; n < 9; n += 1) await press('make-paper', { reference, kind: 'case-json' });
  add('papers-made', await press('show-papers', { reference }));
  for (const page of paperPages(forPapers)) {
    const args = { case: reference };
    add(`page-${page.id}`, await page.show(turn, args));
    const again = {
      typed: { newSchool: words.text('1'), newAuthority: words.text('1'), futureAddress: words.text('1') },
      errors: { newSchool: 'Look again.' },
    };
    add(`page-${page.id}-again`, await page.show(turn, args, again));
  }
  const { case: unfinished } = await report({
    pupil: {
      forename: words.forename,
      surname: 'Other',
      upn: null,
      sex: null,
      lastKnownAddress: '',
      dateOfBirth: '2015-01-01',
    },
  });
  const pageOf = (id: string) => paperPages(forPapers).find((one) => one.id === id)!;
  const said = { typed: { notKnown: words.text('1') }, errors: {} };
  add('page-deletion-return-unknown', await pageOf('deletion-return').show(turn, { case: unfinished.reference }, said));
  const page = pageOf('transfer-file');
  const input = { destination: 'lost', newSchool: '', newAuthority: '' };
  const result = await page.submit(turn, { case: unfinished.reference }, input);
  if (result.kind === 'done') add('paper-not-made', result.card);
  return made;
}

function cardOf(reply: Reply): CardSpec {
  if (reply.kind !== 'in-personal-chat') throw new Error(`a paper was answered with ${reply.kind}`);
  return reply.card;
}
