import { importAuthority, parseAuthority } from '../../../src/people/import/authority';
import { memoryStorage } from '../../../src/memory-storage';
import { demoFile, problemsOf } from './an-authority';

const demo = JSON.parse(demoFile('authority.json')) as Record<string, unknown> & { urgentContacts: object[] };
const parsing = (changes: object) => problemsOf(() => parseAuthority(JSON.stringify({ ...demo, ...changes })));

describe('the import of an authority', () => {
  it('keeps its settings', async () => {
    const storage = memoryStorage();
    await importAuthority(storage, demoFile('authority.json'));
    expect(await storage.directory.authority('341')).toEqual(demo);
  });

  it('knows whether the panel meets in weeks in which the schools are closed', async () => {
    const skips = (panelInClosedWeeks: string) => parseAuthority(JSON.stringify({ ...demo, panelInClosedWeeks }));
    expect(skips('skipped')).toEqual({ ...demo, panelSkipsClosedWeeks: true });
    expect(skips('kept')).toEqual(demo);
    expect(await parsing({ panelInClosedWeeks: 'sometimes' })).toEqual([
      'panelInClosedWeeks: Is either kept or skipped.',
    ]);
  });

  it('knows in which calendar the meetings of the panel stand, by an address alone', async () => {
    const panelCalendar = 'COPP@example.gov.uk';
    expect(parseAuthority(JSON.stringify({ ...demo, panelCalendar }))).toEqual({
      ...demo,
      panelCalendar: 'copp@example.gov.uk',
    });
    expect(await parsing({ panelCalendar: 'the panel' })).toEqual([
      'panelCalendar: Is the address of a mailbox, such as copp@example.gov.uk.',
    ]);
  });

  it('says where in the file something is missing or wrong', async () => {
    const [first, ...rest] = demo.urgentContacts;
    const contacts = [{ ...first, telephone: 'ring me' }, ...rest];
    expect(await parsing({ code: 'L', panelAnchor: '2026-02-30', urgentContacts: contacts, boss: 1 })).toEqual([
      'code: A local authority is given by its code of three digits, such as 341.',
      'urgentContacts[0].telephone: A telephone number has digits and spaces.',
      'panelAnchor: Has to be a day such as 2026-04-23.',
      'Nothing here is called boss.',
    ]);
  });

  it('needs a number for everybody whom triage tells staff to notify', async () => {
    expect(await parsing({ urgentContacts: demo.urgentContacts.slice(1) })).toEqual([
      'urgentContacts: The policy has staff notify social-care, and no contact has this id.',
    ]);
    expect(await parsing({ urgentContacts: [...demo.urgentContacts, demo.urgentContacts[0]] })).toEqual([
      'urgentContacts: The id social-care occurs twice.',
    ]);
  });

  it('takes only a policy that there is, and that is its own', async () => {
    expect(await parsing({ policy: 'atlantis' })).toEqual([
      expect.stringContaining('There is no policy pack atlantis.'),
    ]);
    expect(await parsing({ code: '340' })).toEqual(['policy: The policy pack liverpool is of authority 341.']);
  });

  it('refuses what is not JSON', async () => {
    expect(await problemsOf(() => parseAuthority('{ "code": '))).toEqual([expect.stringContaining('not JSON')]);
  });
});
