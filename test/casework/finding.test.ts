import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { BY_WHAT_IS_DUE, listed, ORDERS, WHICH } from '../../src/casework/case-lists';
import { soughtBy } from '../../src/casework/search-for';
import { may } from '../../src/domain/access/table';
import type { Triage } from '../../src/domain/case/fact';
import { policyPack, policyPackIds } from '../../src/domain/policy/policies';
import { checkLetterFor } from '../../src/domain/pupil/upn';
import { SCHOOL, OTHER_SCHOOL } from '../builders/authority';
import { aPupil, anAbsence, atRisk, noRisk } from '../builders/case';
import { atRiskUnder } from '../builders/of-a-pack';
import { aWorld } from './world';

type World = Awaited<ReturnType<typeof aWorld>>;

describe('what somebody types to find a case', () => {
  it.each([
    ['wb7k3m2q', { by: 'reference', reference: 'WB-7K3M-2Q' }],
    ['WB-7K3M-2Q', { by: 'reference', reference: 'WB-7K3M-2Q' }],
    ['c341 9999 26001', { by: 'upn', upns: ['C341999926001'] }],
    ['341999926001', { by: 'upn', upns: ['C341999926001'] }],
    ['X341999926001', { by: 'upn', upns: ['X341999926001', 'C341999926001'] }],
    ['C34I99992600I', { by: 'upn', upns: [`${checkLetterFor('34199992600I')}34199992600I`] }],
    ['O’Neill-Smith, Zoë', { by: 'name', parts: ['oneillsmith', 'zoe'] }],
    ['Jo Li', { by: 'name', parts: ['jo', 'li'] }],
    ['علي', { by: 'name', parts: ['علي'] }],
  ])('%s', (typed, sought) => {
    expect(soughtBy(typed)).toMatchObject(typed === 'C34I99992600I' ? { by: 'upn' } : sought);
  });

  it.each(['', ' ', 'ab', 'a b', '- ’', '%%%'])('is too little: "%s"', (typed) => {
    expect(soughtBy(typed)).toBeNull();
  });
});

