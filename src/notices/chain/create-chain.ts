import { viewOf } from '../../casework/load';
import { londonDate } from '../../domain/calendar/london';
import type { Case } from '../../domain/case/case';
import { rulesNow } from '../../domain/case/rules';
import type { Policies } from '../../domain/policy/policies';
import type { StepKind } from '../../domain/policy/unreached-policy';
import { eachOnce } from '../each-once';
import { UNCOUNTED } from '../escalations';
import { foldMilestones } from '../fold-milestones';
import { isAtRest } from '../endings';
import { HELD, isSameAlert, type Delivery } from '../outbox';
import { isOvertaken } from '../overtaken';
import { bearerIn } from '../shared-card';
import { isMadeByChain } from './ids';
import { lateIn, lateNow, type Late } from './late';
import { hasFailed, isLost, isMissed, isTooOld, raisedAtOf, waitingOnCardOf } from './lost';
import type { Quiet } from '../quiet';
import { toMailbox, toTeamChannel } from './other-steps';
import { toStandIns } from './stand-ins';
import type { Step } from './steps';
import { createTurns } from './turns';
import { CALLED_AGAIN_MS, type ChainDeps, type Taken, type Unreached } from './taking';

/** Brings it about that somebody hears of an alert whose recipient cannot be reached. Neither throws. */
export interface Chain {
  /** This notice could not be brought to its recipient: the next steps of its chain are taken until somebody is told. */
  take(noticeId: string, why: string): Promise<void>;
  /** What a crash or a failing service has left: every alert that reaches nobody and of which nobody was told. */
  catchUp(): Promise<void>;
}

export const NO_CHAIN: Chain = { take: async () => {}, catchUp: async () => {} };

/** An e-mail that was begun so long ago was not sent, or nobody knows. */
const BEGUN_FOR_MS = 50_000;

