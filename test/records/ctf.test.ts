import fc from 'fast-check';
import { checkLetterFor } from '../../src/domain/pupil/upn';
import type { Pupil } from '../../src/domain/pupil/pupil';
import { commonTransferFile } from '../../src/records/ctf';
import { addressLines } from '../../src/records/postal-address';
import { xmlText } from '../../src/records/xml-text';
import { aPupil, reported } from '../builders/case';
import { aView } from './case-view';
import { readXml } from './read-xml';

const LOST_ORDER = {
  destination: 'XXXXXXX',
  at: '2026-06-02T09:30:15.000Z',
  removal: { deletedOn: '2026-06-02', lost: true },
  found: null,
} as const;
const base = aView(reported().facts);
const viewOf = (over: Partial<Pupil>) => ({ ...base, pupil: aPupil(over) });

function fileOf(view: typeof base, order: Parameters<typeof commonTransferFile>[1] = LOST_ORDER, number = 1) {
  const made = commonTransferFile(view, order, number);
  if (!made.made) throw new Error(made.reasons.join(' '));
  const xml = Buffer.from(made.file.bytes).toString('utf8');
  return { ...made.file, xml, parsed: readXml(xml) as any };
}
function reasonsOf(view: typeof base, order: Parameters<typeof commonTransferFile>[1] = LOST_ORDER): readonly string[] {
  const made = commonTransferFile(view, order, 1);
  return made.made ? [] : made.reasons;
}

test('one pupil, with a header that says from where to where', () => {
  const { fileName, xml, parsed } = fileOf(base);
  expect(fileName).toBe('3419999_CTF_XXXXXXX_001.xml');
  expect(xml).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<CTfile>/);
  expect(parsed).toEqual({
    CTfile: {
      Header: {
        DocumentName: 'Common Transfer File',
        CTFversion: base.policy.ctf.version,
        DateTime: '2026-06-02T10:30:00',
        DocumentQualifier: 'partial',
        DataDescriptor: base.policy.ctf.dataDescriptor,
        SupplierID: base.policy.ctf.supplierId,
        SourceSchool: {
          LEA: '341',
          Estab: '9999',
          URN: '999001',
          SchoolName: 'Example Primary School',
          AcademicYear: '2025',
        },
        DestSchool: { LEA: 'XXX', Estab: 'XXXX' },
      },
      CTFpupilData: {
        Pupil: {
          UPN: 'C341999926001',
          Surname: 'Ashdown',
          Forename: 'Rowan',
          DOB: '2016-03-09',
          Sex: 'F',
          BasicDetails: { NCyearActual: '5' },
          Address: { AddressLines: { AddressLine1: '9 Example Row', AddressLine2: 'Liverpool' }, PostCode: 'L99 9ZZ' },
        },
      },
    },
  });
});

const FOUND = { deletedOn: '2026-06-02', lost: false } as const;

test.each([
  ['MMMMMMM', 7, '3419999_CTF_MMMMMMM_007.xml', { LEA: 'MMM', Estab: 'MMMM' }],
  ['3419998', 999, '3419999_CTF_3419998_999.xml', { LEA: '341', Estab: '9998' }],
  ['XXXXXXX', 1000, '3419999_CTF_XXXXXXX_001.xml', { LEA: 'XXX', Estab: 'XXXX' }],
])('to %s, as the %dth file', (destination, number, name, school) => {
  const removal = destination === 'XXXXXXX' ? LOST_ORDER.removal : FOUND;
  const { fileName, parsed } = fileOf(base, { ...LOST_ORDER, removal, destination }, number);
  expect(fileName).toBe(name);
  expect(parsed.CTfile.Header.DestSchool).toEqual(school);
});

test('a UPN as somebody typed it is written as it should be', () => {
  expect(fileOf(viewOf({ upn: 'c 341 9999 26001' })).xml).toContain('<UPN>C341999926001</UPN>');
});

