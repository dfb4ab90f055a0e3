import type { NoticeDue } from '../domain/case/assessment';
import { overdueBy } from '../domain/case/overdue-first';
import type { Stores } from '../stores';
import { isAtRest, NOT_THEIRS } from './endings';
import { isSameAlert, type Delivery, type Notice } from './outbox';

/**
 * What is due and was put off comes again, unless whoever it would go to has been told by then, or is told now, that it is
 * overdue: that stands before them, and the newer card would say less.
 * @param notices that are about to be put into the outbox, all of one case.
 * @param due every alert of the case as its facts stand.
 */
export async function withoutSayingLess(
  notices: readonly Notice[],
  due: readonly NoticeDue[],
  { outbox }: Pick<Stores, 'outbox'>,
): Promise<Notice[]> {
  const overdueOf = (notice: Notice) => {
    const again = due.find((one) => one.again && isSameAlert(one, notice));
    return again ? overdueBy(again, due) : [];
  };
  const caseId = notices.find((notice) => overdueOf(notice).length > 0)?.caseId;
  if (!caseId) return [...notices];
  const told = [...(await outbox.ofCase(caseId)).filter(isTheirs), ...notices];
  return notices.filter(
    (notice) =>
      !overdueOf(notice).some((overdue) =>
        told.some((one) => one.recipient === notice.recipient && isSameAlert(one, overdue)),
      ),
  );
}

/** It was brought to them, or will be. */
const isTheirs = (one: Delivery): boolean =>
  !isAtRest(one) && !(one.state === 'dead' && NOT_THEIRS.includes(one.lastError ?? ''));
