import type { Agenda } from '../../src/domain/panel/agenda';
import { createRenderer } from '../../src/teams/rendering/render';
import { loadTemplates } from '../../src/teams/rendering/templates';
import type { CardSpec } from '../../src/teams/turn';
import { agendaDigestView } from '../../src/teams/views/agenda-digest';
import { agendaWith } from '../builders/an-agenda';
import { parts, textOn } from '../support/cards';

const render = createRenderer(loadTemplates(), 'chat');
const shown = (card: CardSpec) => render(card, 'chat');

describe('the agenda in the channel', () => {
  const charts = (agenda: Agenda) =>
    parts(shown(agendaDigestView(agenda))).filter(({ type }) => String(type).startsWith('Chart.'));
  const titled = (agenda: Agenda, title: string) => charts(agenda).find((chart) => chart['title'] === title)!;

  it.each([
    ['Open cases by stage', (of: Agenda) => of.byStage],
    ['Open cases by how long', (of: Agenda) => of.byDuration],
  ])('draws: %s, as a table where charts are unknown, and in words where tables are', (title, countsOf) => {
    const agenda = agendaWith(12);
    const counts = countsOf(agenda);
    const { data, fallback } = titled(agenda, title);
    expect(data).toEqual(counts.map(({ label, cases }) => ({ x: label, y: cases })));
    const rows = fallback.rows.map((row: object) => textOn(row).split('\n'));
    expect(rows.slice(1)).toEqual(counts.map(({ label, cases }) => [label, String(cases)]));
    expect(fallback.fallback.text.split('\n\n')).toEqual(counts.map(({ label, cases }) => `${label}: ${cases}`));
    expect(counts.reduce((sum, { cases }) => sum + cases, 0)).toBe(12);
  });

  it('draws the main reasons rounded, and names none of which there are few', () => {
    const reasons = (asked: readonly (string | null)[]) =>
      agendaWith(asked.length, undefined, (n) => (asked[n] ? [{ kind: 'dfe-reason', reason: asked[n] }] : []));
    const some = (length: number, reason: string | null) => Array.from({ length }, () => reason);
    for (const [none, health] of [
      [0, 1],
      [6, 1],
      [1, 6],
    ] as const) {
      const few = reasons([...some(none, null), ...some(health, 'mental-health')]);
      expect(charts(few).map(({ title }) => title)).toEqual(['Open cases by stage', 'Open cases by how long']);
      expect(textOn(shown(agendaDigestView(few)))).not.toMatch(/main reason|ealth|ewer than/);
    }
    const many = reasons([...some(15, null), ...some(3, 'mental-health'), ...some(2, 'physical-health')]);
    expect(titled(many, 'Open cases by main reason, rounded')['data']).toEqual([
      { x: 'Unknown', y: 20 },
      { x: 'Other reasons, fewer than 5 each', y: 10 },
    ]);
    expect(textOn(shown(agendaDigestView(many)))).not.toContain('ealth');
  });

  it('draws the greatest of many bars in their order, and all others as one', () => {
    const byStage = Array.from({ length: 11 }, (_, n) => ({ label: `Stage ${n}`, cases: n === 4 ? 1 : 20 - n }));
    const data = titled({ ...agendaWith(2), byStage }, 'Open cases by stage')['data'];
    const kept = [0, 1, 2, 3, 5, 6, 7].map((n) => ({ x: `Stage ${n}`, y: 20 - n }));
    expect(data).toEqual([...kept, { x: '4 others together', y: 1 + 12 + 11 + 10 }]);
  });

  it('says how much has changed since the agenda before, where one was closed', () => {
    const now = agendaWith(12);
    const sections = now.sections.map((one, at) => ({ ...one, before: one.items.length - 1 + (at % 3) }));
    const text = textOn(shown(agendaDigestView({ ...now, openBefore: 14, sections })));
    expect(text).toContain('12 open cases, as of Tue 19 May 2026: 2 fewer than on the last agenda');
    for (const change of ['1 more', 'as before', '1 fewer']) expect(text.split('\n')).toContain(change);
    expect(textOn(shown(agendaDigestView(now)))).not.toMatch(/last agenda|as before/);
  });
});
