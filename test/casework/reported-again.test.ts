import { randomUUID } from 'node:crypto';
import type { CaseView } from '../../src/casework/casework';
import type { Absence, Triage } from '../../src/domain/case/fact';
import { aPupil, anAbsence, atRisk, noRisk } from '../builders/case';
import { anOut, aReferral } from '../builders/ways';
import { aWorld } from './world';

type World = Awaited<ReturnType<typeof aWorld>>;

const AT_RISK: Readonly<Record<string, Triage>> = {
  liverpool: atRisk,
  westmere: { yes: ['harm'], groups: [], note: '' },
};

async function reportAnew({ casework, people }: World, triage: Triage, absence: Absence | null) {
  return casework.report(people.lead, { draftId: randomUUID(), triage, pupil: aPupil(), absence });
}

const present = { code: '/', from: '2026-04-29', to: null, note: '' } as const;

/** Alerts that have fallen due since then, each with the one to whom it is addressed. */
const told = async ({ storage }: World, id: string, since: string) =>
  (await storage.outbox.ofCase(id)).filter(({ dueAt }) => dueAt >= since);

/** The alerts of a pupil who is missing or at risk anew, by what set them off. */
const alertsOf = ({ assessment: { notices } }: CaseView, since: string) =>
  notices
    .filter(({ dueAt, rule: { trigger } }) => dueAt >= since && ['at-risk', 'missing-again'].includes(trigger.kind))
    .map(({ rule, occurrence }) => `${rule.trigger.kind} ${occurrence}`);

describe.each(['liverpool', 'westmere'])('a pupil who was back and is reported missing again, under %s', (pack) => {
  let world: World;
  let reference: string;
  let id: string;
  beforeEach(async () => {
    world = await aWorld(pack);
    ({ reference, id } = (await world.report({ triage: AT_RISK[pack]! })).case);
    world.at('2026-04-29', '09:00');
    await world.casework.markAttendance(world.people.lead, reference, present);
    world.at('2026-05-05', '09:00');
  });

  it('is missing from today on, and everybody is alerted anew for the same reason', async () => {
    const now = world.clock.now();
    const { view, existing, again } = await reportAnew(world, AT_RISK[pack]!, null);
    expect([existing, again, view.case.reference]).toEqual([true, true, reference]);
    expect([view.assessment.found, view.assessment.day]).toEqual([null, 1]);
    const alerts = await told(world, id, now);
    expect(alertsOf(view, now).filter((alert) => alert.startsWith('at-risk'))).not.toEqual([]);
    const recipients = alerts.map(({ recipient }) => recipient);
    expect(recipients).toEqual([...new Set(recipients)]);
    for (const { id } of [world.people.safeguarding, world.people.officer]) expect(recipients).toContain(id);
  });

  it('counts from the first day missed once that is said, and asks for it until then', async () => {
    const { view } = await reportAnew(world, AT_RISK[pack]!, null);
    expect(world.casework.asksSinceWhen(view)).toBe(true);
    world.at('2026-05-05', '09:20');
    const absence = anAbsence({ lastAttended: '2026-04-29', firstDayMissed: '2026-04-30', note: 'Nobody at home.' });
    const whole = (await reportAnew(world, AT_RISK[pack]!, absence)).view;
    expect(whole.assessment.counts.tenDayReturn?.since).toBe('2026-04-30');
    expect(whole.case.facts.at(-1)).toMatchObject({ mark: { note: expect.stringContaining('Nobody at home.') } });
    expect(whole.case.facts.at(-1)).toMatchObject({ mark: { note: expect.stringContaining('Wed 29 April 2026') } });
    expect(world.casework.asksSinceWhen(whole)).toBe(false);
  });

  it('alerts once for each report, and a second report of who is missing already begins nothing anew', async () => {
    const { view } = await reportAnew(world, AT_RISK[pack]!, anAbsence({ firstDayMissed: '2026-05-05' }));
    const alerts = alertsOf(view, '2026-05-05');
    expect(alerts).not.toEqual([]);
    world.at('2026-05-05', '10:00');
    const second = await reportAnew(world, AT_RISK[pack]!, anAbsence({ firstDayMissed: '2026-05-05' }));
    expect(second.again).toBeUndefined();
    expect(second.view.case.facts.filter((fact) => fact.kind === 'triaged' && fact.again)).toHaveLength(1);
    expect(alertsOf(second.view, '2026-05-05')).toEqual(alerts);
  });

  it('takes back no day that the register tells as present, and keeps the days that were typed beside it', async () => {
    world.at('2026-05-22', '09:00');
    await world.casework.markAttendance(world.people.lead, reference, { ...present, to: '2026-05-22' });
    world.at('2026-06-03', '09:00');
    const typed = { lastAttended: '2026-05-08', firstDayMissed: '2026-05-11' } as const;
    const { view } = await reportAnew(world, AT_RISK[pack]!, anAbsence(typed));
    expect(view.assessment.found).toBeNull();
    expect(view.assessment.removal.corrections).toEqual([]);
    expect(view.assessment.counts.tenDayReturn).toMatchObject({ since: '2026-06-01', days: 3 });
    expect(view.case.facts.at(-1)).toMatchObject({ kind: 'also-told', absence: typed });
    expect(world.casework.asksSinceWhen(view)).toBe(false);
  });

  it('is missing also where the register said present of the same morning, and nobody is refused for it', async () => {
    await world.casework.markAttendance(world.people.lead, reference, { ...present, from: '2026-05-05' });
    const { view } = await reportAnew(world, AT_RISK[pack]!, null);
    expect(view.assessment).toMatchObject({ found: null, day: 1 });
    expect(view.assessment.removal.corrections).toHaveLength(1);
  });

  it.each([
    ['found elsewhere', 'located'],
    ['seen', 'seen'],
  ])('takes back that the pupil was %s', async (_how, how) => {
    await world.casework.markAttendance(world.people.lead, reference, { ...present, code: 'N', from: '2026-05-05' });
    world.at('2026-05-06', '09:00');
    if (how === 'seen') {
      const sighting = { on: '2026-05-06', where: 'elsewhere', by: '', note: '' } as const;
      await world.casework.recordSighting(world.people.lead, reference, sighting);
    } else {
      const details = { address: '9 Example Row' };
      const place = { where: 'in-area', on: '2026-05-06', by: 'Example', details, note: '' } as const;
      await world.casework.outcomes.locate(world.people.lead, reference, place, []);
    }
    expect((await world.casework.see(world.people.lead, reference)).assessment.found).not.toBeNull();
    world.at('2026-05-07', '09:00');
    const { view } = await reportAnew(world, noRisk, anAbsence({ firstDayMissed: '2026-05-07' }));
    expect(view.assessment.found).toBeNull();
    expect(alertsOf(view, '2026-05-07')).not.toEqual([]);
  });
});

