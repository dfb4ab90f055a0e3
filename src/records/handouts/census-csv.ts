import { stringify } from 'csv-stringify/sync';
import type { BehindAll, CensusPage } from '../../panel/census';

const text = (rows: readonly (readonly (string | number)[])[]): Buffer =>
  // A cell that begins like a formula is text, and Excel reads the letters as they are.
  Buffer.from(stringify(rows as unknown[][], { escape_formulas: true, bom: true, record_delimiter: 'windows' }));

/** Every figure in the breakdowns in which the DfE publishes the count, with those that are nought. */
export const censusCsv = ({ on, authority, figures, atSomeTime }: CensusPage): Buffer =>
  text([
    ['census_date', 'local_authority', 'breakdown_topic', 'breakdown', 'children'],
    ...figures.map(({ topic, label, count }) => [on, authority, TOPIC_NAMES[topic], label, count]),
    ...atSomeTime.map(({ within, count }) => [
      ...[on, authority, 'At some time'],
      `${within.from} to ${within.to}`,
      count,
    ]),
  ]);

const TOPIC_NAMES = {
  total: 'Total',
  sex: 'Sex',
  'year-group': 'Year group',
  duration: 'Duration',
  reason: 'Primary reason',
} as const;

/**
 * What every figure is made of, by reference. The figure of the day has a child a line, with the row of each breakdown in
 * which it stands; after it each that counts over a period, with the first and the last day on which the child counted.
 */
export const censusChildrenCsv = ({ on, children, years, reasons }: BehindAll): Buffer =>
  text([
    [
      ...['census_date', 'figure', 'reference', 'same_child', 'sex', 'year_group', 'duration', 'primary_reason'],
      ...REST,
    ],
    ...children.map(({ reference, also, sex, yearGroup, band, reason, suggested }) => [
      ...[on, 'On the census date', reference, also.join(' '), sex ?? 'Not known', yearGroup ?? 'Not known', band],
      reason === null ? 'Not known' : (reasons.get(reason) ?? reason),
      ...[reason === null || suggested ? 'no' : 'yes', on, on],
    ]),
    ...years.flatMap(({ within, children: counted }) =>
      counted.map(({ reference, also, days }) => [
        ...[on, `At some time from ${within.from} to ${within.to}`, reference, also.join(' ')],
        ...['', '', '', '', '', days.from, days.to],
      ]),
    ),
  ]);

const REST = ['reason_chosen', 'first_counted', 'last_counted'];
