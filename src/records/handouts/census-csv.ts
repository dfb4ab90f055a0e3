import { stringify } from 'csv-stringify/sync';
import type { BehindFigure, CensusPage } from '../../panel/census';

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

/** A child a line, by reference, with the row of each breakdown in which it stands: what every figure is made of. */
export const censusChildrenCsv = ({ on, children, reasons }: BehindFigure): Buffer =>
  text([
    ['census_date', 'reference', 'same_child', 'sex', 'year_group', 'duration', 'primary_reason', 'reason_chosen'],
    ...children.map(({ reference, also, sex, yearGroup, band, reason, suggested }) => [
      ...[on, reference, also.join(' '), sex ?? 'Not known', yearGroup ?? 'Not known', band],
      reason === null ? 'Not known' : (reasons.get(reason) ?? reason),
      reason === null || suggested ? 'no' : 'yes',
    ]),
  ]);
