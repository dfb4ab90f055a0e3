import { parse } from 'csv-parse/sync';
import {
  deletionReturnCsv,
  deletionReturnPdf,
  NOTHING_KNOWN,
  type DeletionOrder,
} from '../../src/records/deletion-return';
import { aPupil, reported } from '../builders/case';
import { readPdf } from '../support/read-pdf';
import { aView, MAKER } from './case-view';

const GROUND = { letter: 'i', title: 'Continuously absent 20 school days', citation: 'SI 2024/208 reg 9(1)(i)' };
const ORDER: DeletionOrder = {
  ground: GROUND,
  onward: {
    address: '1 Sample Street, Elsewhere',
    parent: 'Jo Ashdown',
    from: '2026-06-01',
    school: 'Sample High School',
    startsOn: '2026-06-08',
  },
  notKnown: '',
};
const view = aView(reported().facts);

/** What stands in the fields of regulation 13(4), in whatever form. */
const HELD = [
  'Rowan Ashdown',
  '9 Example Row, Liverpool L99 9ZZ',
  'Jo Ashdown, 0151 496 0101',
  'Kit Ashdown, 0151 496 0102',
  '1 Sample Street, Elsewhere',
  'Mon 1 June 2026',
  'Sample High School',
  'Mon 8 June 2026',
  '9(1)(i): Continuously absent 20 school days',
  'SI 2024/208 reg 9(1)(i)',
];

function rowOf(order: DeletionOrder, over: Parameters<typeof aPupil>[0] = {}) {
  const made = deletionReturnCsv({ ...view, pupil: aPupil(over) }, order);
  if (!made.made) throw new Error(made.reasons.join(' '));
  const text = Buffer.from(made.file.bytes).toString('utf8');
  return {
    text,
    name: made.file.fileName,
    row: parse(text, { columns: true, bom: true })[0] as Record<string, string>,
  };
}

test('the PDF holds every field, the ground by its letter, title and citation, and can be listened to', async () => {
  const made = await deletionReturnPdf(view, ORDER, MAKER);
  if (!made.made) throw new Error(made.reasons.join(' '));
  expect(made.file.fileName).toBe('WB-7K3M-2Q-deletion-return.pdf');
  const pdf = readPdf(made.file.bytes);
  expect(pdf).toMatchObject({ tagged: true, language: 'en-GB', title: 'Deletion return, case WB-7K3M-2Q' });
  for (const held of HELD) expect(pdf.text).toContain(held);
  expect(pdf.pages.every((page) => page.includes('WB-7K3M-2Q · Deletion return'))).toBe(true);
});

test('so does the CSV, which a spreadsheet opens as UTF-8', () => {
  const { text, name, row } = rowOf(ORDER, { forename: 'Łucja', parents: 'Jo Ashdown, 0151 496 0101' });
  expect(name).toBe('WB-7K3M-2Q-deletion-return.csv');
  expect(text.startsWith('\ufeff')).toBe(true);
  expect(row['Full name of the pupil']).toBe('Łucja Ashdown');
  for (const held of HELD.slice(1)) expect(Object.values(row)).toContain(held);
});

test('what is not known of the future is said to be so, and costs no return', async () => {
  const made = await deletionReturnPdf(view, { ...ORDER, onward: NOTHING_KNOWN }, MAKER);
  if (!made.made) throw new Error(made.reasons.join(' '));
  expect(readPdf(made.file.bytes).text).toMatch(/New school Not known/);
  expect(rowOf({ ...ORDER, onward: NOTHING_KNOWN }).row['New school']).toBe('');
});

test.each(['=HYPERLINK("https://evil.example")', '+44 151', '-1+1', '@SUM(A1)', '\tx', '=1\n,"x"'])(
  'a spreadsheet runs nothing of what was typed: %j',
  (typed) => {
    const { row } = rowOf({ ...ORDER, onward: { ...NOTHING_KNOWN, school: typed } }, { otherNames: typed });
    for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    expect(row['New school']).toBe(`'${typed}`);
  },
);

test('every reason against it is told at once', async () => {
  const nothing = { ground: null, onward: NOTHING_KNOWN, notKnown: ' ' };
  const pupil = aPupil({ lastKnownAddress: ' ', parents: '', emergencyContacts: 'The neighbour knows' });
  const reasons = [/No ground/, /address of the pupil/, /each parent/, /telephone number/].map((says) =>
    expect.stringMatching(says),
  );
  expect(deletionReturnCsv({ ...view, pupil }, nothing)).toEqual({ made: false, reasons });
  expect(await deletionReturnPdf({ ...view, pupil }, nothing, MAKER)).toEqual({ made: false, reasons });
});

test('what the school does not know of parents and telephones is said in its own words, and costs no return', async () => {
  const pupil = { parents: '', emergencyContacts: 'The neighbour knows' };
  const order = { ...ORDER, notKnown: 'Nobody knows who the parents are' };
  expect(rowOf(order, pupil).row['Said of what is not known']).toBe('Nobody knows who the parents are');
  const made = await deletionReturnPdf({ ...view, pupil: aPupil(pupil) }, order, MAKER);
  if (!made.made) throw new Error(made.reasons.join(' '));
  expect(readPdf(made.file.bytes).text).toContain('Nobody knows who the parents are');
  const nameless = deletionReturnCsv({ ...view, pupil: aPupil({ forename: '', surname: '' }) }, order);
  expect(nameless).toEqual({ made: false, reasons: [expect.stringMatching(/full name/)] });
});

test('of a child on no school’s roll there is no name to delete', () => {
  const made = deletionReturnCsv({ ...view, school: null }, ORDER);
  expect(made).toEqual({ made: false, reasons: [expect.stringMatching(/no school’s roll/)] });
});