describe('a search', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });

  it('is not for those who only read the agenda or look after people', async () => {
    for (const person of [world.people.panel, world.people.administrator]) {
      await expect(world.casework.finding.search(person, 'Ashdown')).rejects.toMatchObject({ code: 'not-allowed' });
    }
  });

  it('writes nothing of what was typed into the log', async () => {
    await world.report();
    await world.casework.finding.search(world.people.officer, 'Ashdown');
    await expect(world.casework.finding.search(world.people.officer, 'zq')).rejects.toMatchObject({
      code: 'too-little',
    });
    expect(JSON.stringify(world.lines)).not.toMatch(/ashdown|zq/i);
  });

  it('never finds a case that the person may not see, and every case that they may', async () => {
    const names = ['Ashdown', 'Ashby', 'Bell', 'Dashwood'];
    const pupils = fc.record({
      surname: fc.constantFrom(...names),
      school: fc.constantFrom(SCHOOL, OTHER_SCHOOL),
      closed: fc.boolean(),
    });
    const searches = fc.constantFrom('ash', 'Ashdown', 'bell', 'Rowan', 'down rowan');
    await fc.assert(
      fc.asyncProperty(fc.array(pupils, { maxLength: 8 }), searches, async (reported, typed) => {
        const { casework, people, storage } = await aWorld();
        for (const { surname, school, closed } of reported) {
          const by = school === SCHOOL ? people.lead : people.otherLead;
          const pupil = aPupil({ surname, upn: null, dateOfBirth: null });
          const { view } = await casework.report(by, {
            ...{ draftId: randomUUID(), triage: noRisk, pupil, absence: anAbsence() },
          });
          if (closed) await casework.close(by, view.case.reference, 'reported-in-error', 'a slip');
        }
        const all = [
          ...(await storage.cases.openCases('341', null)),
          ...(await storage.cases.closedSince('341', '2020-01-01T00:00:00.000Z')),
        ];
        const matches = (surname: string) =>
          typed
            .toLowerCase()
            .split(' ')
            .every((part) => `rowan${surname}`.toLowerCase().includes(part));
        const nameOn = (facts: (typeof all)[number]['facts']) =>
          facts.flatMap((fact) => (fact.kind === 'pupil-described' ? [fact.pupil.surname] : [])).at(-1)!;
        for (const person of [people.lead, people.otherLead, people.officer, people.welfare]) {
          const { views } = await casework.finding.search(person, typed);
          const expected = all.filter((one) => may(person, 'see-case', one) && matches(nameOn(one.facts)));
          expect(views.map(({ case: { id } }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('a list of open cases', () => {
  it('is the same set in every order, each case in its own place, whatever order they came in', async () => {
    const { casework, people } = await aWorld();
    for (let n = 0; n < 24; n += 1) {
      const by = n % 3 === 0 ? people.otherLead : people.lead;
      const pupil = aPupil({
        ...{ surname: `Number ${n}`, upn: null, yearGroup: n % 4 === 0 ? null : String((n % 12) + 1) },
        dateOfBirth: n % 8 === 0 ? null : `${2008 + (n % 12)}-08-31`,
      });
      await casework.report(by, {
        ...{ draftId: randomUUID(), triage: n % 5 === 0 ? atRisk : noRisk, pupil, absence: anAbsence() },
      });
    }
    const views = await casework.mine(people.officer);
    const references = (wish: Parameters<typeof listed>[1], from = views) =>
      listed(from, wish).map(({ view }) => view.case.reference);
    for (const by of ORDERS) {
      const whole = references({ by, which: 'all' });
      expect(whole.toSorted()).toEqual(references(BY_WHAT_IS_DUE).toSorted());
      expect(references({ by, which: 'all' }, views.toReversed())).toEqual(whole);
      const groups = listed(views, { by, which: 'all' }).map(({ group }) => group?.value);
      // What goes together stands together.
      expect(groups.filter((value, at) => at === 0 || value !== groups[at - 1])).toHaveLength(new Set(groups).size);
    }
    for (const which of WHICH) expect(references({ by: 'due', which }).length).toBeLessThanOrEqual(24);
    expect(references({ by: 'due', which: 'at-risk' })).toHaveLength(5);
    expect(references({ by: 'due', which: 'off-roll' })).toEqual([]);
    expect(references({ by: 'due', which: 'all', school: OTHER_SCHOOL })).toHaveLength(8);
    const risk = listed(views, { by: 'risk', which: 'all' }).map(({ view }) => view.assessment.atRisk);
    expect(risk.slice(0, 5)).toEqual(Array(5).fill(true));
    const years = listed(views, { by: 'year', which: 'all' }).map(({ group }) => group!.value);
    expect(years.at(-1)).toBe('');
  });

  it.each(policyPackIds())(
    'by risk has the greatest tier first, and within it who may be at risk, under %s',
    async (id) => {
      const { casework, people } = await aWorld(id);
      const policy = policyPack(id);
      const reports = async (surname: string, triage: Triage, tier?: string) => {
        const pupil = aPupil({ surname, upn: null, dateOfBirth: null });
        const { view } = await casework.report(people.lead, {
          ...{ draftId: randomUUID(), triage, pupil, absence: anAbsence() },
        });
        if (tier) await casework.tier.weigh(people.lead, view.case.reference, tier, 'As it is known');
      };
      const { levels, atRisk: implied } = policy.tiers;
      await reports('Unweighed', noRisk);
      for (const level of levels.toReversed()) await reports(`Weighed ${level.id}`, noRisk, level.id);
      await reports('Implied', atRiskUnder(policy));
      const lists = listed(await casework.mine(people.officer), { by: 'risk', which: 'all' });
      const expected = levels.flatMap((level) => [...(level.id === implied ? ['Implied'] : []), `Weighed ${level.id}`]);
      expect(lists.map(({ view }) => view.pupil!.surname)).toEqual([...expected, 'Unweighed']);
      expect(lists.at(-1)!.group!.value).toBe('');
    },
  );
});
