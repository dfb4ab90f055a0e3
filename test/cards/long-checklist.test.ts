import { checklistCard } from '../../src/teams/views/checklist';
import { policyFor } from '../../src/domain/policy/policy-for';
import { createRenderer, MOST_BYTES } from '../../src/teams/rendering/render';
import { loadTemplates } from '../../src/teams/rendering/templates';
import { namesOn } from '../../src/teams/shown-case';
import { aCheck } from '../builders/case';
import { aWorld } from '../casework/world';
import { textOn } from '../support/cards';
import { HOSTILE } from './words';

/** Day 20 with every check tried and none settled, each with a note as long and as strange as can be. */
test('the longest checklist fits into a card, and says what it leaves out', async () => {
  const { casework, people, report, at, storage } = await aWorld();
  const { reference } = (await report()).case;
  at('2026-06-01', '08:30');
  const start = await casework.see(people.lead, reference);
  // The conclusion is signed by two people and recorded by none.
  const recorded = policyFor(start.policy, 'missing').checklist.filter(
    ({ settledBy }) => !settledBy.includes('joint-conclusion'),
  );
  for (const { id, outcomes, settles, evidence } of recorded) {
    const outcome = outcomes.find((one) => !settles.includes(one)) ?? outcomes[0]!;
    const said = Object.fromEntries(evidence.map((field) => [field.id, HOSTILE.text('')]));
    const check = aCheck({ outcome, note: HOSTILE.text(''), spokeTo: HOSTILE.text(''), evidence: said });
    await casework.recordCheck(people.lead, reference, id, check, null);
  }
  const view = await casework.see(people.lead, reference);
  const render = createRenderer(loadTemplates(), 'chat');
  for (const { id } of view.policy.stages) {
    const card = render(checklistCard(view, people.lead, await namesOn(view, { storage }), id), 'chat');
    expect({ id, tooBig: Buffer.byteLength(JSON.stringify(card)) > MOST_BYTES }).toEqual({ id, tooBig: false });
  }
  const now = render(checklistCard(view, people.lead, await namesOn(view, { storage })), 'chat');
  expect(textOn(now)).toMatch(/\d+ more (is|are) owed\. Turn to the other stages to see them\./);
});
