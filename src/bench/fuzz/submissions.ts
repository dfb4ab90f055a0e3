import fc from 'fast-check';
import type { Ground } from './ground';
import type { Pressable } from './harvest';
import { hostileJson, hostileText } from './hostile';

type Fields = Readonly<Record<string, unknown>>;

/** How the same deed reaches the bot: from a card, a dialog, the compose box, or a client that is old. */
const CARRIERS = ['execute', 'execute', 'execute', 'refresh', 'fetch', 'submit', 'old', 'compose'] as const;

const carried = (how: (typeof CARRIERS)[number], data: unknown): object => {
  const invoke = (name: string, value: object) => ({ type: 'invoke', name, value });
  if (how === 'old') return { type: 'message', value: data };
  if (how === 'fetch') return invoke('task/fetch', { data, context: { theme: 'default' } });
  if (how === 'submit') return invoke('task/submit', { data, context: { theme: 'default' } });
  if (how === 'compose') return invoke('composeExtension/submitAction', { commandId: 'report', data });
  const action = { type: 'Action.Execute', verb: 'x', data };
  return invoke('adaptiveCard/action', { action, trigger: how === 'refresh' ? 'automatic' : 'manual' });
};

/** A button of a card of somebody, pressed by anybody, with anything in its ids and in the inputs beside it. */
export function submission(ground: Ground, pool: readonly Pressable[]): fc.Arbitrary<object> {
  const id = fc.constantFrom(...ground.ids);
  const odd = fc.oneof({ weight: 3, arbitrary: id }, { weight: 2, arbitrary: hostileText });
  const pressed = fc.constantFrom(...pool).chain(({ data, inputs }) => {
    const filled = inputs.map(({ id: name, choices }) =>
      fc
        .oneof(
          { weight: 5, arbitrary: fc.constantFrom(...(choices.length > 0 ? choices : LIKELY)) },
          { weight: 3, arbitrary: odd },
          { weight: 1, arbitrary: hostileJson },
          { weight: 1, arbitrary: fc.constant(undefined) },
        )
        .map((value) => [name, value] as const),
    );
    return fc
      .tuple(
        fc.tuple(...filled),
        argsLike(data['args'], odd),
        fc.array(fc.tuple(hostileText, hostileJson), { maxLength: 2 }),
      )
      .map(([typed, args, more]) => ({
        ...Object.fromEntries(more),
        ...data,
        ...(args === undefined ? {} : { args }),
        ...Object.fromEntries(typed),
      }));
  });
  const invented = fc.record({
    verb: fc.oneof(fc.constantFrom('page', 'say', 'acknowledge', 'show-case', 'show-more', 'stage'), hostileText),
    page: odd,
    args: fc.dictionary(fc.constantFrom('case', 'reference', 'draft', 'item', 'delivery', '__proto__'), odd),
    step: fc.constantFrom('', 'next', 'back', 'save'),
    reference: odd,
    text: odd,
  });
  const data = fc.oneof(
    { weight: 8, arbitrary: pressed },
    { weight: 2, arbitrary: invented },
    { weight: 1, arbitrary: hostileJson },
  );
  return fc.tuple(fc.constantFrom(...CARRIERS), data).map(([how, what]) => carried(how, what));
}

/** What people might well type where nothing can be chosen. */
const LIKELY = ['2026-04-27', '09:15', 'A word or two', '9', 'C341999926001', 'Rowan'];

/** The args of a button as they are, mostly; one in three with other ids in them. */
const argsLike = (args: unknown, odd: fc.Arbitrary<string>): fc.Arbitrary<Fields | undefined> => {
  if (typeof args !== 'object' || args === null) return fc.constant(undefined);
  const entries = Object.entries(args as Fields).map(([name, value]) =>
    fc
      .oneof({ weight: 2, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: odd })
      .map((given) => [name, given] as const),
  );
  return fc.tuple(...entries).map((given) => Object.fromEntries(given));
};
