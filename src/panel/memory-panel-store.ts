import type { Instant, LocalDate } from '../domain/calendar/date';
import type { ClosedList, FrozenAgenda } from '../domain/panel/frozen';
import type { MeetingChange } from '../domain/panel/meeting-change';
import type { Listing, PanelChannel, PanelStore } from './panel-store';
import { KeptMap } from '../kept-map';

/** The panels' channels in memory, for tests that need no database. */
export class MemoryPanelStore implements PanelStore {
  readonly #channels = new KeptMap<string, PanelChannel>();
  readonly #changes = new KeptMap<string, readonly MeetingChange[]>();
  #agendas: readonly (FrozenAgenda & { readonly authority: string })[] = [];

  async save(channel: PanelChannel): Promise<void> {
    this.#channels.set(channel.authority, channel);
  }

  async channel(authority: string): Promise<PanelChannel | null> {
    return this.#channels.get(authority) ?? null;
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

  async freeze(authority: string, agenda: FrozenAgenda): Promise<boolean> {
    const before = await this.frozen(authority, [agenda.meeting]);
    if (before.some(({ postAt }) => postAt === agenda.postAt)) return false;
    this.#agendas = [...this.#agendas, { ...agenda, authority }];
    return true;
  }

  async frozen(authority: string, meetings: readonly LocalDate[]): Promise<FrozenAgenda[]> {
    return this.#agendas
      .filter((one) => one.authority === authority && meetings.includes(one.meeting))
      .map(({ authority: _, ...agenda }) => agenda);
  }

  async closedLists(authority: string): Promise<ClosedList[]> {
    return this.#agendas
      .filter((one) => one.authority === authority)
      .map(({ meeting, postAt, takenAt }) => ({ meeting, postAt, takenAt }))
      .sort((a, b) => a.takenAt.localeCompare(b.takenAt) || a.postAt.localeCompare(b.postAt));
  }

  async listings(id: string): Promise<Listing[]> {
    return this.#agendas.flatMap(({ meeting, postAt, items }) =>
      items.flatMap(({ caseId, version, sections }) => (caseId === id ? [{ meeting, postAt, version, sections }] : [])),
    );
  }

  forgetCase(id: string): void {
    this.#agendas = this.#agendas.map((one) => ({ ...one, items: one.items.filter(({ caseId }) => caseId !== id) }));
  }

  /** What it holds now; calling the answer brings that back. */
  snapshot(): () => void {
    const agendas = this.#agendas;
    const back = [this.#channels.snapshot(), this.#changes.snapshot(), () => void (this.#agendas = agendas)];
    return () => back.forEach((one) => one());
  }

  #earliestFirst(): PanelChannel[] {
    return [...this.#channels.values()].sort((a, b) => (a.nextPostAt < b.nextPostAt ? -1 : 1));
  }
}
