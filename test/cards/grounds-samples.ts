import type { CaseView } from '../../src/casework/casework';
import type { Place } from '../../src/domain/case/place';
import { createPages } from '../../src/teams/pages';
import { shownCase } from '../../src/teams/shown-case';
import type { CardSpec } from '../../src/teams/turn';
import { moreCard } from '../../src/teams/views/more';
import { answersFor } from '../builders/ends-of-a-pack';
import { aRemovalDecision } from '../builders/removal';
import { aTurn } from '../builders/turn';
import { aWorld } from '../casework/world';
import type { Sample } from './sample';
import type { Words } from './words';

/** Grounds beside an absence without a break, and where the child has to be known to be before the name may go. */
const GROUNDS: readonly (readonly [letter: string, where: Place | null, details: Readonly<Record<string, string>>])[] =
  [
    ['a', 'other-school', { school: 'Sample Primary', sector: 'state', 'registered-on': '2026-04-30' }],
    ['d', null, {}],
    ['g', 'other-authority', { authority: 'Leeds', address: '12 Sample Terrace, Leeds', 'moved-on': '2026-04-25' }],
    ['k', null, {}],
    ['l', null, {}],
    ['o', null, {}],
  ];

/** What a school sees from the gate to the day on which the name is gone, ground by ground. */
export async function groundsSamples(words: Words): Promise<Sample[]> {
  const made: Sample[] = [];
  for (const ground of GROUNDS) made.push(...(await onGround(ground, words)));
  return made;
}

async function onGround([letter, where, details]: (typeof GROUNDS)[number], words: Words): Promise<Sample[]> {
  const made: Sample[] = [];
  const add = (name: string, card: CardSpec) => void made.push({ name: `${name}-ground-${letter}`, card });
  const { casework, people, storage, clock, report, at } = await aWorld();
  const deps = { casework, storage, clock };
  const pages = new Map(createPages(deps).map((one) => [one.id, one]));
  const dateOfBirth = letter === 'l' ? '2009-03-09' : '2016-03-09';
  const { reference } = (await report({ pupil: { forename: words.forename, surname: words.surname, dateOfBirth } }))
    .case;
  const show = async (name: string, id: string, person = people.head) =>
    add(`page-${name}`, await pages.get(id)!.show(aTurn(person, clock.now()), { case: reference, ground: letter }));
  const shown = async (name: string, view: CaseView, person = people.lead) =>
    add(`case-${name}`, await shownCase(view, aTurn(person, clock.now()), deps));
  const said = (text: string) => words.text(text) || '-';

  at('2026-04-30', '09:00');
  if (where) {
    const located = { where, on: '2026-04-30', by: said('The aunt'), details, note: words.text('She rang.') } as const;
    await casework.outcomes.locate(people.officer, reference, located, []);
  }
  await show('gate', 'removal-gate');
  await show('decide', 'removal-decide');
  const { policy } = await casework.see(people.head, reference);
  const decided = await casework.removal.decide(
    people.head,
    reference,
    aRemovalDecision({
      ground: letter,
      ...{ answers: answersFor(policy, letter), offRollOn: '2026-04-30', reasons: said('It is confirmed.') },
    }),
  );
  await shown('decided', decided);
  await show('return', 'return-sent', people.lead);
  const notKnown = said('The new address: the family was asked on 29 April and has not answered.');
  await casework.removal.recordReturn(people.lead, reference, {
    ...{ on: '2026-04-30', reference: words.text('DR 17'), notKnown },
  });
  await show('delete', 'delete-name', people.lead);
  const deleted = await casework.removal.recordDeletion(people.lead, reference, false);
  await shown('deleted', deleted);
  await shown('deleted-officer', deleted, people.officer);
  add('more-deleted', moreCard(deleted, people.lead));
  if (deleted.assessment.removal.steps.length > 0) await show('step', 'removal-step', people.lead);
  return made;
}
