import { ctfName, readCtfName, wrongCtfName, type CtfWanted } from '../../../src/domain/case/ctf-name';

const school = { lea: '383', estab: '4001', why: 'school' } as const;
const abroad = { lea: 'MMM', estab: 'MMMM', why: 'abroad' } as const;
const wanted = (over: Partial<CtfWanted>): CtfWanted => ({
  ...{ source: '3419999', lost: false, destination: null },
  ...over,
});

describe('the name of a transfer file', () => {
  it.each([
    ['of a pupil whom nobody found', { lost: true }, 'XXXXXXX'],
    ['of one at a school that is known', { destination: school }, '3834001'],
    ['of one abroad', { destination: abroad }, 'MMMMMMM'],
    ['of one of whom the case says no school: a school', {}, '3834001'],
    ['of one of whom the case says no school: an authority', {}, '383LLLL'],
    ['of a school without a number that holds', { source: null, lost: true }, 'XXXXXXX'],
  ])('%s', (_of, over, destination) => {
    expect(wrongCtfName(ctfName('3419999', destination, 1001), wanted(over))).toBeNull();
  });

  it.each([
    ['is a name of such a file', { lost: true }, 'holiday.docx', /no name of a transfer file.*3419999_CTF_XXXXXXX_001/],
    ['has a number', { lost: true }, '3419999_CTF_XXXXXXX_000.xml', /no name/],
    ['goes somewhere', {}, '3419999_CTF_ABCDEFG_001.xml', /no name/],
    ['goes to no authority that cannot be', {}, '3419999_CTF_000LLLL_001.xml', /no name/],
    ['comes from this school', { lost: true }, '3418888_CTF_XXXXXXX_001.xml', /another school/],
    ['does not go back to it', {}, '3419999_CTF_3419999_001.xml', /school that sends it/],
    ['goes to the lost pupils', { lost: true }, '3419999_CTF_3834001_001.xml', /elsewhere.*XXXXXXX/],
    ['goes to the lost pupils alone where nobody found the child', {}, '3419999_CTF_XXXXXXX_001.xml', /could not find/],
    ['goes where the child is', { destination: abroad }, '3419999_CTF_XXXXXXX_001.xml', /elsewhere.*MMMMMMM/],
    ['goes to that school', { destination: school }, '3419999_CTF_3834002_001.xml', /elsewhere.*3834001/],
  ])('%s', (_rule, over, name, says) => {
    expect(wrongCtfName(name, wanted(over))).toMatch(says);
  });

  it('is read as it was written', () => {
    expect(readCtfName(' 3419999_CTF_383LLLL_007.xml ')).toEqual({
      ...{ source: '3419999', destination: '383LLLL', number: 7 },
    });
  });
});
