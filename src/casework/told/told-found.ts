import { inWords } from '../../domain/calendar/date';
import { lower } from '../../letters';
import type { Shown } from '../shown-facts';
import { answersInWords } from './policy-words';
import { named, tell, type Telling } from './terms';

/** Where the child was seen or found, and what was done about it. */
export const TOLD_OF_FINDING = {
  seen: ({ sighting: { on, where, by, note } }: Shown<'seen'>) =>
    tell([`seen on ${inWords(on)}${where === 'at-school' ? ', at school' : ''}`, named('by', by), note]),
  located: ({ located: { where, on, by, details, note } }: Shown<'located'>, { then }: Telling) => {
    const place = then.found.places.find(({ id }) => id === where);
    return tell(
      [`found on ${inWords(on)}: ${lower(place?.title ?? where)}`, named('told by', by), note],
      answersInWords(details, place?.asks ?? []),
    );
  },
  'location-step': ({ followUp: { step, answer, on, who, note } }: Shown<'location-step'>, { then }: Telling) => {
    const known = then.found.steps.find(({ id }) => id === step);
    const label = known?.answers.find(({ id }) => id === answer)?.label ?? answer;
    return tell([`${known?.title ?? step}: ${lower(label)}`, `${who}, ${inWords(on)}`, note]);
  },
  'death-told': ({ told: { by, known, on } }: Shown<'death-told'>) =>
    tell(['the child has died', named('told by', by), on ? `on ${inWords(on)}` : ''], [known]),
  'death-withdrawn': ({ reason }: Shown<'death-withdrawn'>) => tell(['the child has not died: said in error', reason]),
  'location-withdrawn': ({ reason }: Shown<'location-withdrawn'>) => tell(['the child is not there after all', reason]),
};
