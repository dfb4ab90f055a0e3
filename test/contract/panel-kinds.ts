import type { FactBody, FactKind } from '../../src/domain/case/fact';

type Kinds = Extract<FactKind, `panel-${string}`>;

/** What the panel decides and what becomes of it, one of each kind. */
export const PANEL_KINDS: { readonly [K in Kinds]: readonly (FactBody & { kind: K })[] } = {
  'panel-decided': [
    {
      ...{ kind: 'panel-decided', decision: 'tracing', title: 'Make further named checks', meeting: '2026-05-07' },
      ...{ owner: 'caseworker', person: null, due: '2026-05-21', reason: 'The aunt was not asked', dissent: '' },
    },
    {
      ...{ kind: 'panel-decided', decision: 'section-19', title: 'Arrange alternative provision or tuition' },
      ...{ meeting: '2026-05-07', owner: 'service-manager', person: 'person-2', due: '2026-05-21' },
      ...{ reason: 'two\nlines\t"quoted" 🙂', dissent: 'Admissions would wait' },
    },
  ],
  'panel-ratified': [
    { kind: 'panel-ratified', title: 'Closure ratified', meeting: '2026-05-21', note: '', dissent: '' },
    {
      ...{ kind: 'panel-ratified', title: 'Closure ratified', meeting: '2026-05-21' },
      ...{ note: 'two\nlines\t"quoted" 🙂', dissent: 'The school would wait' },
    },
  ],
  'panel-decision-done': [
    { kind: 'panel-decision-done', decided: 'fact-1', on: '2026-05-14', note: 'A tutor begins on Monday' },
  ],
  'panel-decision-withdrawn': [
    { kind: 'panel-decision-withdrawn', decided: 'fact-1', reason: 'The child has a place by now' },
  ],
};
