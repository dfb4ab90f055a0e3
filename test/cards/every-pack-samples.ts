import { randomUUID } from 'node:crypto';
import type { CaseView } from '../../src/casework/casework';
import { beginsOnRoll, type Way } from '../../src/domain/case/way';
import type { Role } from '../../src/domain/access/roles';
import { policyFor } from '../../src/domain/policy/policy-for';
import { policyPack, policyPackIds } from '../../src/domain/policy/policies';
import type { EvidenceField, PolicyPack } from '../../src/domain/policy/pack';
import type { Person } from '../../src/people/directory';
import { createPages } from '../../src/teams/pages';
import { namesOn, shownCase } from '../../src/teams/shown-case';
import type { CardSpec, PageArgs } from '../../src/teams/turn';
import { alertView } from '../../src/teams/views/alert';
import { attendanceCaseCard } from '../../src/teams/views/attendance-case';
import { checklistCard } from '../../src/teams/views/checklist';
import { enquiriesCard } from '../../src/teams/views/enquiries';
import { moreCard } from '../../src/teams/views/more';
import { otherProcedureCard } from '../../src/teams/views/other-procedure';
import { aCheck, anAbsence, aPupil, noRisk } from '../builders/case';
import { aDelivery } from '../builders/delivery';
import { itemWith } from '../builders/of-a-pack';
import { aTurn } from '../builders/turn';
import { aBeginning, anOut, aReferral } from '../builders/ways';
import { aWorld } from '../casework/world';
import type { Sample } from './sample';
import type { Words } from './words';

/** What every pack words for itself, under every pack that ships: nothing here knows an id of any of them. */
export async function everyPackSamples(words: Words): Promise<Sample[]> {
  const made: Sample[] = [];
  for (const id of policyPackIds()) {
    const add = (name: string, card: CardSpec) => void made.push({ name: `${id}-${name}`, card });
    await cardsUnder(await worldOf(policyPack(id), words), add);
  }
  return made;
}

type Add = (name: string, card: CardSpec) => void;
type World = Awaited<ReturnType<typeof worldOf>>;

async function worldOf(policy: PolicyPack, words: Words) {
  const world = await aWorld(policy.id);
  const { people, casework, storage, clock } = world;
  const deps = { casework, storage, clock };
  const pages = new Map(createPages(deps).map((one) => [one.id, one]));
  const by = new Map<Role, Person>();
  for (const person of Object.values(people) as Person[]) by.set(person.roles[0]!, by.get(person.roles[0]!) ?? person);
  const turn = (role: Role) => aTurn(by.get(role)!, clock.now());
  const show = (id: string, args: PageArgs, role: Role = 'attendance-lead') => pages.get(id)!.show(turn(role), args);
  const filled = (fields: readonly EvidenceField[]): Record<string, string> =>
    Object.fromEntries(
      fields
        .map(({ id, kind, choices }) => [
          id,
          kind === 'date'
            ? '2026-04-27'
            : kind === 'choice'
              ? choices[0]!.id
              : words.text('Said by a neighbour') || '-',
        ])
        .map(([id, value]) => [id, value!.slice(0, 60)]),
    );
  return { ...world, policy, words, deps, by, turn, show, filled };
}

async function cardsUnder(world: World, add: Add): Promise<void> {
  await beforeACase(world, add);
  for (const { id: way } of world.policy.ways) await aCaseOf(way, world, add);
}

async function beforeACase({ policy, show, storage, people }: World, add: Add): Promise<void> {
  add('page-report-triage', await show('report-triage', { draft: randomUUID() }));
  const authority = (await storage.directory.authority(people.lead.authority))!;
  for (const procedure of policy.otherProcedures) {
    add(`other-procedure-${procedure.id}`, otherProcedureCard(procedure, authority));
    add(`other-procedure-${procedure.id}-refer`, otherProcedureCard(procedure, authority, 'refer'));
  }
}

async function begin(way: Way, { casework, people, words }: World): Promise<CaseView> {
  const pupil = aPupil({
    forename: words.forename,
    surname: `${words.surname} ${way}`,
    upn: null,
    upnUnknown: 'other',
  });
  const begun = { draftId: randomUUID(), triage: noRisk, pupil };
  const { view } = beginsOnRoll(way)
    ? await casework.report(people.lead, { ...begun, way, absence: anAbsence({ began: aBeginning() }) })
    : await casework.ways.refer(people.officer, {
        ...{ ...begun, way, referral: aReferral({ otherAuthority: 'Sample County Council' }) },
        ...{ out: way === 'other-authority' ? null : anOut(), linked: null },
      });
  return view;
}

