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
  needs: ['see-register', 'see-census', 'see-minutes', 'see-summary', 'upload-to-one'],
  replacesCard: false,
  async run({ person }, { kind, on, number, everything, ...more }) {
    const about =
      kind === 'one-upload'
        ? { kind, number: Number(number), everything: everything === 'yes' }
        : { kind, on, ...moreOf(kind, more) };
    const order = HandoutOrderSchema.safeParse(about).data;
    if (!order) throw new Stale();
    return handedOut(person, order, deps);
  },
});

/**
 * The link to a file: it is for this person alone.
 * @param about in place of what is said of every file of its kind.
 */
export async function handedOut(
  person: Person,
  order: HandoutOrder,
  { handouts, address }: HandoutDeps,
  about?: string,
): Promise<Reply> {
  const { secret } = await handouts.order(person, order);
  return privately(handoutCard(order.kind, `${address()}/papers/${secret}`, about), 'The file');
}

/** What an order of this kind says besides its day. */
function moreOf(kind: string | undefined, { by, only, risk, school, to }: Readonly<Record<string, string>>) {
  if (kind?.startsWith('register'))
    return { by, reason: unlessAll(only), risk: unlessAll(risk), school: unlessAll(school) };
  return kind?.startsWith('summary') ? { to } : {};
}

const unlessAll = (one: string | undefined): string | null | undefined => (one === 'all' ? null : one);
