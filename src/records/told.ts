import type { CaseView } from '../casework/casework';
import type { ShownFact } from '../casework/shown-facts';
import type { Terms, Told } from '../casework/told/terms';
import { told as toldOf } from '../casework/told/told';
import { sentences, type People } from './words';

/** One fact in full: on paper nothing that people wrote is cut short. */
export const told = (
  fact: ShownFact,
  view: Pick<CaseView, 'policy' | 'packs' | 'authority'> & Pick<Terms, 'case'>,
  people: People,
): string => inFull(toldOf(fact, { ...view, nameOf: (person) => people.get(person)?.name ?? null }));

export const inFull = ({ says, inFull: rest }: Told): string => sentences(...says, ...rest);
