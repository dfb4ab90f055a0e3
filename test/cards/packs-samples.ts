import type { Person } from '../../src/people/directory';
import { createPages } from '../../src/teams/pages';
import type { Typed } from '../../src/teams/pages/page';
import { shownCase } from '../../src/teams/shown-case';
import type { CardSpec, PageArgs } from '../../src/teams/turn';
import { alertView } from '../../src/teams/views/alert';
import { checklistCard } from '../../src/teams/views/checklist';
import { myCasesCard } from '../../src/teams/views/my-cases';
import { rulesCard } from '../../src/teams/views/rules';
import { aPupil } from '../builders/case';
import { aDelivery } from '../builders/delivery';
import { withNextYear } from '../builders/policies';
import { aTurn } from '../builders/turn';
import { aWorld } from '../casework/world';
import type { Sample } from './sample';
import type { Words } from './words';

/** How great the risk is, rules that change while a case is open, and another authority's rules. */
export async function packsSamples(words: Words): Promise<Sample[]> {
  const made: Sample[] = [];
  const add = (name: string, card: CardSpec) => void made.push({ name, card });
  const inWorld = async (policy: string) => {
    const policies = withNextYear();
    const world = await aWorld(policy, policies);
    const deps = { ...{ casework: world.casework, storage: world.storage, clock: world.clock }, policies };
    const pages = new Map(createPages(deps).map((one) => [one.id, one]));
    const turn = (person: Person) => aTurn(person, world.clock.now());
    const show = (
      id: string,
      args: PageArgs,
      person: Person,
      again?: { typed: Typed; errors: Record<string, string> },
    ) => pages.get(id)!.show(turn(person), args, again);
    const pupil = { ...aPupil(), forename: words.forename, surname: words.surname };
    return { ...world, deps, turn, show, pupil };
  };

  const { casework, people, deps, turn, show, report, at, pupil, clock } = await inWorld('liverpool');
  const { reference } = (await report({ pupil })).case;
  const args = { case: reference };
  add('rules-of-now', rulesCard(await casework.rules.ofNow(people.manager), people.manager, '2026-04-27'));
  add('page-move-policy-none', await show('move-policy', args, people.manager));
  add('page-tier', await show('tier', args, people.safeguarding));
  const red = await casework.tier.weigh(people.safeguarding, reference, 'red', words.text('Nobody opened') || '-');
  add('case-tier-red', await shownCase(red, turn(people.lead), deps));
  add('my-cases-tier', myCasesCard([red], people.officer));
  const raised = red.case.facts.findLast(({ kind }) => kind === 'tier-set')!;
  const told = aDelivery(
    { caseId: red.case.id, obligation: 'tier-red', occurrence: raised.id, urgent: true },
    clock.now(),
  );
  add('alert-tier-red', alertView(red, told, { recipient: people.officer }));
  const errors = { tier: 'Say how great the risk is.', '': 'Say why the risk is less now.' };
  add('page-tier-wrong', await show('tier', args, people.officer, { typed: { tierReason: words.text('') }, errors }));

  at('2026-05-06', '09:00');
  add('rules-before', rulesCard(await casework.rules.ofNow(people.manager), people.manager, '2026-05-06'));
  add('page-move-policy', await show('move-policy', args, people.manager));
  const moved = await casework.rules.move(people.manager, reference, 'liverpool-2026', words.text('New rules') || '-');
  add('case-moved', await shownCase(moved, turn(people.manager), deps));

  const other = await inWorld('westmere');
  const theirs = (await other.report({ pupil: other.pupil })).case.reference;
  other.at('2026-05-08', '09:00');
  const view = await other.casework.see(other.people.lead, theirs);
  add('case-of-another-authority', await shownCase(view, other.turn(other.people.lead), other.deps));
  add('checklist-of-another-authority', checklistCard(view, other.people.lead, new Map()));
  add('page-check-waits', await other.show('check', { case: theirs, item: 'refer' }, other.people.lead));
  return made;
}
