import { cellsOf, lineOf, saidBy } from '../../../src/domain/one/line';
import type { OneRecord } from '../../../src/domain/one/values';
import { ONE_DATES } from '../../../src/domain/policy/one-policy';
import { policyPack } from '../../../src/domain/policy/policies';

const liverpool = policyPack('liverpool').oneUpload;
const westmere = policyPack('westmere').oneUpload;

const RECORD: OneRecord = {
  'case-reference': 'WB-AAAA-22',
  upn: null,
  surname: 'Ashdown',
  forename: 'Rowan',
  'other-names': null,
  'date-of-birth': '2014-03-09',
  sex: 'female',
  'year-group': '7',
  'school-urn': '999901',
  'school-dfe-number': '3419999',
  'opened-on': '2026-04-27',
  way: 'missing',
  'register-reason': 'missing',
  'dfe-reason': null,
  stage: 'Days 1–5',
  'last-attended': '2026-04-24',
  'closed-on': null,
  'closing-outcome': null,
};
const liverpoolCells = (over: Partial<OneRecord> = {}, mapping = liverpool) =>
  cellsOf(lineOf({ ...RECORD, ...over }, mapping), 'changed', mapping);

test('a line has a cell a column, in the order, the codes and the days of each pack', () => {
  expect(liverpoolCells()).toEqual([
    ...['WB-AAAA-22', 'U', '', 'Ashdown', 'Rowan', '', '09/03/2014', 'F', '3419999', '27/04/2026', 'MISS'],
    ...['Days 1–5', '24/04/2026', '', ''],
  ]);
  expect(cellsOf(lineOf(RECORD, westmere), 'changed', westmere)).toEqual([
    ...['Rowan', 'Ashdown', '', '2014-03-09', '2', '7', '999901', 'missing', '', '2026-04-27', '', '', 'WB-AAAA-22'],
  ]);
});

test.each(ONE_DATES)('a day is written as %s', (dates) => {
  const born = liverpoolCells({}, { ...liverpool, dates })[6];
  const as = {
    'YYYY-MM-DD': '2014-03-09',
    'DD/MM/YYYY': '09/03/2014',
    'DD-MM-YYYY': '09-03-2014',
    YYYYMMDD: '20140309',
  };
  expect(born).toBe(as[dates]);
});

test('a value without a code of its own is written as the pack says otherwise', () => {
  const closed = { 'closed-on': '2026-05-04', 'register-reason': null, stage: null } as const;
  expect(liverpoolCells({ ...closed, 'closing-outcome': 'returned' }).at(-1)).toBe('RET');
  expect(liverpoolCells({ ...closed, 'closing-outcome': 'placed' }).at(-1)).toBe('LOC');
});

test('a line waits for what is required, and for a code that there is not, and says under which heading', () => {
  expect(lineOf(RECORD, liverpool).lacks).toEqual([]);
  expect(lineOf({ ...RECORD, surname: null, 'date-of-birth': null }, liverpool).lacks).toEqual(['SURNAME', 'DOB']);
  expect(lineOf({ ...RECORD, 'register-reason': 'of-another-pack' }, liverpool).lacks).toEqual(['REASON']);
  expect(lineOf({ ...RECORD, 'register-reason': 'constructor' }, liverpool).lacks).toEqual(['REASON']);
});

test('two lines say the same whatever they stand in the file for, and not the same where one cell differs', () => {
  const said = saidBy(lineOf(RECORD, liverpool));
  expect(saidBy(lineOf({ ...RECORD }, liverpool))).toBe(said);
  expect(said).not.toContain('"U"');
  for (const over of [{ upn: 'A999900000001' }, { 'opened-on': '2026-04-28' }, { sex: 'male' }] as const)
    expect(saidBy(lineOf({ ...RECORD, ...over }, liverpool))).not.toBe(said);
});
