import type { Place } from '../case/place';
import { beginsOnRoll } from '../case/way';
import { isLaterYear } from '../pupil/year-group';
import type { PolicyPack } from './pack';
import { noSuch, type Problem } from './problem';
import { ONWARD, type DerivedBy, type NamedBy, type YearGroupCondition } from './removal-policy';

/** What a pack may word and add to, and may not loosen: regulation 9(1) holds everywhere in England. */
const LETTERS = [...'abcdefghijklmno'];
const ON_ABSENCE: readonly DerivedBy[] = ['not-located-here', 'authority-notified', 'checks-settled'];
const LAW: Readonly<Record<string, readonly (DerivedBy | NamedBy)[]>> = {
  a: ['told-day', 'not-located-here'],
  b: ['year-group', 'not-located-here'],
  c: ['not-located-here'],
  f: ['told-answer', 'told-day', 'not-located-here'],
  g: ['found-at', 'not-located-here'],
  h: ['leave-was-granted', 'ten-school-days-after-leave', 'no-sickness', 'joint-enquiry', ...ON_ABSENCE],
  i: ['twenty-school-days', 'codes-audit', 'no-unplanned-closure', 'no-sickness', 'joint-enquiry', ...ON_ABSENCE],
  j: ['not-located-here'],
  // Whoever sits in class has neither died nor been excluded for good.
  k: ['not-in-school'],
  l: ['over-school-age'],
  m: ['not-located-here'],
  // Who has ceased to be a pupil of an independent school has, wherever the child lives; who sits in class has not.
  n: ['not-in-school'],
  o: ['not-in-school'],
};
/** Who lives here or is back keeps the name until another school has it on its own roll. */
const NAME_STAYS: readonly Place[] = ['back-at-school', 'in-area'];
/** Any other code defeats the ground, whatever a pack says. */
const ABSENT = ['G', 'N', 'O'];

/** Whoever answers for the authority hears of every day that is told anew: a count can be made of nothing else. */
export const correctionsAreTold = ({ alerts }: PolicyPack): Problem[] =>
  alerts.some(
    ({ trigger, to, ways }) =>
      trigger.kind === 'register-corrected' && ways === null && to.includes('tracking-officer'),
  )
    ? []
    : [
        {
          path: 'alerts',
          says: 'Nobody is told when days on the register are told anew. Add an alert with the trigger register-corrected, for every way, to the tracking-officer.',
        },
      ];

export function groundsAreThoseOfTheLaw({ grounds, specialCases }: PolicyPack): Problem[] {
  const letters = grounds.map(({ letter }) => letter);
  const missing = LETTERS.filter((letter) => letters.filter((one) => one === letter).length !== 1);
  const loosened = Object.entries(LAW).flatMap(([letter, needs]) => {
    const has = grounds.find((ground) => ground.letter === letter)?.conditions.map(({ by }) => by) ?? [];
    return needs
      .filter((by) => !has.includes(by))
      .map((by) => ({ path: `grounds[${letter}].conditions`, says: `The law needs the condition ${by}. Add it.` }));
  });
  return [
    ...missing.map((letter) => ({
      path: 'grounds',
      says: `Ground ${letter} has to stand here once. Leave none out, and give none twice.`,
    })),
    ...loosened,
    ...specialCases.flatMap(({ id, bars }) =>
      bars
        .filter((letter) => !letters.includes(letter))
        .map((letter) => ({ path: `specialCases[${id}].bars`, says: noSuch('ground', letter, letters) })),
    ),
  ];
}

/** Ground B is for the end of nursery: by the register before or in reception, by age one year further at most. */
export const nurseryEndsBeforeReception = ({ grounds }: PolicyPack): Problem[] =>
  grounds
    .filter(({ letter }) => letter === 'b')
    .flatMap(({ conditions }) => conditions.filter((one): one is YearGroupCondition => one.by === 'year-group'))
    .flatMap(({ id, latest, latestByAge }) => {
      const path = `grounds[b].conditions[${id}]`;
      return [
        ...(latest === 'R'
          ? []
          : [{ path: `${path}.latest`, says: 'This ground is for pupils who would move on to reception. Give R.' }]),
        ...(isLaterYear(latestByAge, '1')
          ? [{ path: `${path}.latestByAge`, says: 'A child of this age is long past nursery. Give R or 1.' }]
          : []),
      ];
    });

