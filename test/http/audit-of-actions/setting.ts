import { randomUUID } from 'node:crypto';
import type { Action } from '../../../src/domain/access/table';
import type { Case } from '../../../src/domain/case/case';
import { policyPack } from '../../../src/domain/policy/policies';
import { clockCommand } from '../../../src/teams/commands/clock';
import type { Staff } from '../../builders/authority';
import { anAbsence, aPupil, noRisk } from '../../builders/case';
import { answersFor } from '../../builders/ends-of-a-pack';
import { withNextYear } from '../../builders/policies';
import { aRemovalDecision } from '../../builders/removal';
import { anOut, aReferral } from '../../builders/ways';
import { startTestBot, type TestBot } from '../../support/bot';
import type { Client } from '../../support/client';
import { aMainJobBot, type MainJobBot } from '../main-job-bot';

/** What the trail holds of it: facts with their digests before and after, a deed without facts, or a look. */
export type Leaves = 'facts' | 'deed' | 'look';

export interface Way {
  readonly by: keyof Staff;
  readonly leaves: Leaves;
  /** Does it over HTTP. Answers with the case that it was done to, where there is one. */
  readonly does: () => Promise<Case | null>;
}
export type Ways<A extends Action = Action> = Readonly<Record<A, Way>>;

/** A bot with its people, and cases in every state that an action needs. */
export interface Setting {
  readonly house: MainJobBot;
  /** The same stores behind a bot whose clock can be moved. */
  readonly demo: TestBot;
  /** Reported under the rules of before, and open for so long that it can be concluded. */
  readonly old: Case;
  client(who: keyof Staff): Client;
  aCase(by?: 'lead' | 'otherLead', surname?: string): Promise<Case>;
  aReferred(): Promise<Case>;
  aDeath(): Promise<Case>;
  aDecision(): Promise<Case>;
  anAlertOn(theCase: Case, recipient: string): Promise<string>;
  close(): Promise<void>;
}

export async function aSetting(): Promise<Setting> {
  const house = await aMainJobBot('chat', 'liverpool', withNextYear());
  const { storage, clock, casework, people } = house;
  const demo = await startTestBot({
    commands: [clockCommand({ storage, clock, catchUp: async () => {} })],
    storage,
    clock,
  });

  async function aCase(by: 'lead' | 'otherLead' = 'lead', surname = newName()): Promise<Case> {
    const pupil = aPupil({ surname, upn: null, upnUnknown: 'other', lastKnownAddress: '1 Shared Row, L99 9ZZ' });
    const report = { draftId: randomUUID(), triage: noRisk, pupil, absence: anAbsence() };
    return (await casework.report(people[by], report)).view.case;
  }
  async function aReferred(): Promise<Case> {
    const told = { draftId: randomUUID(), way: 'not-on-roll', triage: noRisk, linked: null } as const;
    const more = { pupil: aPupil({ surname: newName(), upn: null }), referral: aReferral(), out: anOut() };
    return (await casework.ways.refer(people.officer, { ...told, ...more })).view.case;
  }
  async function aDeath(): Promise<Case> {
    const theCase = await aCase();
    const told = { by: 'Sgt Lee', known: 'Rang the school', on: '2026-04-28' } as const;
    await casework.death.tell(people.lead, theCase.reference, told);
    return theCase;
  }
  async function aDecision(): Promise<Case> {
    const theCase = await aDeath();
    const answers = answersFor(house.policy, 'k');
    const decision = aRemovalDecision({ ground: 'k', answers, offRollOn: '2026-04-28' });
    await casework.removal.decide(people.head, theCase.reference, decision);
    return theCase;
  }
  async function anAlertOn(theCase: Case, recipient: string): Promise<string> {
    const [rule] = policyPack('liverpool').alerts;
    const id = randomUUID();
    const about = { id, kind: 'alert', authority: theCase.authority, caseId: theCase.id, recipient } as const;
    const due = { obligation: rule!.id, occurrence: id, dueAt: clock.now(), urgent: false };
    await storage.transaction(({ outbox }) => outbox.add([{ ...about, ...due }]));
    return id;
  }

  // The panel meets on the day on which everything is done, so that it has something to decide.
  const authority = await storage.directory.authority(people.officer.authority);
  await storage.directory.saveAuthority({ ...authority!, panelAnchor: '2026-04-28' });
  const old = await aCase();
  await house.at('2026-04-28', '09:00');
  return {
    ...{ house, demo, old, aCase, aReferred, aDeath, aDecision, anAlertOn },
    client: (who) => house.as(people[who]),
    async close() {
      await demo.close();
      await house.bot.close();
    },
  };
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
let count = 0;
/** No two cases look like one child. */
const newName = () => `Child${LETTERS[(count += 1) % 26]}${LETTERS[Math.floor(count / 26)]}`;
