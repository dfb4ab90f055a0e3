import type { Ground, Sender } from './ground';

type Fields = Readonly<Record<string, unknown>>;

/** A button that stood on a card, and the inputs beside it. */
export interface Pressable {
  readonly data: Fields;
  readonly inputs: readonly { readonly id: string; readonly choices: readonly string[] }[];
}

/** Presses and says things as one person, and returns the cards that come of it. */
export interface Hand {
  say(text: string): Promise<readonly unknown[]>;
  press(data: Fields): Promise<readonly unknown[]>;
}

const SAID = [
  'help',
  'report',
  'refer',
  'my cases',
  'cases by school',
  'duplicates',
  'deliveries',
  'rules',
  'agenda',
  'meetings',
  'minutes',
  'register',
  'census',
  'summary',
];

/** Goes as each of them from card to card and gathers every button, before anything is sent that is not right. */
export async function harvest(
  { senders, references }: Ground,
  handOf: (sender: Sender) => Hand,
  mostPresses: number,
): Promise<readonly Pressable[]> {
  const pool = new Map<string, Pressable>();
  for (const sender of senders) {
    const hand = handOf(sender);
    const queue: Fields[] = [];
    const gather = (cards: readonly unknown[]) => {
      for (const found of cards.flatMap(buttonsOn)) {
        const kind = kindOf(found.data);
        if (pool.has(kind)) continue;
        pool.set(kind, found);
        queue.push(found.data);
      }
    };
    const known = sender.mayRead.flatMap((place) => references[place]);
    for (const text of [...SAID, ...known.map((reference) => `case ${reference}`)]) gather(await hand.say(text));
    for (const reference of known) gather(await hand.say(`checklist ${reference}`));
    for (let presses = 0; presses < mostPresses && queue.length > 0; presses += 1)
      gather(await hand.press(queue.shift()!));
  }
  return [...pool.values()];
}

/** Buttons that differ by their case alone are pressed once for each person's role; ids are put in later. */
const kindOf = ({ verb, page, args, step, text }: Fields): string => JSON.stringify([verb, page, args, step, text]);

function buttonsOn(card: unknown): Pressable[] {
  const [datas, inputs]: [Fields[], Pressable['inputs'][number][]] = [[], []];
  const left = [card];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    const { type, data, id, choices } = node as Fields;
    if (typeof type === 'string' && type.startsWith('Action.') && typeof data === 'object' && data !== null)
      datas.push(data as Fields);
    if (typeof type === 'string' && type.startsWith('Input.') && typeof id === 'string')
      inputs.push({ id, choices: choicesIn(type, choices) });
    left.push(...(Object.values(node) as unknown[]));
  }
  return datas.map((data) => ({ data, inputs }));
}

const choicesIn = (type: string, choices: unknown): string[] => {
  if (type === 'Input.Date') return ['2026-04-27', '2026-11-02', '2025-09-01'];
  return Array.isArray(choices) ? choices.map((choice) => String((choice as Fields)['value'])) : [];
};