describe('a bad file is not written, and every reason is told', () => {
  test.each<[string, Partial<Pupil>, RegExp]>([
    ['no UPN', { upn: null, upnUnknown: 'not-found' }, /The UPN is not recorded/],
    ['a wrong check letter', { upn: 'A341999926001' }, /it would be C, not A/],
    ['no surname but a space', { surname: ' \u0000' }, /surname/],
    ['no forename', { forename: '' }, /forename/],
    ['no date of birth', { dateOfBirth: null }, /date of birth/],
    ['no sex', { sex: null }, /sex/],
    ['no address', { lastKnownAddress: ' , \n' }, /address/],
  ])('%s', (_what, over, says) => {
    expect(reasonsOf(viewOf(over))).toEqual([expect.stringMatching(says)]);
  });

  test.each([
    ['34199', /seven digits/],
    ['8889999', /seven digits/],
    ['34199ab', /seven digits/],
  ])('a school whose number is %s', (dfeNumber, says) => {
    expect(reasonsOf({ ...base, school: { ...base.school!, dfeNumber } })).toEqual([expect.stringMatching(says)]);
  });

  test.each(['', 'xxxxxxx', 'XXXMMMM', '341999', '0009999', '../../etc', '３４１９９９８'])(
    'destination %j',
    (destination) => {
      expect(reasonsOf(base, { ...LOST_ORDER, destination })).toEqual([expect.stringMatching(/is no destination/)]);
    },
  );

  test('to the school itself', () => {
    expect(reasonsOf(base, { ...LOST_ORDER, removal: FOUND, destination: '3419999' })).toEqual([
      expect.stringMatching(/sends it/),
    ]);
  });

  test('before the name is deleted', () => {
    for (const removal of [null, { deletedOn: null, lost: true }])
      expect(reasonsOf(base, { ...LOST_ORDER, removal })).toEqual([expect.stringMatching(/still stands/)]);
  });

  test('as lost, when the pupil was found', () => {
    const removal = { deletedOn: '2026-06-02', lost: false } as const;
    expect(reasonsOf(base, { ...LOST_ORDER, removal })).toEqual([expect.stringMatching(/only for a pupil whom/)]);
    expect(reasonsOf(base, { ...LOST_ORDER, removal, destination: 'MMMMMMM' })).toEqual([]);
  });

  const GHANA = { lea: 'MMM', estab: 'MMMM', why: 'abroad' } as const;
  const SCHOOL = { lea: '383', estab: '9999', why: 'school' } as const;

  test.each([
    ['MMMMMMM', null, /nobody has found the child\. So the file goes to XXXXXXX\./],
    ['3839998', null, /nobody has found the child\. So the file goes to XXXXXXX\./],
    ['383LLLL', null, /nobody has found the child\. So the file goes to XXXXXXX\./],
    ['3839998', GHANA, /is abroad\. So the file goes to MMMMMMM\./],
    ['383LLLL', GHANA, /is abroad\. So the file goes to MMMMMMM\./],
    ['3839998', SCHOOL, /at which school the child is\. So the file goes to 3839999\./],
    ['MMMMMMM', SCHOOL, /at which school the child is\. So the file goes to 3839999\./],
    ['MMMMMMM', { ...GHANA, why: 'home-education' as const }, null],
    ['3839999', SCHOOL, null],
  ])('to %s, whatever the case says', (destination, found, says) => {
    const reasons = reasonsOf(base, {
      ...LOST_ORDER,
      ...{ destination, found, removal: found ? FOUND : LOST_ORDER.removal },
    });
    expect(reasons).toEqual(says ? [expect.stringMatching(says)] : []);
  });

  test('of a child on no school’s roll, or of one nobody has described', () => {
    expect(reasonsOf({ ...base, school: null })).toEqual([expect.stringMatching(/no school’s roll/)]);
    expect(reasonsOf({ ...base, pupil: null })).toEqual([expect.stringMatching(/not been described/)]);
  });

  test('everything at once', () => {
    const view = viewOf({ upn: null, sex: null, dateOfBirth: null, surname: '', forename: '', lastKnownAddress: '' });
    expect(reasonsOf(view, { ...LOST_ORDER, removal: null })).toHaveLength(7);
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.stringMatching(/^[<>&'"\]\u0000-\u001f\ud800\ufffe a-z]{1,20}$/),
  fc.constantFrom('&lt;', '&amp;amp;', '&#65;', '&#x0;', '&nope;', '<![CDATA[x]]>', '<!-- x -->', ']]>', '%s;'),
);

test('whatever is typed, the file is well formed and reads back as it was written', () => {
  fc.assert(
    fc.property(anyText, anyText, anyText, anyText, (surname, forename, otherNames, lastKnownAddress) => {
      const view = viewOf({ surname, forename, otherNames, lastKnownAddress: `1 Row, ${lastKnownAddress}` });
      if (xmlText(surname) === '' || xmlText(forename) === '') return reasonsOf(view).length > 0;
      const { Pupil } = fileOf(view).parsed.CTfile.CTFpupilData;
      const { AddressLines } = Pupil.Address;
      return (
        Pupil.Surname === xmlText(surname) &&
        Pupil.Forename === xmlText(forename) &&
        (Pupil.BasicDetails.MiddleNames ?? '') === xmlText(otherNames) &&
        JSON.stringify(Object.values(AddressLines)) === JSON.stringify(addressLines(view.pupil.lastKnownAddress)) &&
        Object.keys(AddressLines).length <= 5
      );
    }),
    { numRuns: 300 },
  );
});

test('the name of a file is always of one pattern', () => {
  const digits = fc.stringMatching(/^\d{4}$/);
  fc.assert(
    fc.property(digits, digits, fc.integer({ min: 1, max: 5000 }), (from, to, number) => {
      fc.pre(from !== to);
      const school = { ...base.school!, dfeNumber: `341${from}` };
      const { fileName } = fileOf(
        { ...base, school },
        { ...LOST_ORDER, removal: FOUND, destination: `342${to}` },
        number,
      );
      return /^\d{7}_CTF_(\d{7})_(?!000)\d{3}\.xml$/.test(fileName);
    }),
  );
});

test('no UPN with a wrong letter is ever written', () => {
  const twelve = fc.stringMatching(/^341\d{9}$/);
  const letter = fc.constantFrom(...'ABCDEFGHJKLMNPQRTUVWXYZ');
  fc.assert(
    fc.property(twelve, letter, (rest, first) => {
      const right = checkLetterFor(rest) === first;
      return (reasonsOf(viewOf({ upn: `${first}${rest}` })).length === 0) === right;
    }),
  );
});
