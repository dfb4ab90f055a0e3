import { unreachedView } from '../../src/teams/views/unreached';
import { aDelivery } from '../builders/delivery';
import { aWorld } from '../casework/world';
import { anAlert } from '../cards/an-alert';

async function weighed(policy: string, tier: string, obligation: string) {
  const { report, casework, people, at } = await aWorld(policy);
  const { case: theCase } = await report();
  await casework.tier.weigh(people.officer, theCase.reference, tier, 'Seen with strangers.');
  at('2026-05-11', '10:00');
  const view = await casework.see(people.officer, theCase.reference);
  return { view, people, delivery: aDelivery({ obligation }, '2026-05-11T09:00:00Z') };
}

describe('by when a step is due that the risk has brought forward', () => {
  it('is said in a channel without a word of how great the risk is', async () => {
    const { view, delivery } = await weighed('liverpool', 'red', 'ews-contact-overdue');
    const card = JSON.stringify(unreachedView(view, delivery));
    expect(card).toContain('Was due Tue 28 April 2026 (Day 2)');
    expect(card).not.toMatch(/Red|risk/i);
  });

  it('is said of each thing that an alert asks for, where the law leaves one of them on its day', async () => {
    const { view, people } = await weighed('westmere', 'in-danger', 'referral-due');
    const card = JSON.stringify(anAlert(view, people.lead, ({ id }) => id === 'referral-due'));
    expect(card).toContain('Send the ten-day return: By Mon 11 May 2026 (Day 10)');
    expect(card).toContain(
      'Refer to the authority: Was due Fri 1 May 2026 (Day 5, sooner because of the risk: In danger)',
    );
  });
});
