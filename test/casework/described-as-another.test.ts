import { randomUUID } from 'node:crypto';
import type { CaseView } from '../../src/casework/casework';
import { AnotherChild } from '../../src/errors';
import { aCheck, anAbsence, aPupil, atRisk, noRisk } from '../builders/case';
import { aWorld } from './world';

const WREN = aPupil({ forename: 'Wren', surname: 'Birch', upn: null, dateOfBirth: '2015-02-02' });

describe.each(['liverpool', 'westmere'])(
  'details that are those of another open case of the school, under %s',
  (pack) => {
    let world: Awaited<ReturnType<typeof aWorld>>;
    let older: CaseView;
    let newer: CaseView;
    beforeEach(async () => {
      world = await aWorld(pack);
      older = await world.report({ pupil: { surname: 'Ashdowne', upn: null } });
      world.at('2026-05-11', '09:00');
      const absence = anAbsence({ lastAttended: '2026-05-08', firstDayMissed: '2026-05-11' });
      const given = { draftId: randomUUID(), triage: noRisk, pupil: WREN, absence };
      newer = (await world.casework.report(world.people.lead, given)).view;
      world.at('2026-05-11', '10:00');
    });
    const see = (view: CaseView) => world.casework.see(world.people.officer, view.case.reference);
    const describe = (on: CaseView, same?: string) =>
      world.casework.describePupil(world.people.lead, on.case.reference, WREN, same);

    it('end no case that is worked on: it is asked first, and nothing is recorded', async () => {
      const asked = await describe(older).catch((error: unknown) => error);
      expect(asked).toBeInstanceOf(AnotherChild);
      expect(asked).toMatchObject({ reference: newer.case.reference, seemsSame: true });
      for (const before of [older, newer]) expect((await see(before)).case.facts).toEqual(before.case.facts);
    });

    it('let the older case go on with its days, whichever of the two was described', async () => {
      const { view } = await describe(older, newer.case.reference);
      expect([view.case.id, view.pupil?.forename]).toEqual([older.case.id, 'Wren']);
      expect(view.assessment.counts.safeguarding?.since).toBe('2026-04-27');
      expect((await see(newer)).assessment.open).toBe(false);
    });

    it('let the older case go on also where the newer one was put right', async () => {
      const right = aPupil({ surname: 'Ashdowne', upn: null });
      const reference = older.case.reference;
      const { view } = await world.casework.describePupil(world.people.lead, newer.case.reference, right, reference);
      expect([view.case.id, view.assessment.day]).toEqual([older.case.id, older.assessment.day! + 9]);
      expect((await see(newer)).assessment.open).toBe(false);
    });

    it('can be parted again, and the case that ended is worked on as before', async () => {
      await describe(older, newer.case.reference);
      const { officer } = world.people;
      await world.casework.duplicates.part(officer, older.case.reference, newer.case.reference, 'Two children.');
      expect((await see(newer)).assessment).toMatchObject({ open: true, day: 1 });
    });
  },
);

test('an urgent report of a pupil whose case said “back” says there that the pupil is missing again', async () => {
  const world = await aWorld();
  const { reference } = (await world.report()).case;
  const { lead } = world.people;
  world.at('2026-04-29', '09:00');
  await world.casework.markAttendance(lead, reference, { code: '/', from: '2026-04-29', to: null, note: '' });
  world.at('2026-05-05', '09:00');
  const nameless = aPupil({ forename: 'R', surname: 'not yet given', dateOfBirth: null, upn: null });
  const given = { draftId: randomUUID(), triage: atRisk, pupil: nameless, absence: null };
  const urgent = await world.casework.report(lead, given);
  await world.casework.recordCheck(
    lead,
    urgent.view.case.reference,
    'S04',
    aCheck({ outcome: 'no-answer', on: '2026-05-05' }),
    null,
  );
  const { view } = await world.casework.describePupil(lead, urgent.view.case.reference, aPupil());
  expect(view.assessment).toMatchObject({ found: null, day: 1, inDanger: true });
  expect(view.case.facts.some((fact) => fact.kind === 'check-recorded' && fact.moved)).toBe(true);
});

test('an urgent report that names a pupil does not end in the case of another one unasked', async () => {
  const world = await aWorld();
  const { lead } = world.people;
  const given = { draftId: randomUUID(), triage: noRisk, pupil: WREN, absence: anAbsence() };
  const wren = (await world.casework.report(lead, given)).view.case.reference;
  const named = {
    draftId: randomUUID(),
    triage: atRisk,
    pupil: aPupil({ dateOfBirth: null, upn: null }),
    absence: null,
  };
  const { reference, facts } = (await world.casework.report(lead, named)).view.case;
  const asked = await world.casework.describePupil(lead, reference, WREN, '').catch((error: unknown) => error);
  expect(asked).toMatchObject({ reference: wren, seemsSame: true });
  expect((await world.casework.see(lead, reference)).case.facts).toEqual(facts);
  const own = aPupil({ upn: null });
  expect((await world.casework.describePupil(lead, reference, own, '')).view.case.reference).toBe(reference);
});
