import { randomUUID } from 'node:crypto';
import { OFF_ROLL_WAYS } from '../../src/domain/case/way';
import { createPages } from '../../src/teams/pages';
import { namesOn, shownCase } from '../../src/teams/shown-case';
import type { CardSpec, PageArgs } from '../../src/teams/turn';
import { checklistCard } from '../../src/teams/views/checklist';
import { detailsCard } from '../../src/teams/views/details';
import { onARollCard } from '../../src/teams/views/on-a-roll';
import { REFERRALS, reportDraftsCard } from '../../src/teams/views/report-drafts';
import { aPupil, noRisk } from '../builders/case';
import { aTurn } from '../builders/turn';
import { anOut, aReferral } from '../builders/ways';
import { aWorld } from '../casework/world';
import type { Sample } from './sample';
import type { Words } from './words';

/** The cards of children on no roll: from the first question to a case of each way, with all known and with nothing. */
export async function waysSamples(words: Words): Promise<Sample[]> {
  const made: Sample[] = [];
  const add = (name: string, card: CardSpec) => void made.push({ name, card });
  const { casework, people, storage, clock } = await aWorld();
  const deps = { casework, storage, clock };
  const page = new Map(createPages(deps).map((one) => [one.id, one]));
  const turn = aTurn(people.officer, clock.now());
  const show = (id: string, args: PageArgs, errors?: Record<string, string>) =>
    page.get(id)!.show(turn, args, errors && { typed: {}, errors });

  const draft = randomUUID();
  add('page-refer', await show('refer', { draft }));
  const values = { forename: words.forename, surname: words.surname, situation: 'not-on-roll', risks: 'none' };
  await storage.drafts.save({
    ...{ id: draft, school: 'authority 341', kind: 'report', caseId: null, item: null, values },
    ...{ savedBy: people.caseworker.id, savedAt: clock.now() },
  });
  add('page-refer-route-wrong', await show('refer-route', { draft }, { route: 'Choose by which route word came.' }));
  add('page-refer-child', await show('refer-child', { draft }));
  add('page-refer-known', await show('refer-known', { draft }));
  const kept = (await storage.drafts.byId(draft))!;
  const left = { draft: kept, by: words.text('A colleague'), saved: 'at 08:40', page: 'refer-route', args: { draft } };
  add('refer-drafts', reportDraftsCard([{ ...left, opened: false, until: '2026-07-26' }], randomUUID(), REFERRALS));
  await storage.drafts.save({ ...kept, values: { ...values, situation: 'runaway' } });
  add('page-refer-beside', await show('refer-beside', { draft }));
  add('refer-on-a-roll', onARollCard());

  for (const [n, way] of OFF_ROLL_WAYS.entries()) {
    const bare = n % 2 === 1;
    const text = bare ? '' : words.text('Said at the health centre.');
    const { view } = await casework.ways.refer(people.officer, {
      ...{ draftId: randomUUID(), way, triage: noRisk },
      pupil: aPupil({
        ...{ forename: words.forename, surname: `${words.surname} ${way}`, upn: null },
        ...(bare && { dateOfBirth: null, lastKnownAddress: '', parents: '', yearGroup: null, sex: null }),
      }),
      referral: aReferral({ otherAuthority: text || 'Sample County Council', from: text, note: text, contact: text }),
      out: way === 'other-authority' ? null : anOut(bare ? { since: null, lastProvider: '' } : { note: text }),
      linked: bare ? null : { procedure: 'runaway', reference: text || 'MP-2211' },
    });
    const names = await namesOn(view, { storage });
    add(`case-${way}`, await shownCase(view, turn, deps, 'reported'));
    add(`details-${way}`, detailsCard(view, people.officer, names));
    add(`checklist-${way}`, checklistCard(view, people.officer, names));
    if (n === 0) add('page-follow-up', await show('follow-up', { case: view.case.reference }));
    if (n === 0) add('page-correct-way', await show('correct-way', { case: view.case.reference }));
  }
  // The same name and birthday, under no UPN: nobody but the officer can say whether it is one child.
  const clash = await casework.ways.refer(people.officer, {
    ...{ draftId: randomUUID(), way: 'not-on-roll', triage: noRisk, linked: null },
    pupil: aPupil({ forename: words.forename, surname: words.surname, upn: null }),
    ...{ referral: aReferral(), out: anOut() },
  });
  await storage.drafts.save({ ...kept, values });
  const asked = { '': `Is it the same child as in ${clash.view.case.reference}?` };
  add('page-refer-child-whose', await show('refer-child', { draft, clash: clash.view.case.reference }, asked));
  return made;
}