describe.each(['liverpool', 'westmere'])('a pupil of whom it was told that it had died, under %s', (pack) => {
  it.each(['urgent', 'plain'] as const)(
    'and who is reported missing (%s) is looked for, and the two words stand side by side',
    async (how) => {
      const world = await aWorld(pack);
      const { people, casework } = world;
      const { reference } = (await world.report()).case;
      world.at('2026-04-29', '09:00');
      const told = { by: 'A neighbour', known: 'By telephone', on: '2026-04-29', note: '' } as const;
      await casework.death.tell(people.lead, reference, told);
      world.at('2026-05-05', '09:00');
      const now = world.clock.now();
      const { view, again } = await reportAnew(world, how === 'urgent' ? AT_RISK[pack]! : noRisk, null);
      expect([again, view.assessment.died, view.assessment.found]).toEqual([true, null, null]);
      expect(view.assessment.day).toBeGreaterThan(0);
      expect(view.assessment.warnings).toContainEqual(expect.stringContaining('had died'));
      expect(alertsOf(view, now).map((alert) => alert.split(' ')[0])).toContain(
        how === 'urgent' ? 'at-risk' : 'missing-again',
      );
    },
  );
});

describe.each(['liverpool', 'westmere'])(
  'word at the authority, under %s, that a child who was found is at risk',
  (pack) => {
    const word = { way: 'not-on-roll', linked: null, pupil: aPupil(), out: anOut() } as const;
    const tell = ({ casework, people }: World, triage: Triage) =>
      casework.ways.refer(people.officer, { ...word, triage, draftId: randomUUID(), referral: aReferral() });

    it('who was back at school, alerts at once for the same reason, and the school is asked since when', async () => {
      const world = await aWorld(pack);
      const { reference } = (await world.report({ triage: AT_RISK[pack]! })).case;
      world.at('2026-04-29', '09:00');
      await world.casework.markAttendance(world.people.lead, reference, present);
      world.at('2026-05-09', '22:00');
      const now = world.clock.now();
      const { view } = await tell(world, AT_RISK[pack]!);
      expect(view.case.reference).toBe(reference);
      expect(alertsOf(view, now).filter((alert) => alert.startsWith('at-risk'))).not.toEqual([]);
      expect(world.casework.asksSinceWhen(view)).toBe(true);
    });

    it('who was located elsewhere, alerts at once and takes the place back', async () => {
      const world = await aWorld(pack);
      const first = (await tell(world, AT_RISK[pack]!)).view;
      world.at('2026-04-29', '09:00');
      const details = { address: '9 Example Row' };
      const place = { where: 'in-area', on: '2026-04-29', by: 'Example', details, note: '' } as const;
      await world.casework.outcomes.locate(world.people.officer, first.case.reference, place, []);
      world.at('2026-05-09', '22:00');
      const now = world.clock.now();
      const { view } = await tell(world, AT_RISK[pack]!);
      expect(view.assessment.found).toBeNull();
      expect(alertsOf(view, now).filter((alert) => alert.startsWith('at-risk'))).not.toEqual([]);
    });
  },
);