/** Its whole checklist, every alert that it may set off, and what can be asked about it. */
async function aCaseOf(way: Way, world: World, add: Add): Promise<void> {
  const { policy, deps, by, show, turn } = world;
  world.at('2026-04-27', '08:40');
  const view = await begin(way, world);
  const args = { case: view.case.reference };
  const onRoll = beginsOnRoll(way);
  const own: Role = onRoll ? 'attendance-lead' : 'tracking-officer';
  const { checklist, stages, alerts } = policyFor(policy, way);
  const isFor = ({ ways }: { readonly ways: readonly Way[] }) => ways[0] === way;
  add(`case-${way}`, await shownCase(view, turn(own), deps, 'reported'));
  for (const stage of stages.filter(isFor))
    add(`checklist-${stage.id}`, checklistCard(view, by.get(own)!, await namesOn(view, deps), stage.id));
  for (const item of checklist.filter(isFor))
    add(`page-check-${item.id}`, await show('check', { ...args, item: item.id }, item.owner));
  for (const rule of alerts.filter(({ id }) => policy.ways.find((one) => hasAlert(policy, one.id, id))!.id === way)) {
    const told = aDelivery({ obligation: rule.id, caseId: view.case.id, occurrence: 'first' }, world.clock.now());
    add(`alert-${rule.id}`, alertView(view, told, { recipient: by.get(rule.to[0]!)! }));
  }
  if (way === 'missing') await theMissingChild(view, world, add);
}

const hasAlert = (policy: PolicyPack, way: Way, alert: string) =>
  policyFor(policy, way).alerts.some(({ id }) => id === alert);

async function theMissingChild({ case: { reference } }: CaseView, world: World, add: Add): Promise<void> {
  const { policy, casework, deps, people, show, turn, filled } = world;
  const args = { case: reference };
  add('page-risk', await show('risk', args, 'safeguarding-lead'));
  add('page-tier', await show('tier', args, policy.tiers.owner));
  add('page-attendance', await show('attendance', args));
  add('attendance-case', attendanceCaseCard(reference, policy));
  world.at('2026-06-01', '09:00');
  const view = await casework.see(people.officer, reference);
  for (const role of ['attendance-lead', 'head-teacher', 'tracking-officer', 'caseworker'] as const)
    add(`case-day-20-${role}`, await shownCase(view, turn(role), deps));
  add('more', moreCard(view, people.officer));
  add('page-sign', await show('sign-conclusion', args, 'head-teacher'));
  for (const { letter } of policy.grounds)
    add(`page-gate-${letter}`, await show('removal-gate', { ...args, ground: letter }, 'head-teacher'));

  const notified = itemWith(policy, ({ id }) => id === policy.enquiries.startedBy, 'notification');
  const check = aCheck({ outcome: notified.settles[0]!, on: '2026-06-01', evidence: filled(notified.evidence) });
  for (const id of notified.after) {
    const before = itemWith(policy, (item) => item.id === id, id);
    const made = aCheck({ outcome: before.settles[0]!, on: '2026-06-01', evidence: filled(before.evidence) });
    await casework.recordCheck(world.by.get(before.owner)!, reference, id, made, null);
  }
  await casework.recordCheck(world.by.get(notified.owner)!, reference, notified.id, check, null);
  add('enquiries', enquiriesCard(await casework.see(people.officer, reference), people.officer));
  for (const { id } of policy.enquiries.list)
    add(`page-enquiry-${id}`, await show('enquiry', { ...args, enquiry: id }, 'tracking-officer'));
  await theFoundChild(reference, world, add);
}

/** Found in one place after another, with all that each calls for. */
async function theFoundChild(reference: string, world: World, add: Add): Promise<void> {
  const { policy, casework, people, show, filled, words, deps, turn } = world;
  const args = { case: reference };
  add('page-found', await show('found', args));
  for (const { id: where, asks, steps } of policy.found.places) {
    add(`page-found-${where}`, await show('found-where', { ...args, where }));
    if (steps.length === 0) continue;
    const located = {
      where,
      on: '2026-06-01',
      by: words.text('An aunt') || '-',
      details: filled(asks),
      note: '',
    } as const;
    const found = await casework.outcomes.locate(people.officer, reference, located, []);
    add(`case-found-${where}`, await shownCase(found, turn('tracking-officer'), deps));
    for (const step of steps)
      add(`page-found-${where}-${step}`, await show('found-step', { ...args, step }, 'tracking-officer'));
    add(`page-close-${where}`, await show('close', args, 'tracking-officer'));
    add(`page-dfe-${where}`, await show('dfe-reason', args, 'tracking-officer'));
    await casework.outcomes.withdrawLocation(people.officer, reference, words.text('Not there') || '-');
  }
}
