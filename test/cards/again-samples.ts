import { randomUUID } from 'node:crypto';
import type { Triage } from '../../src/domain/case/fact';
import { createPages } from '../../src/teams/pages';
import { typedPupil } from '../../src/teams/pages/report/pupil-fields';
import { shownCase } from '../../src/teams/shown-case';
import type { CardSpec, PageArgs } from '../../src/teams/turn';
import { aPupil, anAbsence, atRisk, noRisk } from '../builders/case';
import { aTurn } from '../builders/turn';
import { aWorld } from '../casework/world';
import { anAlert } from './an-alert';
import type { Sample } from './sample';
import type { Words } from './words';

/** A pupil who was back is reported again, and details are typed that are those of another case of the school. */
export async function againSamples(words: Words): Promise<Sample[]> {
  const made: Sample[] = [];
  const add = (name: string, card: CardSpec) => void made.push({ name, card });
  const { casework, people, storage, clock, at } = await aWorld();
  const deps = { casework, storage, clock };
  const pages = new Map(createPages(deps).map((one) => [one.id, one]));
  const turn = (person = people.lead) => aTurn(person, clock.now());
  const rowan = aPupil({ forename: words.forename, surname: words.surname });
  const report = async (triage: Triage, pupil = rowan, absence = anAbsence()) =>
    (await casework.report(people.lead, { draftId: randomUUID(), triage, pupil, absence })).view;
  const note = words.text('A neighbour saw the family leave');

  const { reference } = (await report(noRisk)).case;
  at('2026-04-29', '09:00');
  const present = { code: '/', from: '2026-04-29', to: null, note: '' } as const;
  await casework.markAttendance(people.lead, reference, present);
  at('2026-05-06', '09:00');
  const gone = anAbsence({ lastAttended: '2026-05-01', firstDayMissed: '2026-05-05', note });
  const again = await report(noRisk, rowan, gone);
  add(
    'alert-missing-again',
    anAlert(again, people.officer, ({ trigger }) => trigger.kind === 'missing-again'),
  );
  add('case-missing-again', await shownCase(again, turn(), deps, 'missing-again'));
  at('2026-05-07', '09:00');
  const risk = await report({ ...atRisk, note });
  for (const [to, id] of [
    ['officer', 'at-risk-report'],
    ['safeguarding', 'at-risk-school'],
  ] as const)
    add(
      `alert-reported-again-${to}`,
      anAlert(risk, people[to], (rule) => rule.id === id),
    );
  add('case-reported-again', await shownCase(risk, turn(people.officer), deps));

  const robin = aPupil({ ...rowan, forename: 'Robin', dateOfBirth: '2015-07-01', upn: 'R341999926002' });
  const other = (await report(noRisk, robin)).case.reference;
  const whoseIs = async (id: string, args: PageArgs, typed: typeof robin) => {
    const asked = await pages.get(id)!.submit(turn(), args, typed);
    if (asked.kind !== 'again') throw new Error(`${id} asks nothing`);
    return pages.get(id)!.show(turn(), { ...args, ...asked.args }, { typed: typedPupil(typed), errors: asked.errors });
  };
  add('page-correct-same-child', await whoseIs('correct-pupil', { case: reference }, { ...robin, upn: null }));
  add('page-correct-whose-upn', await whoseIs('correct-pupil', { case: reference }, { ...rowan, upn: robin.upn }));
  const joined = await casework.describePupil(people.lead, reference, robin, other);
  add('case-same-child', await shownCase(joined.view, turn(), deps, 'merged'));
  return made;
}
