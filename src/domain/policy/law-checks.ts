import type { PolicyPack } from './pack';
import type { Problem } from './problem';

/** What the law sets (SI 2024/208 regs 9(1)(h), 9(1)(i), 10(7) and 13): a pack may ask for more, never for less. */
const LAW = {
  returnBy: 10,
  returnCodes: ['G', 'N', 'O', 'U'],
  groundI: 20,
  groundH: 10,
  newPupilBy: 5,
  sickness: { code: 'I', days: 15 },
  // Code N turns into O within five school days after the session: the session of Day 1 by Day 6.
  reasonBy: 6,
} as const;

/** No authority may call a ground met before the law does, nor have a return sent later than the law wants it. */
function clocksKeepTheLaw({ clocks }: PolicyPack): Problem[] {
  const floor = (name: 'groundI' | 'groundH'): Problem[] =>
    clocks[name].days >= LAW[name]
      ? []
      : [
          {
            path: `clocks.${name}.days`,
            says: `The law asks for at least ${LAW[name]} school days. Give ${LAW[name]} or more.`,
          },
        ];
  const late: Problem[] =
    clocks.tenDayReturn.days <= LAW.returnBy
      ? []
      : [
          {
            path: 'clocks.tenDayReturn.days',
            says: `The law asks for the return at ${LAW.returnBy} school days. Give ${LAW.returnBy} or fewer.`,
          },
        ];
  const uncounted: Problem[] = LAW.returnCodes
    .filter((code) => !clocks.tenDayReturn.codes.includes(code))
    .map((code) => ({
      path: 'clocks.tenDayReturn.codes',
      says: `The law counts days with code ${code} for the return as well. Add it.`,
    }));
  return [...late, ...uncounted, ...floor('groundI'), ...floor('groundH')];
}

/** A new pupil is told by the end of the fifth day, and illness once it comes to fifteen school days: later under no pack. */
function returnsKeepTheLaw({ returns: { newPupil, sickness } }: PolicyPack): Problem[] {
  return [
    ...(newPupil.days > LAW.newPupilBy
      ? [{ path: 'returns.newPupil.days', says: `The law wants it by day ${LAW.newPupilBy}. Give that or fewer.` }]
      : []),
    ...(sickness.days > LAW.sickness.days
      ? [
          {
            path: 'returns.sickness.days',
            says: `The law wants it at ${LAW.sickness.days} school days. Give that or fewer.`,
          },
        ]
      : []),
    ...(sickness.code === LAW.sickness.code
      ? []
      : [{ path: 'returns.sickness.code', says: `The law counts days with code ${LAW.sickness.code}. Give that.` }]),
  ];
}

/** Nobody leaves the code for a reason not yet known standing for longer than the law lets it. */
function theReasonIsAskedInTime({ checklist }: PolicyPack): Problem[] {
  const asks = checklist.filter(({ when }) => when === 'reason-unknown');
  if (asks.some(({ dueDay }) => dueDay !== null && dueDay <= LAW.reasonBy)) return [];
  const [late] = asks;
  return late
    ? [
        {
          path: `checklist[${late.id}].dueDay`,
          says: `The reason has to be known, or the code changed, within five school days. Give Day ${LAW.reasonBy} or an earlier one.`,
        },
      ]
    : [
        {
          path: 'checklist',
          says: `Nobody is asked to replace the code for an unknown reason. Add an item with "when": "reason-unknown", due by Day ${LAW.reasonBy}.`,
        },
      ];
}

/** One item carries the statutory return: asked of every pupil, in time, and held up by nothing. */
function theReturnIsSentInTime({ checklist, clocks }: PolicyPack): Problem[] {
  const items = checklist.filter(({ fulfils }) => fulfils === 'ten-day-return');
  if (items.length !== 1)
    return [
      { path: 'checklist', says: 'Exactly one item has to have "fulfils": "ten-day-return": the one that sends it.' },
    ];
  const { id, dueDay, skippable, when, after } = items[0]!;
  const at = (key: string, says: string): Problem => ({ path: `checklist[${id}].${key}`, says });
  const { days } = clocks.tenDayReturn;
  return [
    ...(dueDay === null || dueDay > days
      ? [at('dueDay', `The return is due on Day ${days} by law. Give Day ${days} or an earlier one.`)]
      : []),
    ...(skippable ? [at('skippable', 'The law asks for the return, so it cannot be skipped. Set it to false.')] : []),
    ...(when === 'always' ? [] : [at('when', 'The law asks for the return of every pupil. Leave this out.')]),
    ...(after.length > 0 ? [at('after', 'Nothing may hold up what the law asks for. Leave this out.')] : []),
  ];
}

/** One code stands for a reason that is not known yet, and it counts as an absence. */
function oneCodeIsForNoReason({ codes, clocks }: PolicyPack): Problem[] {
  const unknown = codes.filter(({ reasonUnknown }) => reasonUnknown);
  if (unknown.length !== 1)
    return [
      {
        path: 'codes',
        says: 'Exactly one code has to have "reasonUnknown": true: the one for a reason not yet known.',
      },
    ];
  const { code } = unknown[0]!;
  return clocks.tenDayReturn.codes.includes(code)
    ? []
    : [
        {
          path: 'clocks.tenDayReturn.codes',
          says: `Code ${code} stands for a reason not yet known, so it has to count. Add it.`,
        },
      ];
}

export const LAW_CHECKS = [
  clocksKeepTheLaw,
  theReturnIsSentInTime,
  returnsKeepTheLaw,
  theReasonIsAskedInTime,
  oneCodeIsForNoReason,
];
