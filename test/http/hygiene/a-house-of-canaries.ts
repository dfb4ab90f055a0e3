import { keysOf } from '../../../src/casework/record';
import type { Case } from '../../../src/domain/case/case';
import { policyPack } from '../../../src/domain/policy/policies';
import type { Person } from '../../../src/people/directory';
import { casesOfEveryKind } from '../../builders/canaries';
import { aMainJobBot, type MainJobBot } from '../main-job-bot';

export const PANEL = { id: '19:copp@thread.tacv2', conversationType: 'channel' } as const;
export const ALERTS = { id: '19:alerts@thread.tacv2', conversationType: 'channel' } as const;
export const GROUP = { id: '19:some-people@thread.v2', conversationType: 'groupChat' } as const;

export interface House extends MainJobBot {
  readonly cases: readonly Case[];
}

/** The bot as it is, with a case for every kind of fact, each field of which could betray somebody. */
export async function aHouseOfCanaries(env: Readonly<Record<string, string>> = {}): Promise<House> {
  const house = await aMainJobBot('chat', 'liverpool', policyPack, env);
  const { storage, people, clock } = house;
  const { authority, school, id } = people.lead;
  const cases = casesOfEveryKind({ authority, school, policy: 'liverpool' }, id);
  for (const one of cases) await storage.cases.open(one, keysOf(one), clock.now());
  for (const person of Object.values(people)) await house.as(person).say('hello');
  await house.as(people.officer).in(PANEL).say('post the agenda here');
  await house.as(people.officer).in(ALERTS).say('post alerts here');
  return { ...house, cases };
}

export const everybody = ({ people }: MainJobBot): Person[] => Object.values(people);
