import { HandoutOrderSchema } from '../../records/handouts/handout';
import type { Handouts } from '../../records/handouts/handouts';
import type { Verb } from '../actions';
import { Stale } from '../stale';
import { handoutCard } from '../views/handout';
import { privately } from './shown';

export interface HandoutDeps {
  readonly handouts: Handouts;
  /** The address at which browsers reach the bot. */
  readonly address: () => string;
}

/** A file for a meeting or for the DfE: the link to it is for this person alone. */
export const handoutVerb = ({ handouts, address }: HandoutDeps): Verb => ({
  id: 'handout',
  needs: ['see-register', 'see-census'],
  replacesCard: false,
  async run({ person }, { kind, on, by, only }) {
    const isRegister = kind?.startsWith('register') ?? false;
    const about = isRegister ? { kind, on, by, reason: only === 'all' ? null : only } : { kind, on };
    const order = HandoutOrderSchema.safeParse(about).data;
    if (!order) throw new Stale();
    const { secret } = await handouts.order(person, order);
    return privately(handoutCard(order.kind, `${address()}/papers/${secret}`), 'The file');
  },
});
