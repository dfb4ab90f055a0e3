import type { Person } from '../../people/directory';
import { HandoutOrderSchema, type HandoutOrder } from '../../records/handouts/handout';
import type { Handouts } from '../../records/handouts/handouts';
import type { Verb } from '../actions';
import { Stale } from '../stale';
import type { Reply } from '../turn';
import { handoutCard } from '../views/handout';
import { privately } from './shown';

export interface HandoutDeps {
  readonly handouts: Handouts;
  /** The address at which browsers reach the bot. */
  readonly address: () => string;
}

/** A file for a meeting or for the DfE. */
export const handoutVerb = (deps: HandoutDeps): Verb => ({
  id: 'handout',
  needs: ['see-register', 'see-census', 'see-minutes', 'see-summary'],
  replacesCard: false,
  async run({ person }, { kind, on, by, only, to }) {
    const about = { kind, on, ...moreOf(kind, { by, only, to }) };
    const order = HandoutOrderSchema.safeParse(about).data;
    if (!order) throw new Stale();
    return handedOut(person, order, deps);
  },
});

/** The link to a file: it is for this person alone. */
export async function handedOut(
  person: Person,
  order: HandoutOrder,
  { handouts, address }: HandoutDeps,
): Promise<Reply> {
  const { secret } = await handouts.order(person, order);
  return privately(handoutCard(order.kind, `${address()}/papers/${secret}`), 'The file');
}

/** What an order of this kind says besides its day. */
function moreOf(
  kind: string | undefined,
  { by, only, to }: Readonly<Record<'by' | 'only' | 'to', string | undefined>>,
) {
  if (kind?.startsWith('register')) return { by, reason: only === 'all' ? null : only };
  return kind?.startsWith('summary') ? { to } : {};
}
