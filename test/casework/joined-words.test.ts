import { randomUUID } from 'node:crypto';
import { policyPack } from '../../src/domain/policy/policies';
import { anAbsence, aPupil, noRisk } from '../builders/case';
import { anOut, aReferral } from '../builders/ways';
import { aWorld } from './world';

type World = Awaited<ReturnType<typeof aWorld>>;

const referred = async ({ casework, people }: World, over = {}) => {
  const given = { way: 'not-on-roll', triage: noRisk, linked: null, out: anOut(), referral: aReferral() } as const;
  const { view } = await casework.ways.refer(people.officer, {
    ...given,
    ...{ pupil: aPupil(over), draftId: randomUUID() },
  });
  return view.case.reference;
};
const reported = async ({ casework, people }: World, by: 'lead' | 'otherLead', over = {}) => {
  const given = { draftId: randomUUID(), triage: noRisk, pupil: aPupil(), absence: anAbsence(over) };
  return (await casework.report(people[by], given)).view.case.reference;
};
const stand = async ({ casework, people }: World, reference: string) =>
  (await casework.see(people.officer, reference)).assessment;
const locate = (world: World, reference: string, where: 'other-school' | 'other-authority') => {
  const place = policyPack('liverpool').found.places.find(({ id }) => id === where)!;
  const details = Object.fromEntries(
    place.asks.map(({ id, kind, choices }) => [id, kind === 'date' ? '2026-04-29' : (choices[0]?.id ?? 'x')]),
  );
  const located = { where, on: '2026-04-29' as const, by: 'An aunt', note: '', details };
  return world.casework.outcomes.locate(world.people.officer, reference, located, []);
};

describe('of two cases of one child that are joined, the word that was said last counts', () => {
  it('an old place takes nothing from a newer report that the child is missing', async () => {
    const world = await aWorld();
    const old = await referred(world);
    world.at('2026-04-29', '09:00');
    await locate(world, old, 'other-school');
    world.at('2026-05-12', '09:00');
    const kept = await reported(world, 'lead', { firstDayMissed: '2026-05-11', lastAttended: '2026-05-08' });
    await world.casework.duplicates.join(world.people.officer, kept, old);
    const { found, day, removal } = await stand(world, kept);
    expect({ found, day }).toEqual({ found: null, day: 2 });
    expect(removal.gates.find(({ ground }) => ground.letter === 'a')?.open).toBe(false);
  });

  it.each(['kept', 'ended'] as const)('“not there”, on the case that is %s, stands over both places', async (which) => {
    const world = await aWorld();
    const kept = await referred(world);
    const ended = await referred(world, { upn: null, upnUnknown: 'other', dateOfBirth: null });
    world.at('2026-04-29', '09:00');
    await locate(world, kept, 'other-authority');
    await locate(world, ended, 'other-authority');
    world.at('2026-05-05', '09:00');
    const said = which === 'kept' ? kept : ended;
    await world.casework.outcomes.withdrawLocation(world.people.officer, said, 'Never seen there');
    world.at('2026-05-06', '09:00');
    await world.casework.duplicates.join(world.people.officer, kept, ended, 'The same mother');
    const { found, nowhere } = await stand(world, kept);
    expect([found, nowhere !== null]).toEqual([null, true]);
  });

  it('a death that was said in error there is looked into here', async () => {
    const world = await aWorld();
    const { casework, people } = world;
    const told = { by: 'The police', known: 'They rang', on: '2026-04-29', note: '' } as const;
    const [kept, ended] = [await reported(world, 'lead'), await reported(world, 'otherLead')];
    world.at('2026-04-29', '09:00');
    await casework.death.tell(people.lead, kept, told);
    await casework.death.tell(people.otherLead, ended, told);
    world.at('2026-05-05', '09:00');
    await casework.death.withdraw(people.officer, ended, 'It was a cousin');
    await casework.duplicates.join(people.officer, kept, ended);
    expect((await stand(world, kept)).died).toBeNull();
  });
});

it('that a return had not gone stays on the record of the case that ends', async () => {
  const world = await aWorld();
  const { casework, people } = world;
  const owes = await reported(world, 'lead');
  world.at('2026-05-20', '09:00');
  const other = await reported(world, 'otherLead', { firstDayMissed: '2026-05-20', lastAttended: '2026-05-19' });
  await casework.duplicates.join(people.officer, other, owes);
  const { facts } = (await casework.see(people.officer, owes)).case;
  expect(facts.at(-1)).toMatchObject({ kind: 'closed', unsent: { returns: [expect.stringContaining('return')] } });
  const { facts: going } = (await casework.see(people.officer, other)).case;
  expect(going.some((fact) => fact.kind === 'closed')).toBe(false);
});

describe('of two cases of one child that are joined, what the panel decided on the one that ends', () => {
  const decision = {
    ...({ decision: 'tracing', meeting: '2026-05-07', owner: 'caseworker', person: null, due: '2026-05-21' } as const),
    ...{ reason: 'The aunt was never asked', dissent: '' },
  };

  it('is carried forward on the one that goes on, unless it was done', async () => {
    const world = await aWorld();
    const { casework, people } = world;
    const [kept, ended] = [await reported(world, 'lead'), await reported(world, 'otherLead')];
    world.at('2026-05-07', '14:00');
    await casework.panel.decide(people.officer, ended, decision);
    const before = await casework.panel.decide(people.officer, ended, {
      ...decision,
      decision: 'section-19',
      owner: 'service-manager',
    });
    const done = before.assessment.decisions.at(-1)!.decided.id;
    await casework.panel.done(people.manager, ended, done, '2026-05-07', 'A tutor comes.');
    await casework.duplicates.join(people.officer, kept, ended, 'The same child');
    const { decisions, obligations } = await stand(world, kept);
    expect(decisions.map(({ decided }) => decided.decision)).toEqual(['tracing']);
    expect(obligations).toContainEqual(
      expect.objectContaining({ owner: 'caseworker', due: { known: true, date: '2026-05-21' }, state: 'due' }),
    );
    const [{ decided }] = decisions as [(typeof decisions)[number]];
    await casework.panel.done(people.caseworker, kept, decided.id, '2026-05-07', 'She has not seen the child.');
    expect((await stand(world, kept)).decisions[0]!.ended).not.toBeNull();
  });
});
