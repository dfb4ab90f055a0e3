import type { Person } from '../../src/people/directory';
import { importPeople } from '../../src/people/import/people';
import type { Delivery } from '../../src/notices/outbox';
import { instantOf } from '../../src/notices/steady-clock';
import { anAbsence, aPupil, atRisk } from '../builders/case';
import { newId } from '../support/bot';
import { shownMessage } from '../support/client';
import { policyPack } from '../../src/domain/policy/policies';
import { startAlarmReceiver, type AlarmReceiver } from '../../src/bench/alarm-receiver';
import { aMainJobBot, type MainJobBot } from './main-job-bot';

export const CHANNEL = { id: '19:alerts@thread.tacv2', conversationType: 'channel' } as const;
export const MANIFEST = '22222222-2222-4222-8222-222222222222';

/** With Microsoft Graph, and a mailbox to send from. */
export const withGraph = ({ url }: { readonly url: string }) => ({
  ...{ GRAPH: 'on', GRAPH_URL: url, GRAPH_APP_EXTERNAL_ID: MANIFEST },
  MAIL_FROM: 'whereabouts@council.example',
});

/** For each test a house of its own, whose operator is called at an address that listens. */
export function eachWithAnOperator(take: (house: MainJobBot, operator: AlarmReceiver) => void): void {
  let house: MainJobBot;
  let operator: AlarmReceiver;
  beforeEach(async () => {
    operator = await startAlarmReceiver();
    house = await aMainJobBot('chat', 'liverpool', policyPack, { ALARM_URL: operator.url });
    take(house, operator);
  });
  afterEach(async () => {
    await house.bot.close();
    await operator.close();
  });
}

/** What a test of alerts that do not arrive looks at and does. */
export function watched(houseNow: () => MainJobBot) {
  const noticeTo = async ({ id }: Person, reference: string, rule = 'ews-contact-due'): Promise<Delivery> => {
    const theCase = (await houseNow().storage.cases.byReference(houseNow().people.lead.authority, reference))!;
    const all = await houseNow().storage.outbox.ofCase(theCase.id);
    return all.find(({ recipient, obligation }) => recipient === id && obligation === rule)!;
  };
  return {
    noticeTo,
    stepsFor: async (person: Person, reference: string, rule?: string) => {
      const { id } = await noticeTo(person, reference, rule);
      return (await houseNow().storage.steps.of(id)).map(({ to, outcome }) => `${to} ${outcome}`);
    },
    chat: (person: Person) =>
      houseNow()
        .as(person)
        .history()
        .map(({ text }) => text),
    inChannel: () =>
      houseNow()
        .bot.connector.messages(CHANNEL.id)
        .map((message) => shownMessage(message).text),
    /** They have blocked the bot, and it knows. */
    async block({ tenantId, entraId }: Person) {
      const [conversationId, code] = [`a:${entraId}`, 'ConversationBlockedByUser'];
      const news = { state: 'blocked', why: `403 ${code}`, at: houseNow().clock.now() } as const;
      await houseNow().storage.references.mark({ tenantId, conversationId }, news);
      houseNow().bot.connector.refuse([conversationId], { status: 403, code });
    },
    /** Nothing is refused there any more. */
    open: (person: Person) => houseNow().bot.connector.refuse([`a:${person.entraId}`], null),
    /** What was refused for the first time is tried again. */
    async aMinuteLater() {
      const { steady } = houseNow().bot;
      steady.moveTo(instantOf(steady.now() + 61_000));
      await houseNow().fallDue();
    },
    /** Everybody else has left. */
    only: async (...people: readonly Person[]) => {
      const row = ({ tenantId, entraId, name, authority, school, roles }: Person) =>
        [tenantId, entraId, name, authority, school ?? '', roles.join(';')].join(',');
      const csv = ['tenant_id,entra_id,name,authority,school_urn,roles', ...people.map(row)].join('\n');
      await importPeople(houseNow().storage, csv, houseNow().clock.now());
    },
    refuse: (person: Person, code: string, status = 403) =>
      houseNow().bot.connector.refuse([`a:${person.entraId}`], { status, code }),
    /** A case of a child who may be at risk, of which the officer and the safeguarding lead are alerted at once. */
    atRiskCase: async () => {
      const report = { draftId: newId(), triage: atRisk, absence: anAbsence(), pupil: aPupil() };
      const { view } = await houseNow().casework.report(houseNow().people.lead, report);
      await houseNow().fallDue();
      return view.case.reference;
    },
  };
}
