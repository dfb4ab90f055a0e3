import type { CaseView } from '../../casework/casework';
import { absenceToldBesides, pupilToldBesides } from '../../casework/told/told-besides';
import type { FactKind } from '../../domain/case/fact';
import { ofThisChild } from '../../domain/case/moved';
import { asOf } from '../../domain/case/pupil-on';
import type { FactOf } from '../../domain/case/reading';
import { capital } from '../../letters';
import { section, type Section } from './section';
import { short } from './words';

/** What was typed in other reports and is not on record so, until somebody has put the details right since. */
export function alsoToldSections({ case: { facts }, policy, assessment: { asOf: today } }: CaseView): Section[] {
  const here = ofThisChild(facts);
  const since = (kind: FactKind) => here.slice(here.findLastIndex((fact) => fact.kind === kind) + 1);
  const isAlsoTold = (fact: (typeof here)[number]): fact is FactOf<'also-told'> => fact.kind === 'also-told';
  const pupil = since('pupil-described')
    .filter(isAlsoTold)
    .flatMap((fact) => pupilToldBesides(asOf(fact, today)));
  const absences = since('absence-described')
    .filter(isAlsoTold)
    .flatMap(({ absence }) => absence ?? []);
  const said: readonly (readonly [string, string])[] = [
    ...pupil,
    ...absences.map((absence) => ['Absence', absenceToldBesides(absence, policy).map(capital).join('. ')] as const),
  ];
  const byName = Map.groupBy(said, ([name]) => name);
  const inWords = (all: typeof said) => short([...new Set(all.map(([, value]) => value))].join('; '), 500);
  const lines = [...byName].map(([name, all]) => [name, inWords(all)] as const);
  return lines.length > 0 ? [section('Said in another report as well', Object.fromEntries(lines))] : [];
}
