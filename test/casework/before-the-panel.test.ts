import { seesByAgenda } from '../../src/casework/seeing';
import { aReferral } from '../builders/ways';
import { aPupil, noRisk } from '../builders/case';
import { trailOf } from '../support/trail';
import { aWorld } from './world';

/** The panel meets on 23 April, 7 May, 21 May and 4 June 2026; its agendas are due at 09:00 on the second working day before. */
describe('what a member of the panel sees', () => {
  const refusedWith = (looking: Promise<unknown>) =>
    looking.then(
      () => null,
      ({ says }: { says: string }) => says,
    );

  it('is a case that stands on the agenda, and who saw it stands on the trail with the role', async () => {
    const { casework, people, report, storage } = await aWorld();
    const { case: one } = await report();
    expect((await casework.see(people.panel, one.reference)).case.id).toBe(one.id);
    expect((await casework.mine(people.panel)).map(({ case: { id } }) => id)).toEqual([one.id]);
    const looks = (await trailOf(storage, one.authority)).filter(({ person }) => person === people.panel.id);
    expect(looks).toMatchObject([{ action: 'see-case', outcome: 'read', role: 'panel-member', cases: [one.id] }]);
  });

  it('is no case that does not, though it is open, and it is told like one that there is not', async () => {
    const { casework, people } = await aWorld();
    const word = { draftId: 'd1', way: 'other-authority', triage: noRisk, linked: null, out: null } as const;
    const referral = aReferral({ otherAuthority: 'Sample Council' });
    const { view } = await casework.ways.refer(people.officer, { ...word, pupil: aPupil({ upn: null }), referral });
    const absent = await refusedWith(casework.see(people.panel, 'WB-ZZZZ-ZZ'));
    expect(absent).toContain('There is no case with that reference');
    expect(await refusedWith(casework.see(people.panel, view.case.reference))).toBe(absent);
    expect(await casework.mine(people.panel)).toEqual([]);
    expect((await casework.see(people.officer, view.case.reference)).case.id).toBe(view.case.id);
  });

  it('is all that somebody sees of the register who is of the panel, whatever cases another role lets them see', async () => {
    const { people } = await aWorld();
    const both = { ...people.welfare, roles: ['ews-officer', 'panel-member'] as const };
    expect(seesByAgenda(both)).toBe(false);
    expect(seesByAgenda(both, 'see-register')).toBe(true);
    expect(seesByAgenda({ ...both, roles: ['caseworker', 'panel-member'] }, 'see-register')).toBe(false);
  });

  it('can be opened until the meeting after the one that it was put before, whatever was done meanwhile', async () => {
    const { casework, people, report, at } = await aWorld();
    const { case: one } = await report();
    at('2026-05-06', '10:00');
    await casework.close(people.officer, one.reference, 'reported-in-error', 'Was on a visit.');
    const opens = async () => (await refusedWith(casework.see(people.panel, one.reference))) === null;
    at('2026-05-12', '10:00');
    expect(await opens()).toBe(true); // on the agenda of 21 May as it is being prepared
    at('2026-05-22', '10:00');
    expect(await opens()).toBe(true); // no longer on the agenda of now, but on the one that was posted on 19 May
    at('2026-06-04', '23:00');
    expect(await opens()).toBe(true);
    at('2026-06-05', '00:05');
    expect(await opens()).toBe(false);
    expect((await casework.see(people.officer, one.reference)).case.id).toBe(one.id);
  });

  it('is no case of another child on the case that they may see', async () => {
    const { casework, people, report } = await aWorld();
    const { case: ours } = await report();
    const word = { draftId: 'd2', way: 'other-authority', triage: noRisk, linked: null, out: null } as const;
    const referral = aReferral({ otherAuthority: 'Sample Council' });
    const pupil = aPupil({ forename: 'Wren', upn: null });
    const { view: theirs } = await casework.ways.refer(people.officer, { ...word, pupil, referral });
    await casework.siblings.link(people.officer, ours.reference, [theirs.case.reference]);
    const seen = await casework.see(people.panel, ours.reference);
    expect(await casework.siblings.of(people.panel, seen)).toEqual({ linked: [], elsewhere: true });
    expect((await casework.siblings.of(people.officer, seen)).linked).toHaveLength(1);
  });
});
