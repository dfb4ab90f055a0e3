import type { Person } from '../../src/people/directory';
import { policyPack } from '../../src/domain/policy/policies';
import { anAbsence, aPupil, noRisk } from '../builders/case';
import { newId } from '../support/bot';
import { chatOf, startGraph, type LoopbackGraph } from '../support/graph';
import { shownMessage } from '../support/client';
import { aMainJobBot, type MainJobBot } from './main-job-bot';
import { MANIFEST, watched, withGraph } from './steps-taken';

let house: MainJobBot;
let graph: LoopbackGraph;
/** Microsoft Graph is there, and the app is not in the catalogue yet. */
beforeEach(async () => {
  graph = await startGraph();
  house = await aMainJobBot('chat', 'liverpool', policyPack, withGraph(graph));
  for (const { entraId } of Object.values(house.people)) graph.people.set(entraId, null);
});
afterEach(async () => {
  await house.bot.close();
  await graph.close();
});
const { block, noticeTo } = watched(() => house);

let children = 0;
const upload = () => graph.catalogue.set(MANIFEST, 'app-1');
const rule = () => house.policy.alerts.find(({ trigger }) => trigger.kind === 'assigned')!.id;
const there = ({ entraId }: Person) =>
  house.bot.connector.messages(chatOf(entraId)).map((message) => shownMessage(message).text);

/** The case of another child that is given to somebody, who is told of it. */
async function handedTo(person: Person): Promise<string> {
  children += 1;
  const report = {
    draftId: newId(),
    triage: noRisk,
    absence: anAbsence(),
    pupil: aPupil({ forename: `Rowan ${children}`, upn: null, upnUnknown: 'not-found' }),
  };
  const { reference } = (await house.casework.report(house.people.lead, report)).view.case;
  await house.casework.officer.assign(house.people.officer, reference, person.id, 'Please look into it.');
  await house.fallDue();
  return reference;
}

describe('whom Microsoft Graph could not give the app', () => {
  test('is asked for again on the next morning on which they may be told, and once', async () => {
    const { caseworker } = house.people;
    const reference = await handedTo(caseworker);
    const waits = () => noticeTo(caseworker, reference, rule());
    await house.at('2026-04-27', '10:00');
    expect(await waits()).toMatchObject({ state: 'unreachable', lastError: 'never-seen' });
    upload();
    for (const time of ['10:05', '16:00'] as const) await house.at('2026-04-27', time);
    await house.at('2026-04-28', '08:59');
    expect(graph.installed(caseworker.entraId)).toEqual([]);
    await house.at('2026-04-28', '09:00');
    expect(there(caseworker)).toEqual([expect.stringContaining(reference)]);
    expect((await waits()).state).toBe('sent');
  });

  test('is not asked for on a day on which they may not be told, nor after they have shut the bot out', async () => {
    const { caseworker, manager } = house.people;
    await house.at('2026-05-01', '10:00');
    const reference = await handedTo(caseworker);
    await house.as(manager).say('hello');
    await block(manager);
    const other = await handedTo(manager);
    upload();
    for (const date of ['2026-05-02', '2026-05-03', '2026-05-04'] as const) await house.at(date, '09:30');
    expect(graph.installed(caseworker.entraId)).toEqual([]);
    await house.at('2026-05-05', '09:30');
    expect(there(caseworker)[0]).toContain(reference);
    expect(graph.installed(manager.entraId)).toEqual([]);
    expect((await noticeTo(manager, other, rule())).state).toBe('unreachable');
  });

  test('gets all that waits at once when the app is installed for a newer alert, and so do the others', async () => {
    const { caseworker, manager } = house.people;
    const cases = [await handedTo(caseworker), await handedTo(manager)] as const;
    upload();
    const newer = await handedTo(caseworker);
    for (const reference of [cases[0], newer]) {
      expect((await noticeTo(caseworker, reference, rule())).state).toBe('sent');
    }
    expect(there(manager)).toEqual([expect.stringContaining(cases[1])]);
  });
});
