import { importSchools, parseSchools } from '../../../src/people/import/schools';
import { anAuthority, problemsOf, SCHOOLS } from './an-authority';

describe('the import of schools', () => {
  it('adds schools and changes those that are known', async () => {
    const storage = await anAuthority();
    const text = 'authority,urn,name,dfe_number\r\n341,999901,"Harbour Lights, North",341/9999\r\n';
    expect(await importSchools(storage, text)).toMatchObject({ says: '1 school imported.' });
    expect(await storage.directory.schools('341')).toEqual([
      { urn: '999901', name: 'Harbour Lights, North', dfeNumber: '3419999', authority: '341' },
      { urn: '999902', name: 'Lantern Street Primary School', dfeNumber: '3419998', authority: '341' },
    ]);
  });

  it('says all that is wrong at once, by line and column, and changes nothing', async () => {
    const storage = await anAuthority();
    const text = [
      'urn,name,dfe_number,authority',
      '999901,Changed,3419999,341',
      '12345,Short,3419990,341',
      '',
      '999903,,3409990,341',
      '999901,Again,3419991,341',
      '999905,Elsewhere,3409992,340',
      '999906,A, comma,3419993,341',
      '999907,Other authority,3409994,341',
    ].join('\n');
    expect(await problemsOf(importSchools(storage, text))).toEqual([
      'line 3, urn: A URN has six digits.',
      'line 5, name: The name is missing.',
      'line 6, urn: This URN stands in line 2 already.',
      'line 7, authority: There is no authority 340 here. Import it first: import authority FILE.json.',
      'line 8: This line has 5 fields and the heading has 4. A text with a comma in it needs quotation marks around it.',
      'line 9, dfe_number: The DfE number begins with 340, but the school’s authority is 341.',
    ]);
    expect((await storage.directory.school('999901'))?.name).toBe('Harbour Lights Primary School');
  });

  it.each([
    ['', 'The file is empty.'],
    ['urn,name,dfe_number,authority\n', 'There is nothing below the heading.'],
    ['urn,name,authority\n1,2,3\n', 'line 1: The column dfe_number is missing.'],
    [
      'urn,name,dfe_number,authority,head\n1,2,3,4,5\n',
      'line 1: Nothing is known of head. The columns are urn, name, dfe_number, authority.',
    ],
    ['urn,name,dfe_number,authority,urn\n1,2,3,4,5\n', 'line 1: The column urn occurs twice.'],
    [
      'urn,name,dfe_number,authority,constructor\n1,2,3,4,5\n',
      'line 1: Nothing is known of constructor. The columns are urn, name, dfe_number, authority.',
    ],
    [
      'urn,name,dfe_number,authority\n999901,"Harbour,3419999,341\n',
      'line 2: This is not CSV from here on: a quotation mark is not closed, or stands inside a text without being doubled.',
    ],
  ])('refuses %j', async (text, says) => {
    expect(await problemsOf(importSchools(await anAuthority(), text))).toEqual([says]);
  });

  it('refuses a hundred thousand columns at once, and names some of them', () => {
    const names = Array.from({ length: 100_000 }, (_, n) => `c${n}`);
    const began = performance.now();
    const { problems } = parseSchools(`urn,name,dfe_number,authority,${names.join(',')}\n1\n`);
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(problems.map(({ says }) => says)).toEqual([
      `Nothing is known of ${names.slice(0, 10).join(', ')}, 99990 more. The columns are urn, name, dfe_number, authority.`,
    ]);
  });

  it('reads what a spreadsheet writes: a byte order mark, capitals in the heading, spaces', () => {
    const { rows, problems } = parseSchools('\uFEFFURN, Name ,DFE_number,Authority\n 999901 , Harbour ,3419999,341\n');
    expect(problems).toEqual([]);
    expect(rows.map(({ value }) => value.name)).toEqual(['Harbour']);
  });

  it('does not move a school from one authority to another', async () => {
    const storage = await anAuthority();
    const other = { code: '342', name: 'Other', policy: 'liverpool', urgentContacts: [], panelAnchor: '2026-04-23' };
    await storage.directory.saveAuthority({ ...other, panelAnchor: '2026-04-23' });
    expect(await problemsOf(importSchools(storage, SCHOOLS.replaceAll('341', '342')))).toEqual([
      'line 2, authority: The school 999901 belongs to 341 already.',
      'line 3, authority: The school 999902 belongs to 341 already.',
    ]);
  });
});
