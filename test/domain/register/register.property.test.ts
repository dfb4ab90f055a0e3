import fc from 'fast-check';
import type { Role } from '../../../src/domain/access/roles';
import { addDays, daysBetween, isWeekend, type LocalDate } from '../../../src/domain/calendar/date';
import { isSchoolDay } from '../../../src/domain/calendar/school-days';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { REGISTER_REASONS } from '../../../src/domain/policy/register-policy';
import { registerOn, rowOfLine } from '../../../src/domain/register/register';
import { liverpool } from '../calendar/liverpool';
import { recount, type Recounted, type Story } from './register-oracle';
import { asCase, FIRST, provingStep, stories } from './stories';
import { recountTold, type Called } from './told-oracle';

const calendarOf = () => liverpool;
const ROLES: Readonly<Record<string, readonly Role[]>> = {
  'person-c': ['panel-member', 'caseworker'],
  'person-e': ['ews-officer'],
};
const rolesOf = (person: string) => ROLES[person] ?? [];
const isFree = (day: LocalDate) => isWeekend(day) || isSchoolDay(liverpool, day) !== 'yes';

/** Out longest first, as a clerk would write it down. */
const longestFirst = (a: Recounted, b: Recounted): number => {
  if (a.since === b.since) return 0;
  return a.since !== null && (b.since === null || a.since < b.since) ? -1 : 1;
};

