import type { FactBody } from '../../src/domain/case/fact';
import { putRight } from '../../src/domain/case/put-right';
import type { Pupil } from '../../src/domain/pupil/pupil';
import { commonTransferFile } from '../../src/records/ctf';
import { referralSheet } from '../../src/records/referral-form';
import { aPupil, reported } from '../builders/case';
import { aView, factsUnder, MAKER, PEOPLE } from './case-view';

/** Something else for every field of a pupil. */
const OTHER: { readonly [F in keyof Pupil]: Pupil[F] } = {
  ...{ forename: 'Rowena', surname: 'Ashton', otherNames: 'Wren', dateOfBirth: '2015-04-01', upn: 'R341999926002' },
  ...{ upnUnknown: null, yearGroup: '6', sex: 'male', lastKnownAddress: '2 New Row, Leeds', parents: 'Kim Ashton' },
  ...{ emergencyContacts: 'An uncle', siblings: 'Robin, at Sample High' },
};
const BEFORE = aPupil({ otherNames: 'Rowan Lee', sex: 'female', yearGroup: '5', siblings: 'Nobody', upnUnknown: null });
const corrected = (pupil: Pupil): FactBody => ({
  kind: 'pupil-described',
  pupil,
  correctedBecause: 'The passport was seen',
});

const timeline = (view: ReturnType<typeof aView>): string[] =>
  referralSheet(view, PEOPLE, MAKER).parts.flatMap((part) =>
    part.kind === 'table' && part.columns[0]?.title === 'When' ? part.rows.map((row) => row[2]!) : [],
  );

const SAID: { readonly [F in keyof Pupil]?: readonly [string, string] } = {
  dateOfBirth: ['9 March 2016', '1 April 2015'],
  yearGroup: ['Year 5', 'Year 6'],
};

test.each(Object.keys(OTHER).filter((field) => field !== 'upnUnknown') as (keyof Pupil)[])(
  'the %s of a pupil is put right by a later word: the history keeps the old words, the new ones and the reason',
  (field) => {
    const now = { ...BEFORE, [field]: OTHER[field] };
    const history = reported().at('2026-04-28', '09:00', { kind: 'pupil-described', pupil: BEFORE });
    const view = aView(history.at('2026-05-05', '09:00', corrected(now)).facts);
    expect(view.pupil?.[field]).toBe(OTHER[field]);
    const [old, told] = timeline(view).slice(-2);
    const [was, is] = SAID[field] ?? [BEFORE[field], OTHER[field]];
    expect(told).toContain(`put right: “${was}” before, “${is}” since.`);
    expect(told).toContain('Put right: The passport was seen.');
    expect(old).toContain('Put right since: ');
  },
);

test('paper and transfer file use the new words', () => {
  const pupil = { ...BEFORE, lastKnownAddress: '2 New Row, Leeds', parents: 'Kim Ashton', surname: 'Ashton' };
  const view = aView(reported().at('2026-05-05', '09:00', corrected(pupil)).facts);
  expect(factsUnder('Home and family', view)).toMatchObject({
    'Last known address': '2 New Row, Leeds',
    'Parents and carers': 'Kim Ashton',
  });
  expect(factsUnder('The pupil', view)).toMatchObject({ Name: 'Rowan Ashton' });
  const order = { destination: 'XXXXXXX', at: '2026-06-02T09:30:15.000Z', found: null } as const;
  const made = commonTransferFile(view, { ...order, removal: { deletedOn: '2026-06-02', lost: true } }, 1);
  expect(made.made && Buffer.from(made.file.bytes).toString('utf8')).toContain('<Surname>Ashton</Surname>');
});

test('what was not known before is no correction, and neither is the same with other spaces', () => {
  const nameless = aPupil({
    forename: 'Not yet given',
    surname: 'Not yet given',
    lastKnownAddress: 'Not known',
    parents: '',
  });
  expect(putRight(nameless, OTHER).map(({ field }) => field)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/forename|surname|lastKnownAddress|parents/)]),
  );
  expect(putRight(BEFORE, { ...BEFORE, surname: ` ${BEFORE.surname} ` })).toEqual([]);
  expect(putRight(null, OTHER)).toEqual([]);
  expect(putRight(BEFORE, { ...BEFORE, upn: null, upnUnknown: 'not-found' })).toEqual([
    { field: 'upn', was: BEFORE.upn, now: null },
  ]);
});