export function createChain(deps: ChainDeps & { readonly policies: Policies; readonly quiet: Quiet }): Chain {
  const { storage, quiet, log } = deps;
  const { steps, outbox } = storage;

  const turns = createTurns({ outbox, steps, settings: storage.settings, steady: deps.steady });
  const lateHere = () => lateNow(storage, deps.policies, deps.clock);

  async function kindly(noticeId: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.error({ notice: noticeId, code: error instanceof Error ? error.name : 'unknown' }, 'a step was not taken');
    }
  }

  async function take(noticeId: string, why: string): Promise<void> {
    const isToCome = await turns.now();
    const onItsCard = [noticeId, ...(await outbox.foldedInto(noticeId)).map(({ id }) => id)];
    const carried = (await Promise.all(onItsCard.map((id) => steps.carriedBy(id)))).flat();
    const own = isMadeByChain(noticeId) ? [] : [noticeId];
    for (const origin of new Set([...own, ...carried.map((step) => step.noticeId)])) {
      if (!(await isToCome(origin))) await goOn(origin, why);
    }
  }

  /** Asked anew before each step: an e-mail may take its time, and somebody may answer meanwhile. */
  async function goOn(noticeId: string, why: string): Promise<void> {
    for (;;) {
      const unreached = await unreachedOf(noticeId);
      if (!unreached) return;
      const chain = unreached.rule?.chain ?? unreached.policy.unreached.chain;
      const last = (await steps.of(noticeId)).at(-1);
      if (last?.outcome === 'told' && (await wasOver(last, unreached.delivery))) {
        if (!(await takeStep({ unreached, place: last.place, to: last.to, why, before: last }))) return;
        continue;
      }
      if (last?.outcome === 'told') {
        if (!(await reachesNobody(last, unreached.late))) return;
        if (!(await steps.change({ ...last, outcome: 'failed', why: 'not reached either' }, last))) return;
      }
      const place = last?.outcome === 'begun' ? last.place : (last?.place ?? -1) + 1;
      const to = chain[place]?.to;
      if (!to || !(await takeStep({ unreached, place, to, why, before: last?.outcome === 'begun' ? last : null })))
        return;
    }
  }

  /**
   * Null where there is nothing left to tell: it has arrived, was answered, or asks for nothing any more. Neither is
   * anybody else told in the quiet hours; what is still to be told then is found again.
   */
  async function unreachedOf(noticeId: string): Promise<Unreached | null> {
    const delivery = await outbox.byId(noticeId);
    if (delivery?.kind !== 'alert' || !delivery.caseId || !isMissed(delivery)) return null;
    const theCase = await storage.cases.byId(delivery.caseId);
    if (!theCase) return null;
    if (await asksForNothing(delivery, theCase)) {
      await leaveOthersToThemselves(delivery);
      return null;
    }
    if (await quiet.until(delivery)) return null;
    const policy = deps.policies(rulesNow(theCase));
    const late = await lateFor(delivery);
    return { delivery, case: theCase, policy, late, rule: policy.alerts.find(({ id }) => id === delivery.obligation) };
  }

  /**
   * It still waits, and nothing that is told on its card has waited for too long: what is not urgent may take as many hours
   * in which its school meets.
   */
  async function mayTakeLonger(noticeId: string): Promise<boolean> {
    const delivery = await outbox.byId(noticeId);
    if (!delivery || isLost(delivery) || (await steps.of(noticeId)).length > 0) return false;
    const late = await lateIn(delivery.authority, storage, deps.policies, deps.clock);
    if (!late) return false;
    const onCard = waitingOnCardOf(delivery, await outbox.foldedInto(noticeId));
    const told = (await steps.ofMany(onCard.map(({ id }) => id))).filter(({ outcome }) => outcome === 'told');
    for (const one of [delivery, ...onCard.filter(({ id }) => !told.some((step) => step.noticeId === id))]) {
      if (!isTooOld(one, late)) continue;
      if (one.urgent || (await quiet.havePassed(late.schoolHours, raisedAtOf(one), one))) return false;
    }
    return true;
  }

  /** Nobody is late who could not be told for so long, because the quiet hours have only just ended. */
  async function lateFor(delivery: Delivery): Promise<Late | undefined> {
    const late = await lateIn(delivery.authority, storage, deps.policies, deps.clock);
    return late && !(await quiet.until(delivery, late.takenBy)) ? late : undefined;
  }

  /** Where that cannot be said, somebody is told: a case that cannot be worked out may be of a child at risk. */
  async function asksForNothing(delivery: Delivery, theCase: Case): Promise<boolean> {
    if (isAtRest(delivery) || delivery.acknowledgedAt !== null) return true;
    try {
      return isOvertaken(delivery, await viewOf(theCase, storage, deps.policies, londonDate(deps.clock.now())));
    } catch (error) {
      log.error(
        { case: theCase.id, code: error instanceof Error ? error.name : 'unknown' },
        'a case was not looked at',
      );
      return false;
    }
  }

  /**
   * What was to be told on its card may still be open, and goes on in its own right. Whoever has the card now finds by
   * themselves that it has nothing to say.
   */
  async function leaveOthersToThemselves({ id, folds, state }: Delivery): Promise<void> {
    if (folds > 0 && !HELD.includes(state)) await outbox.unfold(id);
  }

  /** It was over in between: the same people are told anew. What they were told with it may have come back before. */
  async function wasOver({ via }: Step, alert: Delivery): Promise<boolean> {
    const told = (await outbox.byIds(via)).filter((one) => isSameAlert(one, alert));
    return told.length > 0 && told.every(isAtRest);
  }

  /** Nobody of those to whom a step was taken can be reached, or not in time. */
  async function reachesNobody(step: Step, late: Late | undefined): Promise<boolean> {
    const bearers = await Promise.all(step.via.map((id) => bearerIn(id, outbox)));
    return bearers.length > 0 && bearers.every((one) => one === null || hasFailed(one, step, late));
  }

  /** True when the next one is to be taken. */
  async function takeStep(next: Next): Promise<boolean> {
    const { unreached, place, to, why } = next;
    const { id: noticeId, obligation: rule } = unreached.delivery;
    const step: Step = {
      ...{ noticeId, place, to, outcome: 'begun', why, told: [], via: [], takenAt: deps.clock.now() },
    };
    const outcome = to === 'e-mail' || to === 'alarm' ? await called(next, step) : await posted(next, step, to);
    if (!outcome) return false;
    tellTaken({ noticeId, to, outcome }, rule);
    return outcome === 'skipped' || outcome === 'failed';
  }

  function tellTaken({ noticeId: notice, to: step, outcome }: Pick<Step, 'noticeId' | 'to' | 'outcome'>, rule: string) {
    (deps.escalations ?? UNCOUNTED).tookStep(step, outcome);
    log.info({ notice, rule, step, outcome }, 'a step was taken for an alert that does not arrive');
  }

  /** What goes by way of the outbox is written down together with it. Null when another instance has taken the step. */
  async function posted(
    { unreached, before }: Next,
    step: Step,
    to: keyof typeof WAYS,
  ): Promise<Step['outcome'] | null> {
    const { notices = [], ...came } = await WAYS[to](unreached, deps);
    return storage.transaction(async (stores) => {
      const taken = { ...step, ...came, why: came.why || step.why };
      const isOurs = before ? await stores.steps.change(taken, before) : await stores.steps.begin(taken);
      if (!isOurs) return null;
      if (notices.length > 0 && (await stores.outbox.add(notices)) > 0) await foldMilestones(stores, unreached.case);
      return came.outcome;
    });
  }

  /** Written down before it is sent, so that no two instances send it. Null when another one does, or it waits. */
  async function called({ unreached, before }: Next, step: Step): Promise<Step['outcome'] | null> {
    const pause = step.to === 'alarm' ? CALLED_AGAIN_MS : BEGUN_FOR_MS;
    if (before && Date.parse(step.takenAt) - Date.parse(before.takenAt) < pause) return null;
    if (!(before ? await steps.change(step, before) : await steps.begin(step))) return null;
    if (step.to === 'alarm') return raiseAlarm(unreached, step);
    const came = await toMailbox(unreached, deps);
    // An e-mail that is tried a second time is not waited for any longer; after the operator there is nobody.
    const outcome = came.outcome === 'begun' && before ? 'failed' : came.outcome;
    await steps.change({ ...step, ...came, outcome, why: came.why || step.why }, step);
    return outcome === 'begun' ? null : outcome;
  }

  /** The step stays begun until the operator has taken it, and is taken again. */
  async function raiseAlarm({ delivery }: Unreached, step: Step): Promise<null> {
    const { id: notice, authority, obligation: rule } = delivery;
    log.fatal({ notice, authority, rule }, 'an alert can be brought to nobody: tell the authority');
    const alarm = { what: 'alert-reaches-nobody', notice, authority, rule, alarms: await steps.alarms() } as const;
    deps.alarm(alarm, async (isTaken, taker = 'operator') => {
      const told = { ...step, outcome: 'told', told: [taker] } as const;
      if (isTaken && (await steps.change(told, step))) tellTaken(told, rule);
    });
    return null;
  }

  return {
    take: (noticeId, why) => kindly(noticeId, () => take(noticeId, why)),
    async catchUp() {
      await kindly('', async () => {
        const isToCome = await turns.now();
        await eachOnce(
          async (most) => steps.untold(await lateHere(), most),
          (id) => id,
          async (untold) => {
            for (const id of untold) {
              await kindly(id, async () => {
                if (!(await mayTakeLonger(id)) && !(await isToCome(id))) await goOn(id, 'not reached');
              });
            }
          },
        );
      });
    },
  };
}

interface Next {
  readonly unreached: Unreached;
  readonly place: number;
  readonly to: StepKind;
  readonly why: string;
  /** The same step, begun before. */
  readonly before: Step | null;
}

const WAYS: Readonly<Record<'deputy' | 'team-channel', (unreached: Unreached, deps: ChainDeps) => Promise<Taken>>> = {
  deputy: toStandIns,
  'team-channel': toTeamChannel,
};