/** The return begins with what a place asks for: days where a day is wanted, words where words are. */
export function theReturnBeginsWithWhatIsAsked({ deletionReturn: { onward }, found }: PolicyPack): Problem[] {
  const asked = found.places.flatMap(({ asks }) => asks);
  return ONWARD.flatMap((field) => {
    const isDay = field === 'from' || field === 'startsOn';
    const fit = asked.filter(({ kind }) => (kind === 'date') === isDay && kind !== 'choice').map(({ id }) => id);
    return onward[field]
      .filter((id) => !fit.includes(id))
      .map((id) => ({
        path: `deletionReturn.onward.${field}`,
        says: noSuch(isDay ? 'day that a place asks for,' : 'text that a place asks for,', id, new Set(fit)),
      }));
  });
}

export function whoIsHereKeepsTheName({ found }: PolicyPack): Problem[] {
  return found.places
    .filter(({ id, keepsName }) => NAME_STAYS.includes(id) && !keepsName)
    .map(({ id }) => ({
      path: `found.places[${id}].keepsName`,
      says: 'A child who is here keeps the name. Give true.',
    }));
}

/** What a ground asks for can be done once its days have run: by the list as well, and not by the gate alone. */
export function theListBeginsWithTheGround({ jointEnquiry: { items }, checklist, clocks }: PolicyPack): Problem[] {
  return [items.review, items.sickness, items.conclusion].flatMap((id) => {
    const item = checklist.find((one) => one.id === id);
    if (!item) return [];
    const { fromDay, fromDayAfterLeave } = item;
    const late = (path: string, from: number, days: number): Problem[] =>
      from <= days
        ? []
        : [
            {
              path: `checklist[${id}].${path}`,
              says: `A ground needs it on Day ${days}. Give that day or an earlier one.`,
            },
          ];
    return [
      ...late('fromDay', fromDay, clocks.groundI.days),
      ...late('fromDayAfterLeave', fromDayAfterLeave ?? fromDay, clocks.groundH.days),
    ];
  });
}

/** News of the child, a code or a sickness takes every signature with it, whatever else a pack adds to that. */
export function newsReopens({ jointEnquiry, checklist, outcomes, enquiries }: PolicyPack): Problem[] {
  const { items, settledWith, reopenedBy } = jointEnquiry;
  const leading = outcomes.filter(({ leadsTo, tells }) => tells || leadsTo !== null).map(({ id }) => id);
  const against = (['codes', 'sickness'] as const).flatMap((which) =>
    (checklist.find(({ id }) => id === items[which])?.outcomes ?? []).filter((id) => id !== settledWith[which]),
  );
  const left = [...new Set([...leading, ...against])].filter((id) => !reopenedBy.includes(id));
  return [
    ...left.map((id) => ({
      path: 'jointEnquiry.reopenedBy',
      says: `After ${id} both sides have to look again. Add it.`,
    })),
    ...(enquiries.outcomes.some(({ found }) => found)
      ? []
      : [{ path: 'enquiries.outcomes', says: 'No answer says that the child was found. Give one "found": true.' }]),
  ];
}

/** Whoever is called for a child at risk is called before the name of that child goes. */
export const whoIsCalledComesFirst = ({ jointEnquiry, checklist }: PolicyPack): Problem[] =>
  checklist
    .filter(({ when, ways, id }) => when === 'at-risk' && ways.some(beginsOnRoll) && !jointEnquiry.checks.includes(id))
    .map(({ id }) => ({
      path: 'jointEnquiry.checks',
      says: `A child at risk could leave the register before ${id} is done. Add it.`,
    }));

