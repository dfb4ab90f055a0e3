import { randomUUID } from 'node:crypto';
import type { Role } from '../../../src/domain/access/roles';
import type { CaseLike } from '../../../src/domain/access/table';
import type { Case } from '../../../src/domain/case/case';
import { policyPack } from '../../../src/domain/policy/policies';
import type { Person } from '../../../src/people/directory';
import { clockCommand } from '../../../src/teams/commands/clock';
import { anAuthority, ELSEWHERE } from '../../builders/authority';
import { anAbsence, aPupil, noRisk } from '../../builders/case';
import { anOut, aReferral } from '../../builders/ways';
import { startTestBot } from '../../support/bot';
import type { Client } from '../../support/client';
import { aMainJobBot } from '../main-job-bot';
import { FAST } from './asking';

/** How a case stands to the people of the first authority, whoever they are. */
export const CASES = ['own-school', 'another-school', 'no-school', 'not-on-agenda', 'other-authority'] as const;
export type CaseKind = (typeof CASES)[number];

/** What a button names. */
export interface Ids {
  readonly reference: string;
  /** An alert about the case that was sent to whoever asks, and one that was sent to nobody whom we know. */
  readonly own: string;
  readonly others: string;
}

/** No case and no alert has these. */
export const ABSENT: Ids = { reference: 'WB-ZZZZ-ZZ', own: randomUUID(), others: randomUUID() };

/** Two authorities in one house, with a case of each kind, and somebody in every role of the first. */
export async function aWorldOfCases() {
  const house = await aMainJobBot('chat', 'liverpool', policyPack, FAST);
  const { storage, casework, people, clock } = house;
  const there = await anAuthority(storage, 'westmere', ELSEWHERE);
  const reported = async (lead: Person, surname: string, upn: string) => {
    const pupil = aPupil({ surname, upn });
    const draftId = randomUUID();
    return (await casework.report(lead, { draftId, triage: noRisk, pupil, absence: anAbsence() })).view.case;
  };
  const referred = async (surname: string) => {
    const word = { draftId: randomUUID(), way: 'not-on-roll', triage: noRisk, linked: null } as const;
    const pupil = aPupil({ surname, upn: null });
    const referral = aReferral();
    return (await casework.ways.refer(people.officer, { ...word, pupil, referral, out: anOut() })).view.case;
  };
  const listed = {
    'own-school': await reported(people.lead, 'Ashdown', 'C341999926001'),
    'another-school': await reported(people.otherLead, 'Birchall', 'R341999926002'),
    'no-school': await referred('Cedarwood'),
    'other-authority': await reported(there.lead, 'Elderflower', 'C341999926001'),
  };
  // The list for the panel is closed; what comes after it is on the register, and stands before nobody of the panel.
  await house.at('2026-05-05', '09:00');
  const cases: Readonly<Record<CaseKind, Case>> = { ...listed, 'not-on-agenda': await referred('Dogrose') };
  const isOnAgenda = (kind: CaseKind) => kind !== 'not-on-agenda' && kind !== 'other-authority';

  /** Whoever works on a case may answer whatever was sent to them about it; an administrator, what is for one. */
  const ruleFor = ({ roles }: Person): string => {
    const { alerts } = policyPack('liverpool');
    return (alerts.find(({ to }) => roles.includes('administrator') && to.includes('administrator')) ?? alerts[0]!).id;
  };

  async function alertOn({ id, authority }: Case, recipient: string, obligation: string): Promise<string> {
    const alert = { id: randomUUID(), kind: 'alert', authority, caseId: id, recipient } as const;
    const rest = {
      obligation,
      occurrence: alert.id,
      dueAt: clock.now(),
      urgent: false,
    };
    await storage.transaction(({ outbox }) => outbox.add([{ ...alert, ...rest }]));
    return alert.id;
  }

  /** The clock is the demo's own: the bot that can move it is another one of the same people. */
  const demo = await startTestBot({
    commands: [clockCommand({ storage, clock, catchUp: async () => {} })],
    ...{ storage, clock, env: FAST },
  });

  return {
    house,
    there,
    withRole: (role: Role): Person => Object.values(people).find(({ roles }: Person) => roles.includes(role)),
    likeOf: (kind: CaseKind): CaseLike => ({ ...cases[kind], onAgenda: isOnAgenda(kind) }),
    surname: (kind: CaseKind): string => surnameOf(cases[kind]),
    idsFor: async (kind: CaseKind, person: Person): Promise<Ids> => ({
      reference: cases[kind].reference,
      own: await alertOn(cases[kind], person.id, ruleFor(person)),
      others: await alertOn(cases[kind], randomUUID(), ruleFor(person)),
    }),
    cases,
    atTheClock: (person: Person): Client => demo.as(person),
    async close() {
      await demo.close();
      await house.bot.close();
    },
  };
}
export type WorldOfCases = Awaited<ReturnType<typeof aWorldOfCases>>;

function surnameOf({ facts }: Case): string {
  const described = facts.find((fact) => fact.kind === 'pupil-described');
  return described?.pupil.surname ?? '';
}
