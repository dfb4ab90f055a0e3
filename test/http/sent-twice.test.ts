import type { LocalDate } from '../../src/domain/calendar/date';
import type { AttendanceMark, FactBody, FactKind } from '../../src/domain/case/fact';
import { keysOf } from '../../src/casework/record';
import type { Person } from '../../src/people/directory';
import { aRemovalDecision, aSignature } from '../builders/removal';
import type { Client, Clicked } from '../support/client';
import { review } from './case-pages';
import { aMainJobBot, reportPupil, type MainJobBot, type Typed } from './main-job-bot';

let house: MainJobBot;
let reference: string;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  ({ reference } = await reportPupil(house.as(house.people.lead)));
});
afterEach(() => house.bot.close());

const send = (client: Client, data: object): Promise<Clicked> =>
  client.invoke('adaptiveCard/action', { action: { type: 'Action.Execute', data }, trigger: 'manual' });
const submit = (by: Person, page: string, typed: Typed, args: Typed = {}): Promise<Clicked> =>
  send(house.as(by), { verb: 'page', page, args: { case: reference, ...args }, step: 'next', ...typed });
const twice = <T>(once: () => Promise<T>): Promise<[T, T]> => Promise.all([once(), once()]);

const view = () => house.casework.see(house.people.officer, reference);
const factsOf = async (kind: FactKind) => (await view()).case.facts.filter((fact) => fact.kind === kind);

/** What others would have recorded by now. */
async function stands(...bodies: readonly (readonly [Person, FactBody])[]): Promise<void> {
  const theCase = (await view()).case;
  const facts = bodies.map(([person, body], n) => ({
    ...body,
    id: `given-${theCase.version}-${n}`,
    recordedAt: '2026-06-02T08:00:00.000Z' as const,
    recordedBy: person.id,
  }));
  const grown = { facts: [...theCase.facts, ...facts] };
  await house.storage.cases.append(theCase.id, theCase.version, facts, keysOf(grown), null);
}

const REQUEST = {
  ...{ to: 'Revenues team', on: '2026-04-27', disclosed: 'name,address', basis: 's436a', purpose: 'find' },
  reason: 'The house looks empty.',
};

describe('a button that is pressed twice at once records once, and answers with the case both times', () => {
  const recordsOnce = async (kind: FactKind, once: () => Promise<Clicked>, much = 1) => {
    const answers = await twice(once);

    expect(await factsOf(kind)).toHaveLength(much);
    for (const { status, shown } of answers) {
      expect(status).toBe(200);
      expect(shown?.text).toContain(reference);
    }
    const [one, other] = answers.map(({ shown }) => shown!.text);
    expect(one).toBe(other);
  };

  test('a request to an agency', async () => {
    const { officer } = house.people;
    const agency = { enquiry: 'council-tax' };
    await submit(officer, 'enquiry', REQUEST, agency);
    await recordsOnce('enquiry-requested', () => submit(officer, 'enquiry-why', REQUEST, agency));
  });

  test('questions to the school, of which each is asked once', async () => {
    const typed = { question1: 'Who saw her last?', question2: 'Is there an aunt?', due: '2026-05-06' };
    await recordsOnce('question-asked', () => submit(house.people.officer, 'ask-school', typed), 2);
  });

  test('a hold', async () => {
    await recordsOnce('held', () =>
      submit(house.people.officer, 'hold', { until: '2026-04-30', reason: 'A letter is out.' }),
    );
  });

  test('a tier', async () => {
    const tier = (await view()).policy.tiers.levels.at(-1)!.id;
    await recordsOnce('tier-set', () => submit(house.people.lead, 'tier', { tier, reason: '' }));
  });

  test('a return', async () => {
    await recordsOnce('return-sent', () =>
      submit(house.people.lead, 'record-return', { return: 'attendance', on: '2026-04-27' }),
    );
  });

  test('a sighting, and a code in the register', async () => {
    const { lead } = house.people;
    await recordsOnce('seen', () => submit(lead, 'seen', { on: '2026-04-27', where: 'elsewhere', by: 'A neighbour' }));
    const mark: AttendanceMark = { code: 'G', from: '2026-04-27', to: null, note: '' };
    await twice(() => house.casework.markAttendance(lead, reference, mark));
    expect(await factsOf('attendance')).toHaveLength(1);
  });

  describe('once a name is to be deleted', () => {
    const today: LocalDate = '2026-06-02';
    const { circumstances, statement } = aSignature();
    beforeEach(async () => {
      await house.at(today, '09:00');
      await review(house.as(house.people.lead), reference);
    });

    test('a signature', async () => {
      await recordsOnce('conclusion-signed', () =>
        submit(house.people.head, 'sign-conclusion', {
          ...{ conclusion: 'not-found', location: 'Not known', circumstances, statement },
        }),
      );
    });

    test('the deletion return', async () => {
      const { lead, head, officer } = house.people;
      await stands(
        [head, { kind: 'conclusion-signed', signature: aSignature() }],
        [
          officer,
          { kind: 'conclusion-signed', signature: aSignature({ side: 'authority', role: 'tracking-officer' }) },
        ],
        [head, { kind: 'removal-decided', decision: aRemovalDecision() }],
      );
      const sent = { on: today, reference: 'R-1', notKnown: 'The rest is not known' };
      await recordsOnce('deletion-return-sent', () => submit(lead, 'return-sent', sent));
    });
  });

  test('a step after the deletion: one is recorded, and the other press is told that it is done', async () => {
    await house.at('2026-06-02', '09:00');
    const { lead, head } = house.people;
    await stands(
      [head, { kind: 'removal-decided', decision: aRemovalDecision({ ground: 'g' }) }],
      [lead, { kind: 'deletion-return-sent', on: '2026-06-02', reference: 'R-1', notKnown: '' }],
      [lead, { kind: 'name-deleted', on: '2026-06-02' }],
    );
    const [first, second] = (await view()).assessment.removal.steps.map(({ step }) => step);
    const values = Object.fromEntries(first!.fields.map(({ id }) => [`value_${id}`, 'Leeds']));
    const once = () => submit(lead, 'removal-step', { on: '2026-06-02', ...values }, { step: first!.id });
    const answers = await twice(once);

    expect((await factsOf('removal-step-done')).map((fact) => fact.kind)).toHaveLength(1);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const texts = answers.map(({ shown, messages }) => (shown ?? messages.at(-1)!).text);
    expect(texts.filter((text) => text.includes('That is done already'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes(second!.asks.slice(0, 30)))).toHaveLength(1);
  });

  test.each(['case-json', 'referral-form'])('a paper (%s), handed out twice', async (kind) => {
    const lead = house.as(house.people.lead);
    const papers = async () => house.storage.papers.onCase((await view()).case.id);
    const make = () => send(lead, { verb: 'make-paper', reference, kind });
    for (const { messages } of await twice(make)) expect(messages.at(-1)?.text).toContain('works once');
    expect(await papers()).toHaveLength(1);
    await submit(house.people.lead, 'seen', { on: '2026-04-27', where: 'elsewhere', by: 'A neighbour' });
    await make();
    expect(await papers()).toHaveLength(2);
    await house.at('2026-04-27', '08:42');
    await make();
    expect(await papers()).toHaveLength(3);
  });
});
