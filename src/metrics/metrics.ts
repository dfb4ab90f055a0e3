import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import type { Clock } from '../clock';
import type { ClockWatch } from '../notices/clock-watch';
import type { Escalations } from '../notices/escalations';
import type { NoticeKind } from '../notices/outbox';
import { observeQueue, type FiguresNow } from './queue';

/** What is counted. Labels are kinds, states and outcomes, never an id: nothing of a person or a case can be told from it. */
export interface Metrics extends Escalations {
  /** One try to deliver a notice. */
  tried(kind: NoticeKind, outcome: string): void;
  /** One activity, answered. */
  answered(kind: string, seconds: number): void;
  /** All of it as Prometheus' text. Throws when the database does not answer. */
  text(): Promise<string>;
  stop(): Promise<void>;
}

/** People notice what takes longer than a second; Teams gives an invoke three. */
const TURN_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Of what a turn is about only this is told: whatever else arrives is `other`. */
const KINDS = [
  ...['message', 'conversationUpdate', 'installationUpdate', 'adaptiveCard/action', 'task/fetch', 'task/submit'],
  ...['composeExtension/query', 'composeExtension/fetchTask', 'composeExtension/submitAction'],
];

interface Deps {
  readonly figuresNow: FiguresNow;
  readonly clock: Clock;
  readonly clockWatch: Pick<ClockWatch, 'aheadSeconds'>;
}

export function createMetrics({ figuresNow, clock, clockWatch }: Deps): Metrics {
  const reader = new PrometheusExporter({ preventServerStart: true });
  const provider = new MeterProvider({ readers: [reader] });
  const meter = provider.getMeter('whereabouts');
  const tries = meter.createCounter('whereabouts_delivery_attempts', {
    description: 'Tries to deliver a notice by this instance, by outcome',
  });
  const turns = meter.createHistogram('whereabouts_turn_seconds', {
    description: 'Time from the arrival of an activity to its answer',
    advice: { explicitBucketBoundaries: TURN_SECONDS },
  });
  const escalations = meter.createCounter('whereabouts_escalations', {
    description:
      'Alerts that went on to others, by this instance: passed on by level, steps of the chain by kind and outcome',
  });
  let notLookedAt = 0;
  meter
    .createObservableGauge('whereabouts_cases_not_looked_at', {
      description: 'Cases that the last sweep of this instance could not look at, so that nobody is alerted of them',
    })
    .addCallback((result) => result.observe(notLookedAt));
  observeQueue(meter, figuresNow, clock);
  meter
    .createObservableGauge('whereabouts_clock_ahead_seconds', {
      description:
        "By how much this instance's clock is ahead of the database's; more than 300 either way stops the alerts",
    })
    .addCallback((result) => result.observe(clockWatch.aheadSeconds()));
  const serializer = new PrometheusSerializer('', false, undefined, true, true);
  return {
    tried: (kind, outcome) => tries.add(1, { kind, outcome }),
    answered: (kind, seconds) => turns.record(seconds, { kind: KINDS.includes(kind) ? kind : 'other' }),
    passedOn: (level) => escalations.add(1, { kind: 'passed-on', level }),
    tookStep: (to, outcome) => escalations.add(1, { kind: to, outcome }),
    notLookedAt: (cases) => void (notLookedAt = cases),
    async text() {
      const { resourceMetrics, errors } = await reader.collect();
      if (errors.length > 0) throw errors[0];
      return serializer.serialize(resourceMetrics);
    },
    stop: () => provider.shutdown(),
  };
}
