import { may } from '../domain/access/table';
import { addDays, type Instant } from '../domain/calendar/date';
import { londonDate, londonInstant } from '../domain/calendar/london';
import { newsOf, type DeliveriesFound, type WhichDeliveries } from '../notices/delivery-record';
import { notAllowed } from '../people/allow';
import type { Person } from '../people/directory';
import type { CaseView } from './casework';
import { listNote, readNote } from './deed';
import { refusing } from './refusing';
import { seenFor, type CaseworkDeps } from './record';

/** How far back a list of deliveries goes, in days; null for everything. */
export const PERIODS = { week: 7, month: 31, all: null } as const;
export type Period = keyof typeof PERIODS;

export interface DeliveriesWish {
  readonly which: WhichDeliveries;
  readonly period: Period;
}

/** For those who answer for it that alerts are read: what was sent, to whom, and what came of it. */
export interface DeliveryWork {
  list(person: Person, wish: DeliveriesWish, offset: number, limit: number): Promise<DeliveriesFound>;
  /** Of one case, all of them. */
  ofCase(
    person: Person,
    reference: string,
    offset: number,
    limit: number,
  ): Promise<DeliveriesFound & { view: CaseView }>;
}

export function createDeliveryWork(deps: CaseworkDeps): DeliveryWork {
  const { storage, policies, clock } = deps;

  /** By the rules of the authority, as they are and as they were. */
  async function newsAt(code: string): Promise<string[]> {
    const authority = await storage.directory.authority(code);
    return authority ? newsOf(policies, authority.policy) : [];
  }

  return {
    list: (person, { which, period }, offset, limit) =>
      refusing(person, 'see-deliveries', deps, async () => {
        if (!may(person, 'see-deliveries', null)) throw notAllowed('see-deliveries');
        const from = since(period, clock.now());
        const news = await newsAt(person.authority);
        const wish = { authority: person.authority, which, news, ...(from && { from }) };
        const found = await storage.outbox.deliveries(wish, offset, limit);
        const cases = found.deliveries.flatMap(({ caseId }) => caseId ?? []);
        storage.audit.later(listNote({ person, action: 'see-deliveries' }, cases, clock.now()));
        return found;
      }),

    async ofCase(person, reference, offset, limit) {
      const view = await seenFor(person, reference, 'see-deliveries', deps);
      storage.audit.later(readNote({ person, action: 'see-deliveries' }, [view.case], clock.now()));
      const wish = { authority: view.case.authority, which: 'all', news: [], caseId: view.case.id } as const;
      return { view, ...(await storage.outbox.deliveries(wish, offset, limit)) };
    },
  };
}

function since(period: Period, now: Instant): Instant | null {
  const days = PERIODS[period];
  return days === null ? null : londonInstant(addDays(londonDate(now), -days), '00:00');
}
