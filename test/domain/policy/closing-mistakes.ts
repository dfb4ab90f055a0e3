import { byId, type Loose } from '../../builders/policies';

/** Makes one mistake, and gives what has to be said about it: where it is, and how to mend it. */
export type Mistake = (pack: Loose) => string;

export const without = (list: Loose[], is: (one: Loose) => boolean) => list.filter((one) => !is(one));

/** About how a case may end. */
export const CLOSING_MISTAKES: readonly Mistake[] = [
  (pack) => {
    pack['closing'].reasons = without(pack['closing'].reasons, ({ id }) => id === 'abroad');
    return 'found.places[abroad]: No reason to close a case off roll too asks for this place. Add one with the need ';
  },
  (pack) => {
    byId(pack['closing'].reasons, 'abroad')['needs'].push({ kind: 'step', step: 'luck', says: 'Say so.' });
    return ']: There is no step luck. Use one of ';
  },
  (pack) => {
    byId(pack['closing'].reasons, 'abroad')['needs'].push({ kind: 'day-reached', field: 'luck', says: 'Wait.' });
    return ']: There is no day that a place asks for, luck. ';
  },
  (pack) => {
    byId(pack['closing'].reasons, 'abroad')['needs'].push({ kind: 'luck', says: 'Wait.' });
    return '].kind: Has to be one of: back-in-school, located, step, day-reached, past-school-age, checked, way, ';
  },
  (pack) => {
    const { needs } = byId(pack['closing'].reasons, 'returned');
    byId(pack['closing'].reasons, 'returned')['needs'] = without(needs, ({ kind }) => kind === 'on-roll');
    return 'closing.reasons[returned].needs: Nobody is back at a school whose register has not the name. Add ';
  },
  (pack) => {
    const { needs } = byId(pack['closing'].reasons, 'returned');
    byId(pack['closing'].reasons, 'returned')['needs'] = without(needs, ({ kind }) => kind === 'new-pupil-return');
    return 'closing.reasons[returned].needs: The name stays, and the return of a new pupil would be forgotten. Add ';
  },
  (pack) => {
    delete byId(pack['found'].places, 'in-area')['saysOffRoll'];
    return 'found.places[in-area].saysOffRoll: The name stays, it says; a child here may be on no roll. ';
  },
  (pack) => {
    pack['alerts'].find(({ trigger }: Loose) => trigger.kind === 'death-told').to = ['tracking-officer'];
    return 'alerts: head-teacher does not hear that a child has died, or that it was said in error. ';
  },
  (pack) => {
    pack['alerts'].find(({ trigger }: Loose) => trigger.kind === 'death-told').urgent = true;
    return 'alerts: tracking-officer does not hear that a child has died, or that it was said in error. ';
  },
  (pack) => {
    pack['alerts'] = without(pack['alerts'], ({ trigger }) => trigger.kind === 'death-withdrawn');
    return 'alerts: head-teacher does not hear that a child has died, or that it was said in error. ';
  },
  (pack) => {
    delete byId(pack['closing'].reasons, 'died')['onDeath'];
    return 'closing.reasons: The case of a child who has died could never be closed. Give one reason onDeath, ';
  },
  (pack) => {
    pack['alerts'] = without(pack['alerts'], ({ trigger }) => trigger.item === 'name-of-the-dead');
    return 'alerts: Nobody is asked after the name of a child who has died. ';
  },
  (pack) => {
    delete byId(pack['found'].places, 'other-school')['saysNotThere'];
    return 'found.places[other-school].saysNotThere: A child on no roll may turn out not to be here. ';
  },
  (pack) => {
    pack['alerts'].find(({ trigger }: Loose) => trigger.kind === 'nowhere').urgent = false;
    return 'alerts: Nobody is told at once of a child on no roll who is not where it was said to be. ';
  },
  (pack) => {
    for (const { trigger } of pack['alerts'])
      if (trigger.grounds) trigger.grounds = trigger.grounds.filter((letter: string) => letter !== 'k').concat('a');
    return 'alerts: The tracking-officer does not hear of a name deleted on ground k. ';
  },
  (pack) => {
    delete pack['grounds'].find(({ letter }: Loose) => letter === 'k').ends;
    return 'grounds[k].ends: Nobody is left to search for. ';
  },
  (pack) => {
    pack['alerts'] = without(pack['alerts'], ({ trigger }) => trigger.item === 'closing');
    return 'alerts: A case that has only to be closed is not asked after. ';
  },
  (pack) => {
    const reason = pack['closing'].reasons.find(({ needs }: Loose) =>
      needs?.some(({ kind, at }: Loose) => kind === 'located' && at.includes('in-area')),
    );
    reason.by.push('attendance-lead');
    delete reason.authorityOnce;
    return `closing.reasons[${reason.id}].authorityOnce.any: The school alone would end the search for a child at risk. `;
  },
  (pack) => {
    delete byId(pack['found'].places, 'back-at-school')['ways'];
    return 'found.places[back-at-school].ways: Only a pupil on a school’s roll can be back there. List ';
  },
  (pack) => {
    byId(pack['closing'].reasons, 'returned')['needs'].shift();
    return 'closing.reasons[returned].needs: Only a pupil on a school’s roll can be back there. Add ';
  },
  (pack) => {
    byId(pack['closing'].reasons, 'duplicate')['by'] = ['tracking-officer'];
    return 'closing.reasons: Whereabouts itself closes for duplicate. Give it here once, with "by": [].';
  },
  (pack) => {
    const place = byId(pack['found'].places, 'other-school');
    place['asks'] = without(place['asks'], ({ id }) => id === 'dfe-number');
    return 'found.places[other-school].asks: A transfer file is addressed by the number of the school. Ask for';
  },
  (pack) => {
    byId(byId(pack['found'].places, 'other-school')['asks'], 'sector')['choices'].pop();
    return 'found.places[other-school].asks: No file goes to an independent school. Ask for';
  },
  (pack) => {
    pack['closing'].reopenWithinDays = 0;
    return 'closing.reopenWithinDays: Has to be at least 1.';
  },
  (pack) => {
    byId(pack['closing'].reasons, 'abroad')['by'].push('head-teacher');
    byId(pack['closing'].reasons, 'abroad')['needs'] = [];
    return 'closing.reasons[abroad].authorityOnce.any: A school says this of a child whom nobody has found. Add ';
  },
  (pack) => {
    byId(pack['closing'].reasons, 'reported-in-error')['authorityOnce'].any = ['notified', 'at-risk'];
    return 'closing.reasons[reported-in-error].authorityOnce.any: A school says this of a child whom nobody has found. Add return-overdue, signed.';
  },
  (pack) => {
    byId(pack['closing'].reasons, 'reported-in-error')['needs'] = [];
    return 'closing.reasons[reported-in-error].needs: A deletion cannot have been a slip. Add the need not-deleted.';
  },
  (pack) => {
    pack['alerts'] = without(pack['alerts'], ({ trigger }) => trigger.reasons?.includes('reported-in-error'));
    return 'alerts: head-teacher does not hear of a case closed as reported-in-error. Add an alert with the trigger closed';
  },
  (pack) => {
    pack['alerts'].find(({ trigger }: Loose) => trigger.reasons)['trigger'].reasons = ['luck'];
    return '].trigger.reasons[0]: There is no reason to close luck. Use one of ';
  },
  (pack) => {
    const { needs } = byId(pack['closing'].reasons, 'abroad') as { needs: Loose[] };
    byId(pack['closing'].reasons, 'abroad')['needs'] = without(needs, ({ kind }) => kind === 'off-roll');
    return 'closing.reasons[abroad].needs: The case would rest while the name stands in the register. Add the need off-roll.';
  },
  (pack) => {
    delete byId(pack['closing'].reasons, 'died')['needs'];
    return 'closing.reasons[died].needs: The case would rest while the name stands in the register. Add the need off-roll.';
  },
  (pack) => {
    delete pack['grounds'].find(({ letter }: Loose) => letter === 'k').anyAge;
    return 'grounds[k].anyAge: The name of a child of another age could not go, ';
  },
  (pack) => {
    const { needs } = byId(pack['closing'].reasons, 'over-age') as { needs: Loose[] };
    byId(pack['closing'].reasons, 'over-age')['needs'] = without(needs, ({ kind }) => kind === 'off-roll');
    return 'closing.reasons[over-age].needs: The case would rest while the name stands in the register. Add the need off-roll.';
  },
  (pack) => {
    for (const step of pack['found'].steps) if (step.settledBy) step.settledBy = null;
    return '].steps: Nobody is asked about the name in the register. Add a step with ';
  },
];
