import type { Instant } from '../../domain/calendar/date';
import { forgotten } from '../../domain/panel/panel-calendar';
import { KeptMap } from '../../kept-map';
import type { AgreedOn, PanelCalendarStore, Turn } from './panel-calendar-store';

/** In memory, for tests that need no database. */
export class MemoryPanelCalendarStore implements PanelCalendarStore {
  readonly #next = new KeptMap<string, Instant>();
  readonly #agreed = new KeptMap<string, readonly AgreedOn[]>();

  async takeTurn(authority: string, { now, next, latest }: Turn): Promise<boolean> {
    const before = this.#next.get(authority);
    if (before !== undefined && before > now && before <= latest) return false;
    this.#next.set(authority, next);
    return true;
  }

  async wait(authority: string, until: Instant): Promise<void> {
    this.#next.set(authority, until);
  }

  async agreed(authority: string, calendar: string): Promise<AgreedOn[]> {
    return [...(this.#agreed.get(keyOf(authority, calendar)) ?? [])];
  }

  async agree(authority: string, calendar: string, agreed: AgreedOn): Promise<void> {
    const others = (await this.agreed(authority, calendar)).filter(({ meeting }) => meeting !== agreed.meeting);
    const all = [...others, agreed].sort((a, b) => a.meeting.localeCompare(b.meeting));
    this.#agreed.set(keyOf(authority, calendar), all);
  }

  async leaveOthers(authority: string, calendar: string | null): Promise<void> {
    for (const [key, all] of this.#agreed) {
      const [whose, which] = JSON.parse(key) as [string, string];
      if (whose !== authority || which === calendar) continue;
      const left = all.map((one) => (one.mark === '' ? one : { ...one, ...forgotten(one), event: null }));
      this.#agreed.set(key, left);
    }
  }

  snapshot(): () => void {
    const back = [this.#next.snapshot(), this.#agreed.snapshot()];
    return () => back.forEach((one) => one());
  }
}

const keyOf = (authority: string, calendar: string): string => JSON.stringify([authority, calendar]);
