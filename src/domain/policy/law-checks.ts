import type { PolicyPack } from './pack';
import type { Problem } from './problem';

/** What the law sets (SI 2024/208 regs 9(1)(h), 9(1)(i) and 13): a pack may ask for more, never for less. */
const LAW = { returnBy: 10, groundI: 20, groundH: 10 } as const;

/** No authority may call a ground met before the law does, nor have a return sent later than the law wants it. */
export function clocksKeepTheLaw({ clocks }: PolicyPack): Problem[] {
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
  return [...late, ...floor('groundI'), ...floor('groundH')];
}

/** One item carries the statutory return: asked of every pupil, in time, and held up by nothing. */
export function theReturnIsSentInTime({ checklist, clocks }: PolicyPack): Problem[] {
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
export function oneCodeIsForNoReason({ codes, clocks }: PolicyPack): Problem[] {
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