describe.each(policyPackIds())('the register under %s', (pack) => {
  const policy = policyPack(pack);
  const atRisk = policy.tiers.levels.findIndex(({ id }) => id === policy.tiers.atRisk);
  const many = fc.array(stories(policy, isFree), { minLength: 1, maxLength: 8 });
  const days = fc.integer({ min: -2, max: 45 }).map((n) => addDays(FIRST, n));

  /** Child by child: each of its cases gone through from its first word, and the one that is out longest taken. */
  function recounted(all: readonly Story[], day: LocalDate) {
    const read = all.map((story, at) => ({ at, came: recount(story, FIRST, day) }));
    const standing = read.flatMap(({ at, came }) => (came && came !== 'unread' ? [{ at, came }] : []));
    const children = new Map<number, typeof standing>();
    for (const one of standing) children.set(one.came.child, [...(children.get(one.came.child) ?? []), one]);
    const lines = [...children.values()].map((ofChild) => {
      const [first, ...others] = ofChild.toSorted((a, b) => longestFirst(a.came, b.came) || a.at - b.at);
      const risks = ofChild.flatMap(({ came: { risk } }) => (risk === null ? [] : [risk]));
      return {
        case: first!.at,
        reason: first!.came.reason,
        since: first!.came.since,
        risk: risks.length > 0 ? Math.min(...risks) : null,
        highRisk: risks.some((risk) => risk <= atRisk),
        also: others.map(({ at }) => at),
        came: first!.came,
      };
    });
    const inOrder = lines.toSorted((a, b) => longestFirst(a.came, b.came) || a.case - b.case);
    return {
      lines: inOrder.map(({ came: _came, ...line }) => line),
      unread: read.filter(({ came }) => came === 'unread').map(({ at }) => at),
    };
  }

  const numberOf = (reference: string) => Number(reference.slice(3, 7));

  test('agrees with a slow recount, whatever was said, on any day', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(many, days, (all, day) => {
        const cases = all.map((story, at) => asCase(story, at, policy));
        const { lines, unread } = registerOn(cases, calendarOf, policyPack, day);
        const expected = recounted(all, day);
        expect(
          lines.map(({ reference, reason, since, risk, highRisk, also }) => ({
            ...{ case: numberOf(reference), reason, since, risk, highRisk },
            also: also.map(numberOf),
          })),
        ).toEqual(expected.lines);
        expect(unread.map(({ reference }) => numberOf(reference))).toEqual(expected.unread);
        for (const { reason, also } of lines) seen.add(also.length > 0 ? 'together' : reason);
        if (unread.length > 0) seen.add('unread');
      }),
      { numRuns: 600 },
    );
    expect([...seen].sort()).toEqual([...REGISTER_REASONS, 'together', 'unread'].sort());
  });

  test('nothing that is recorded later changes a day that is over', () => {
    fc.assert(
      fc.property(many, days, (all, day) => {
        const cases = all.map((story, at) => asCase(story, at, policy));
        const upTo = all.map((story) => ({ ...story, said: story.said.filter(({ on }) => on <= day) }));
        const then = upTo.filter(({ opened }) => opened <= day);
        const known = cases.filter((_, at) => all[at]!.opened <= day);
        const rows = (given: typeof cases) => {
          const { lines } = registerOn(given, calendarOf, policyPack, day);
          return lines.map((line) => rowOfLine(line, calendarOf, day, rolesOf));
        };
        const short = then.map((story) => asCase(story, all.indexOf(all[upTo.indexOf(story)]!), policy));
        expect(rows(cases)).toEqual(rows(short));
        expect(short).toHaveLength(known.length);
      }),
      { numRuns: 150 },
    );
  });

  test('the columns of a child count from the first day out of provision to the day asked for', () => {
    fc.assert(
      fc.property(many, days, (all, day) => {
        const cases = all.map((story, at) => asCase(story, at, policy));
        for (const line of registerOn(cases, calendarOf, policyPack, day).lines) {
          const row = rowOfLine(line, calendarOf, day, rolesOf);
          const { since } = row;
          if (since === null) {
            expect([row.out, row.band]).toEqual([null, policy.dfe.unknownBand]);
            continue;
          }
          const length = daysBetween(since, day) + 1;
          const all = Array.from({ length }, (_, n) => addDays(since, n));
          expect(row.out).toEqual({
            schoolDays: all.filter((one) => !isFree(one)).length,
            weeks: Math.floor(length / 7),
          });
          expect(policy.dfe.bands.find(({ underDays }) => underDays === null || length - 1 < underDays)?.label).toBe(
            row.band,
          );
          expect(row.lastRecorded <= day && row.entered <= day).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  const called: Called = {
    place: (where) => policy.found.places.find(({ id }) => id === where)!.title,
    step: (where) => provingStep(where, policy).title,
    givenTo: policy.assignment.to,
    closed: policy.closing.reasons.find(({ id }) => id === 'returned')!.title,
    inError: policy.closing.reasons.find(({ id }) => id === 'reported-in-error')!.title,
  };

  test('who leads, who knows the child, what was done last and what the panel decided agree with a slow recount', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(many, days, (all, day) => {
        const cases = all.map((story, at) => asCase(story, at, policy));
        for (const line of registerOn(cases, calendarOf, policyPack, day).lines) {
          const row = rowOfLine(line, calendarOf, day, rolesOf);
          const [first, ...others] = [row.reference, ...row.also].map((reference) =>
            recountTold(all[numberOf(reference)]!, FIRST, day, called),
          );
          const { lead, panel, found, endedBefore } = row;
          const isOffRoll = lead.agency === 'authority';
          expect({
            lead: `${lead.agency} ${lead.officer ?? 'nobody'}`,
            ...{ socialCare: row.socialCare, plan: row.plan, lastDone: row.lastDone },
            panel: panel && {
              met: panel.met,
              decisions: panel.decisions.map(({ title, done }) => `${title} ${done ? 'done' : 'open'}`),
            },
            found: found && isOffRoll ? `${found.as} ${found.on}` : null,
            endedBefore: endedBefore && `${endedBefore.as} ${endedBefore.on}`,
          }).toEqual({
            ...first!,
            socialCare: [first!, ...others].some(({ socialCare }) => socialCare),
            plan: [first!, ...others].some(({ plan }) => plan) || null,
          });
          seen.add(first!.lead);
          for (const [column, told] of Object.entries(first!)) if (told) seen.add(column);
          if (first!.panel?.decisions.some((one) => one.endsWith('done'))) seen.add('done');
        }
      }),
      { numRuns: 600 },
    );
    const officers = ['caseworker', 'ews-officer'].filter((role) => called.givenTo.includes(role));
    const leads = ['school', 'authority'].flatMap((agency) =>
      ['nobody', ...officers].map((role) => `${agency} ${role}`),
    );
    const columns = ['lead', 'socialCare', 'plan', 'lastDone', 'panel', 'done', 'found', 'endedBefore'];
    expect([...seen].sort()).toEqual([...leads, 'authority tracking-officer', ...columns].sort());
  });
});
