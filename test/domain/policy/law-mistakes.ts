import { byId, type Loose } from '../../builders/policies';
import { without, type Mistake } from './closing-mistakes';

const ground = (pack: Loose, letter: string): Loose => pack['grounds'].find((one: Loose) => one['letter'] === letter);
const condition = (pack: Loose, letter: string, id: string): Loose => byId(ground(pack, letter)['conditions'], id);
const following = (pack: Loose, does: string): Loose => pack['afterRemoval'].find((one: Loose) => one['does'] === does);
const covering = (pack: Loose, about: string): Loose =>
  pack['specialCases'].find((one: Loose) => one['covers'].includes(about));

/** A return that never falls due, falls due too late, or counts other days. */
const LATE_RETURNS: readonly Mistake[] = [
  ...['G', 'O', 'U'].map((code) => (pack: Loose) => {
    pack['clocks'].tenDayReturn.codes = without(pack['clocks'].tenDayReturn.codes, (one: unknown) => one === code);
    return `clocks.tenDayReturn.codes: The law counts days with code ${code} for the return as well. Add it.`;
  }),
  (pack) => {
    Object.assign(pack['returns'].newPupil, { days: 6, schoolDays: 6 });
    return 'returns.newPupil.days: The law wants it by day 5. Give that or fewer.';
  },
  (pack) => {
    pack['returns'].sickness.days = 16;
    return 'returns.sickness.days: The law wants it at 15 school days. Give that or fewer.';
  },
  (pack) => {
    pack['returns'].sickness.code = 'C';
    return 'returns.sickness.code: The law counts days with code I. Give that.';
  },
  (pack) => {
    const item = pack['checklist'].find((one: Loose) => one['when'] === 'reason-unknown');
    item.dueDay = 7;
    return `checklist[${item.id}].dueDay: The reason has to be known, or the code changed, within five school days. `;
  },
];

/** Steps after a deletion that are left out, come too late, or stand in another order. */
const AFTERWARDS: readonly Mistake[] = [
  (pack) => {
    pack['afterRemoval'].reverse();
    return `afterRemoval[${following(pack, 'transfer-file')['id']}]: Has to stand before ${following(pack, 'upload')['id']}: `;
  },
  (pack) => {
    const steps: Loose[] = pack['afterRemoval'];
    const last = steps.splice(steps.indexOf(following(pack, 'leaver')), 1)[0]!;
    steps.push(last);
    return `afterRemoval[${last['id']}]: Has to stand before `;
  },
  (pack) => {
    following(pack, 'transfer-file')['dueSchoolDays'] = 16;
    return `afterRemoval[${following(pack, 'transfer-file')['id']}].dueSchoolDays: The file has to have gone within 15 school days. `;
  },
  (pack) => {
    following(pack, 'upload')['dueSchoolDays'] = 60;
    return `afterRemoval[${following(pack, 'upload')['id']}].dueSchoolDays: The file has to have gone within 15 school days. `;
  },
  (pack) => {
    following(pack, 'copy')['notFor'] = ['i', 'k'];
    return `afterRemoval[${following(pack, 'copy')['id']}].notFor: It follows a deletion on ground i as well. `;
  },
  (pack) => {
    following(pack, 'transfer-file')['when'] = 'not-lost';
    return 'afterRemoval: Nothing with "does": "transfer-file" follows the deletion of a pupil who is lost. Add it.';
  },
];

/** Questions, warnings and confirmations without which a name goes, or a case rests, on less than the law. */
const UNGUARDED: readonly Mistake[] = [
  (pack) => {
    const { needs } = ground(pack, 'f')['conditions'].find((one: Loose) => one['by'] === 'told-answer');
    for (const place of pack['found'].places)
      for (const { choices } of place.asks)
        for (const choice of choices ?? []) if (choice.id === needs) delete choice.inWriting;
    return '].needs: In law only a notice in writing counts. Give the answer that has "inWriting": true.';
  },
  (pack) => {
    const told = ground(pack, 'f')['conditions'].find((one: Loose) => one['by'] === 'told-answer');
    const asked = byId(byId(pack['found'].places, told.place)['asks'], told.field);
    told.needs = asked['choices'].find(({ id }: Loose) => id !== told.needs).id;
    return `grounds[f].conditions[${told.id}].needs: In law only a notice in writing counts. `;
  },
  ...(['a', 'c', 'f'] as const).flatMap((letter): Mistake[] => [
    (pack) => {
      ground(pack, letter)['conditions'] = without(ground(pack, letter)['conditions'], ({ id }) => id === 'no-order');
      return `grounds[${letter}].conditions: The law makes this ground depend on no-order. Add it, `;
    },
    (pack) => {
      const order = covering(pack, 'attendance-order');
      order['bars'] = without(order['bars'], (one: unknown) => one === letter);
      return `specialCases[${order['id']}].bars: While an order names the school, ground ${letter} is shut by law. `;
    },
  ]),
  (pack) => {
    condition(pack, 'd', 'order-amended')['needs'] = 'no';
    return 'grounds[d].conditions[order-amended].needs: In law it takes the answer yes.';
  },
  (pack) => {
    pack['specialCases'] = [];
    return 'specialCases: Nobody is warned of a child of the kind looked-after. ';
  },
  (pack) => {
    const goesOn = pack['outcomes'].find((one: Loose) => one['goesOn']).id;
    pack['jointEnquiry'].settledWith.review.push(goesOn);
    return `jointEnquiry.settledWith.review: After ${goesOn} the search goes on, and nobody may sign. Take it out.`;
  },
  (pack) => {
    for (const outcome of pack['outcomes']) delete outcome.goesOn;
    return '].outcomes: The review cannot say that the search goes on. ';
  },
  ...['moved', 'abroad', 'other-school'].map((reason) => (pack: Loose) => {
    const closing = byId(pack['closing'].reasons, reason);
    closing['needs'] = without(closing['needs'], ({ kind }) => kind === 'step');
    return `closing.reasons[${reason}].needs: The case would be closed on a guess. `;
  }),
];

export const LAW_MISTAKES: readonly Mistake[] = [...LATE_RETURNS, ...AFTERWARDS, ...UNGUARDED];
