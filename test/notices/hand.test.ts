import { Hand } from '../../src/notices/hand';
import type { Delivery } from '../../src/notices/outbox';
import { createRoom } from '../../src/notices/room';

const delivery = (id: string, urgent = false) => ({ id, urgent }) as Delivery;

describe('what waits for somebody else than Teams', () => {
  const beside = createRoom(150);
  const hands = Array.from({ length: 3 }, () => new Hand(beside));
  const asides = (urgent: boolean) =>
    hands.flatMap((hand, at) =>
      Array.from({ length: 60 }, (_, n) => `${at}-${n}-${urgent}`).filter((id) =>
        hand.setAside(hand.take(delivery(id, urgent), 0)),
      ),
    );

  it('takes a bounded number of places in all lanes together, some of them for what is urgent alone', () => {
    expect(asides(false)).toHaveLength(50);
    expect(asides(true)).toHaveLength(100);
    hands[0]!.drop('0-0-false');
    expect(hands[2]!.setAside(hands[2]!.take(delivery('next', true), 0))).toBe(true);
    for (const hand of hands) hand.dropAll();
    expect(beside.take(1_000)).toBe(150);
  });
});
