import { openly } from '../../src/casework/shown-facts';
import { told, toldToAll } from '../../src/casework/told/told';
import type { Fact, FactBody } from '../../src/domain/case/fact';
import { told as onPaper } from '../../src/records/told';
import { timeline } from '../../src/teams/views/timeline';
import { anOut, aReferral } from '../builders/ways';
import { EVERY_KIND } from '../contract/every-kind';
import { aView, PEOPLE } from '../records/case-view';

const VIEW = aView([]);
const TERMS = { ...VIEW, nameOf: () => 'Ash Lead' };
const recorded = (body: FactBody): Fact => ({
  ...body,
  ...{ id: 'fact-1', recordedAt: '2026-05-11T08:00:00.000Z', recordedBy: 'person-1' },
});
const FACTS = Object.values<readonly FactBody[]>(EVERY_KIND).flatMap((bodies) => bodies.map(recorded));

/** As it stands on a card, without what makes it safe to show there. */
const onCard = (fact: Fact): string =>
  timeline({ facts: [fact], marks: new Map() }, new Map(), VIEW, 1).entries[0]!.what.replaceAll('\\', '');

const CUT = 60;
const start = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .slice(0, CUT)
    .replace(/[….]+$/, '')
    .trimEnd();

test.each(FACTS.filter(({ kind }) => kind !== 'opened').map((fact) => [fact.kind, fact] as const))(
  'a card and a paper say the same of %s',
  (_kind, fact) => {
    const paper = onPaper(openly(fact), VIEW, PEOPLE);
    expect(start(paper)).toContain(start(onCard(fact)).slice(0, 40));
    expect(told(fact, TERMS).says).toEqual(told(openly(fact), TERMS).says);
  },
);

const SECRET = 'Only the authority may read this';
const OF_THE_AUTHORITY: readonly FactBody[] = [
  {
    kind: 'enquiry-requested',
    enquiry: 'council-tax',
    request: {
      ...{ on: '2026-05-11', to: SECRET, disclosed: ['name'], basis: 's436a', purpose: 'find', reason: SECRET },
      ...{ agencyReference: SECRET, asked: SECRET },
    },
  },
  { kind: 'enquiry-chased', enquiry: 'council-tax', on: '2026-05-11', note: SECRET },
  {
    kind: 'enquiry-answered',
    enquiry: 'council-tax',
    answer: { on: '2026-05-11', by: SECRET, outcome: 'known-before', note: SECRET },
  },
  { kind: 'enquiry-not-needed', enquiry: 'council-tax', reason: SECRET },
  { kind: 'assigned', to: 'person-1', note: SECRET },
  { kind: 'held', until: '2026-05-29', reason: SECRET },
  { kind: 'hold-lifted', reason: SECRET },
  {
    ...{ kind: 'panel-decided', decision: 'tracing', title: 'Make further named checks', meeting: '2026-05-07' },
    ...{ owner: 'caseworker', person: null, due: '2026-05-21', reason: SECRET, dissent: SECRET },
  },
  { kind: 'panel-ratified', title: 'Closure ratified', meeting: '2026-05-21', note: SECRET, dissent: SECRET },
  { kind: 'panel-decision-done', decided: 'fact-1', on: '2026-05-11', note: SECRET },
  { kind: 'panel-decision-withdrawn', decided: 'fact-1', reason: SECRET },
];

test.each(OF_THE_AUTHORITY.map((body) => [body.kind, recorded(body)] as const))(
  'what is the authority’s own of %s is told on its paper, and to nobody else',
  (_kind, fact) => {
    expect(onPaper(fact, VIEW, PEOPLE)).toContain(SECRET);
    expect(onPaper(openly(fact), VIEW, PEOPLE)).not.toContain(SECRET);
    expect(onCard(fact)).not.toContain(SECRET);
    expect(JSON.stringify(openly(fact))).not.toContain(SECRET);
  },
);

test('what others told beside a case is the authority’s own, and the first word on a child is not', () => {
  const referral = aReferral({ from: SECRET });
  const beside = recorded({
    kind: 'referral-received',
    referral,
    further: {
      way: 'not-on-roll',
      pupil: (EVERY_KIND['pupil-described'][0] as never as { pupil: never }).pupil,
      out: anOut(),
    },
  });
  const first = recorded({ kind: 'referral-received', referral });
  expect(onCard(beside)).toBe('Somebody told the authority of this child, who has a case already');
  expect(onPaper(beside, VIEW, PEOPLE)).toContain(SECRET);
  expect(onCard(first)).toContain(SECRET);
});

test('a whole fact of the authority’s does not fit where everybody reads', () => {
  const whole = { ...recorded(OF_THE_AUTHORITY[0]!), kind: 'enquiry-requested' as const } as Extract<
    Fact,
    { kind: 'enquiry-requested' }
  >;
  // @ts-expect-error -- it is told only once its content is left out
  expect(toldToAll(whole, TERMS).says).toHaveLength(1);
});
