import { snoozeOf } from '../domain/case/snooze';
import type { Fact } from '../domain/case/fact';
import type { Directory, Person } from '../people/directory';
import { isAtRest } from './endings';
import { isSameAlert, type Delivery, type Outbox } from './outbox';
import { vacancyOf } from './vacancy';

/**
 * Those to whom one alert went at the school, or at the authority, and those to whom it was passed on from there. An
 * answer of the authority is none for the school, and the other way round.
 */
export interface Chain {
  readonly isOfSchool: boolean;
  readonly deliveries: readonly Delivery[];
  /** Everybody who has the alert already, on either side. */
  readonly told: ReadonlySet<string>;
}

/** The alert as it went to everybody, and the people whom it went to. */
export async function chainOf(
  delivery: Delivery,
  { outbox, directory }: { readonly outbox: Outbox; readonly directory: Pick<Directory, 'people'> },
): Promise<Chain> {
  const sent = delivery.caseId ? await outbox.ofCase(delivery.caseId) : [delivery];
  const same = sent.filter((one) => isSameAlert(one, delivery));
  const people = await directory.people(same.map(({ recipient }) => recipient));
  const isOfSchool = sideOf(same, people);
  // Whoever had it when it was over is told anew.
  const stand = same.filter((one) => one.id === delivery.id || !isAtRest(one));
  return {
    isOfSchool: isOfSchool(delivery),
    deliveries: stand.filter((one) => isOfSchool(one) === isOfSchool(delivery)),
    told: new Set(stand.map(({ recipient }) => recipient)),
  };
}

/** Whatever was passed on is of the side on which it began. */
function sideOf(same: readonly Delivery[], people: readonly Person[]): (delivery: Delivery) => boolean {
  const of = (delivery: Delivery): boolean => {
    const before = same.find(({ recipient, passed }) => {
      const isBefore = (passed?.level ?? 0) < (delivery.passed?.level ?? 0);
      return isBefore && recipient === delivery.passed?.from[0];
    });
    if (before) return of(before);
    const vacancy = vacancyOf(delivery.recipient);
    if (vacancy) return vacancy.school !== null;
    return people.find(({ id }) => id === delivery.recipient)?.school != null;
  };
  return of;
}

export const levelOf = ({ passed }: Delivery): number => passed?.level ?? 0;

/** Somebody has answered, or has put it off and is reminded anew. */
export const isTakenCareOf = ({ deliveries }: Chain, facts: readonly Fact[]): boolean =>
  deliveries.some((one) => one.acknowledgedAt !== null || snoozeOf(facts, one, one.recipient) !== null);

/** One answer is the answer of all to whom it went on that side: no card asks them any more, and no list says that it waits. */
export const settledWith = (delivery: Delivery, { deliveries }: Chain): readonly Delivery[] =>
  deliveries.filter(({ id, acknowledgedAt }) => id !== delivery.id && acknowledgedAt === null);
