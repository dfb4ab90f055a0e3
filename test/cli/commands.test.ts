import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../src/database/open-database';
import { byId, changed, type Loose } from '../builders/policies';
import { embeddedPlace } from '../support/databases';
import { runCli } from './run-cli';

const packOf = (id: string) => path.join(__dirname, `../../src/domain/policy/packs/${id}.json`);
const PACK = packOf('liverpool');
/** Commands that need no database must not make one. */
const NOWHERE = { folder: '/dev/null/nowhere' };

describe('the operator’s commands', () => {
  it('are listed by help', async () => {
    const { code, said } = await runCli(NOWHERE, 'help');
    expect(code).toBe(0);
    for (const name of ['authority', 'schools', 'people', 'calendar']) expect(said).toContain(`-- import ${name} FILE`);
    expect(said).toContain('-- policy check FILE');
    for (const name of ['retention preview', 'retention delete', 'hold', 'subject-access'])
      expect(said).toContain(`-- ${name} `);
  });

  it.each([
    [[], 'The operator’s commands'],
    [['export', 'people'], 'There is no command "export people".'],
    [['import', 'people'], 'It is written: import people FILE.csv'],
    [['import', 'people', 'a.csv', 'b.csv'], 'It is written: import people FILE.csv'],
    [['import', 'calendar', 'a.csv', '--what'], 'It is written: import calendar FILE.csv'],
    [['deliveries', 'export', 'a.csv'], 'It is written: deliveries export FILE.csv --authority CODE'],
    [['deliveries', 'export', 'a.csv', '--authority', '341', '--only', 'some'], 'It is written: deliveries export'],
    [['deliveries', 'export', 'a.csv', '--authority', '341', '--from', 'Monday'], 'Monday is no date.'],
    [['import', 'people', '/dev/null/people.csv'], '/dev/null/people.csv cannot be read'],
  ])('%j is not understood: the exit code is 2', async (args, says) => {
    const { code, said, warned } = await runCli(NOWHERE, ...args);
    expect(code).toBe(2);
    expect(said + warned).toContain(says);
  });
});

describe('policy check', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'whereabouts-policy-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('accepts the pack that ships', async () => {
    expect(await runCli(NOWHERE, 'policy', 'check', PACK)).toMatchObject({
      code: 0,
      said: expect.stringContaining('can be used from 2025-09-08'),
    });
  });

  it.each([
    ['liverpool', 'attendance-lead owes S04 (Day 1), S05 (Day 2)', 'tracking-officer gets'],
    ['westmere', 'tracking-officer owes answer (10 working days after refer)', 'head-teacher gets'],
  ])('sums up what %s asks of whom, and who is told', async (id, owes, told) => {
    const { code, said } = await runCli(NOWHERE, 'policy', 'check', packOf(id));
    expect(code).toBe(0);
    expect(said).toContain(owes);
    expect(said).toMatch(new RegExp(`^${told} \\d+ kinds of alert$`, 'm'));
  });

  it('refuses a file that a spreadsheet saved in an encoding of its own', async () => {
    const file = path.join(folder, 'latin.json');
    writeFileSync(file, Buffer.from('{"title": "École"}', 'latin1'));
    const { code, warned } = await runCli(NOWHERE, 'policy', 'check', file);
    expect([code, warned]).toEqual([2, expect.stringContaining('is not in UTF-8')]);
  });

  it('explains every mistake by its place', async () => {
    const pack = JSON.parse(readFileSync(PACK, 'utf8'));
    const broken = { ...pack, title: '', alertTime: '25:00', panel: { ...pack.panel, everyDays: 0 } };
    const file = path.join(folder, 'broken.json');
    writeFileSync(file, JSON.stringify(broken));
    const { code, warned } = await runCli(NOWHERE, 'policy', 'check', file);
    expect(code).toBe(1);
    const places = warned.split('\n').map((line) => line.split(':')[0]);
    expect(places).toEqual(expect.arrayContaining(['title', 'alertTime', 'panel.everyDays']));
    writeFileSync(file, '{');
    expect(await runCli(NOWHERE, 'policy', 'check', file)).toMatchObject({
      code: 1,
      warned: expect.stringContaining('not JSON'),
    });
  });
});

describe('policy diff', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'whereabouts-diff-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const written = (name: string, change: (pack: Loose) => void) => {
    const file = path.join(folder, name);
    writeFileSync(file, JSON.stringify(changed(change)));
    return file;
  };

  it('names what the second pack says otherwise, by its place', async () => {
    const next = written('next.json', (pack) => {
      byId(pack['checklist'], 'E01')['dueDay'] = 5;
      pack['stages'][0].title = 'The first day';
    });
    const { code, said } = await runCli(NOWHERE, 'policy', 'diff', PACK, next);
    expect(code).toBe(0);
    expect(said).toContain('checklist[E01].dueDay: ');
    expect(said).toContain('stages[day-1].title: ');
    expect(said).toContain('2 differences.');
  });

  it('says that there is none, and compares the packs of two authorities', async () => {
    expect(await runCli(NOWHERE, 'policy', 'diff', PACK, PACK)).toMatchObject({
      code: 0,
      said: 'The two say the same.\n',
    });
    const { code, said } = await runCli(NOWHERE, 'policy', 'diff', PACK, packOf('westmere'));
    expect(code).toBe(0);
    expect(said).toContain('panel.everyDays: ');
  });

  it('compares only packs that can be used, and needs two of them', async () => {
    const broken = written('broken.json', (pack) => (pack['alertTime'] = 'early'));
    expect(await runCli(NOWHERE, 'policy', 'diff', PACK, broken)).toMatchObject({
      code: 1,
      warned: expect.stringMatching(/^alertTime: [\s\S]*run policy check on each/),
    });
    expect(await runCli(NOWHERE, 'policy', 'diff', PACK)).toMatchObject({
      code: 2,
      warned: expect.stringContaining('It is written: policy diff FILE.json FILE.json'),
    });
  });
});

it('says that the bot has to be stopped while it holds the embedded database', async () => {
  const home = await embeddedPlace();
  const running = await openDatabase(home.place);
  const { code, warned } = await runCli(
    home.place,
    'import',
    'schools',
    path.join(__dirname, '../../src/demo/data/schools.csv'),
  );
  expect([code, warned]).toEqual([1, expect.stringContaining('is in use by another process. Stop that one first')]);
  await running.close();
  await home.remove();
});

it('says in one sentence that a server does not answer', async () => {
  const nobody = { url: 'postgresql://operator:hidden@127.0.0.1:1/whereabouts' };
  const schools = path.join(__dirname, '../../src/demo/data/schools.csv');
  const { code, warned } = await runCli(nobody, 'import', 'schools', schools);
  expect(code).toBe(1);
  expect(warned).toContain('It could not be done');
  expect(warned).not.toContain('hidden');
  expect(warned).not.toMatch(/^\s+at /m);
});
