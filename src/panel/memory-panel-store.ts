import type { Instant } from '../domain/calendar/date';
import type { MeetingChange } from '../domain/panel/meeting-change';
import type { PanelChannel, PanelStore } from './panel-store';
import { KeptMap } from '../kept-map';

/** The panels' channels in memory, for tests that need no database. */
export class MemoryPanelStore implements PanelStore {
  readonly #channels = new KeptMap<string, PanelChannel>();
  readonly #changes = new KeptMap<string, readonly MeetingChange[]>();

  async save(channel: PanelChannel): Promise<void> {
    this.#channels.set(channel.authority, channel);
  }

  async channel(authority: string): Promise<PanelChannel | null> {
    return this.#channels.get(authority) ?? null;
  }

  async due(now: Instant): Promise<PanelChannel[]> {
    return this.#earliestFirst().filter(({ nextPostAt }) => nextPostAt <= now);
  }

  async earliestDue(after: Instant): Promise<Instant | null> {
    return this.#earliestFirst().find(({ nextPostAt }) => nextPostAt > after)?.nextPostAt ?? null;
  }

  async changes(authority: string): Promise<MeetingChange[]> {
    return [...(this.#changes.get(authority) ?? [])];
  }

  async change(authority: string, change: MeetingChange, after: number): Promise<boolean> {
    const before = await this.changes(authority);
    if (before.length !== after) return false;
    this.#changes.set(authority, [...before, change]);
    return true;
  }

  /** What it holds now; calling the answer brings that back. */
  snapshot(): () => void {
    const back = [this.#channels.snapshot(), this.#changes.snapshot()];
    return () => back.forEach((one) => one());
  }

  #earliestFirst(): PanelChannel[] {
    return [...this.#channels.values()].sort((a, b) => (a.nextPostAt < b.nextPostAt ? -1 : 1));
  }
}