/** A signature or a decision that falls is told at once to whoever relied on it, and asked after until it is dealt with. */
export function whatFallsIsTold({ alerts, jointEnquiry: { owners } }: PolicyPack): Problem[] {
  const told = alerts.filter(({ trigger }) => trigger.kind === 'conclusion-fallen').flatMap(({ to }) => to);
  const missing = [...new Set([owners.school, owners.authority, 'head-teacher' as const])].filter(
    (role) => !told.includes(role),
  );
  const chased = alerts.some(({ trigger }) => trigger.kind === 'overdue' && trigger.item === 'decision-fallen');
  return [
    ...missing.map((role) => ({
      path: 'alerts',
      says: `Nobody tells ${role} that a signature or a decision has fallen. Add an alert with the trigger conclusion-fallen to this role.`,
    })),
    ...(chased
      ? []
      : [
          {
            path: 'alerts',
            says: 'A decision that has fallen is not asked after. Add the trigger overdue, item decision-fallen.',
          },
        ]),
  ];
}

export function codesAreThoseOfTheLaw({ clocks }: PolicyPack): Problem[] {
  return (['groundI', 'groundH'] as const).flatMap((name) =>
    clocks[name].codes
      .filter((code) => !ABSENT.includes(code))
      .map((code) => ({ path: `clocks.${name}.codes`, says: `Code ${code} defeats this ground in law. Take it out.` })),
  );
}

export function removalRefersToWhatIsThere(pack: PolicyPack): Problem[] {
  const { jointEnquiry, specialCases, triage, outcomes, checklist } = pack;
  const items = jointEnquiry.items;
  const unknown = (path: string, ids: readonly string[], known: readonly { readonly id: string }[], what: string) =>
    ids
      .filter((id) => !known.some((one) => one.id === id))
      .map((id): Problem => ({
        path,
        says: noSuch(
          what,
          id,
          known.map((one) => one.id),
        ),
      }));
  const outcomesOf = (item: string) => (checklist.find(({ id }) => id === item)?.settles ?? []).map((id) => ({ id }));
  return [
    ...unknown('jointEnquiry.items', Object.values(items), checklist, 'checklist item'),
    ...unknown('jointEnquiry.reopenedBy', jointEnquiry.reopenedBy, outcomes, 'outcome'),
    ...unknown('jointEnquiry.settledWith.review', jointEnquiry.settledWith.review, outcomesOf(items.review), 'outcome'),
    ...unknown('jointEnquiry.settledWith.codes', [jointEnquiry.settledWith.codes], outcomesOf(items.codes), 'outcome'),
    ...unknown(
      'jointEnquiry.settledWith.sickness',
      [jointEnquiry.settledWith.sickness],
      outcomesOf(items.sickness),
      'outcome',
    ),
    ...unknown('jointEnquiry.settledWith.leave', [jointEnquiry.settledWith.leave], outcomesOf(items.leave), 'outcome'),
    ...unknown('jointEnquiry.checks', jointEnquiry.checks, checklist, 'checklist item'),
    ...(checklist.some(({ id, settledBy }) => id === items.conclusion && settledBy.includes('joint-conclusion'))
      ? []
      : [{ path: `checklist[${items.conclusion}].settledBy`, says: 'Has to be settled by joint-conclusion alone.' }]),
    ...(jointEnquiry.escalateAfter <= jointEnquiry.answerWithin
      ? [
          {
            path: 'jointEnquiry.escalateAfter',
            says: `Has to be later than answerWithin: give more than ${jointEnquiry.answerWithin}.`,
          },
        ]
      : []),
    ...specialCases.flatMap(({ id, known }) => [
      ...unknown(`specialCases[${id}].known.questions`, known.questions, triage.questions, 'triage question'),
      ...unknown(`specialCases[${id}].known.groups`, known.groups, triage.groups, 'at-risk group'),
    ]),
  ];
}
