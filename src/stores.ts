import type { AnswerStore } from './answers/answer-store';
import type { CaseStore } from './casework/case-store';
import type { DraftStore } from './casework/draft-store';
import type { Outbox } from './notices/outbox';
import type { StepStore } from './notices/chain/steps';
import type { ReferenceStore } from './notices/references';
import type { PanelCalendarStore } from './panel/calendar/panel-calendar-store';
import type { PanelStore } from './panel/panel-store';
import type { Directory } from './people/directory';
import type { AuditStore } from './records/audit/audit-store';
import type { HandoutStore } from './records/handouts/handout-store';
import type { OneStore } from './records/one/one-store';
import type { PaperStore } from './records/paper-store';
import type { RetentionStore } from './records/retention/retention-store';

/** Every store, seen either outside of a transaction or inside one. */
export interface Stores {
  readonly cases: CaseStore;
  readonly drafts: DraftStore;
  readonly directory: Directory;
  readonly outbox: Outbox;
  readonly references: ReferenceStore;
  readonly steps: StepStore;
  readonly panels: PanelStore;
  readonly panelCalendars: PanelCalendarStore;
  readonly papers: PaperStore;
  readonly handouts: HandoutStore;
  readonly one: OneStore;
  readonly settings: SettingStore;
  readonly answers: AnswerStore;
  readonly audit: AuditStore;
  readonly retention: RetentionStore;
}

/** Small facts of the installation itself, such as where the demo's clock stands. */
export interface SettingStore {
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
}

export interface Storage extends Stores {
  /**
   * All or nothing. Use only the stores that are handed to `work`: on the embedded database a call on the outer ones
   * would wait for the transaction to end. When the transaction adds to the outbox, the job that delivers it is
   * enqueued in the same transaction.
   */
  transaction<T>(work: (stores: Stores) => Promise<T>): Promise<T>;
}
