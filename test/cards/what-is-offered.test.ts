import { randomUUID } from 'node:crypto';
import { alertView } from '../../src/teams/views/alert';
import { createRenderer } from '../../src/teams/rendering/render';
import { loadTemplates } from '../../src/teams/rendering/templates';
import type { CaseView } from '../../src/casework/casework';
import type { CardSpec } from '../../src/teams/turn';
import { aPupil, atRisk } from '../builders/case';
import { aDelivery } from '../builders/delivery';
import { aWorld } from '../casework/world';
import { buttonsOn } from '../support/cards';

const render = createRenderer(loadTemplates(), 'chat');
const buttons = (card: CardSpec) => buttonsOn(render(card, 'chat')).map(({ title }) => title as string);

describe('an alert that asks about the register', () => {
  const alertTo = async (
    who: 'lead' | 'officer',
    view: (world: Awaited<ReturnType<typeof aWorld>>) => Promise<CaseView>,
  ) => {
    const world = await aWorld();
    const delivery = aDelivery({ obligation: 'school-day-6' }, world.clock.now());
    return buttons(alertView(await view(world), delivery, { recipient: world.people[who] }));
  };
  const unfinished = async ({ casework, people }: Awaited<ReturnType<typeof aWorld>>) => {
    const given = { draftId: randomUUID(), triage: atRisk, pupil: aPupil(), absence: null };
    return (await casework.report(people.lead, given)).view;
  };

  test('asks for the rest of a report that is not finished, not for a word on an absence nobody has described', async () => {
    const offered = await alertTo('lead', unfinished);
    expect(offered).toContain('Finish the report');
    expect(offered).not.toContain('Still missing');
  });

  test('asks in one tap once the report is finished', async () => {
    const offered = await alertTo('lead', ({ report }) => report());
    expect(offered).toContain('Still missing');
    expect(offered).not.toContain('Finish the report');
  });

  test('offers the rest of the report to nobody who cannot make it', async () => {
    expect(await alertTo('officer', unfinished)).not.toContain('Finish the report');
  });
});
