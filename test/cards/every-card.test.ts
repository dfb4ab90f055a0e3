import { policyPackIds } from '../../src/domain/policy/policies';
import { createRenderer, MOST_BYTES } from '../../src/teams/rendering/render';
import { loadTemplates } from '../../src/teams/rendering/templates';
import { cardErrors } from '../support/card-schema';
import { buttonsOn, inputsOn, parts } from '../support/cards';
import type { Sample } from './sample';
import { samples } from './samples';
import { FULL, HOSTILE, MINIMAL, type Words } from './words';

const templates = loadTemplates();
const hosts = [
  ['chat', createRenderer(templates, 'chat')],
  ['dialog', createRenderer(templates, 'dialog')],
] as const;

const people: readonly [string, Words][] = [
  ['full', FULL],
  ['minimal', MINIMAL],
  ['hostile', HOSTILE],
];

/** Live Markdown: a link or bold text that no template wrote. */
const LIVE = /(?<!\\)(\[[^\]]*(?<!\\)\]\(|<b>|\*\*bold)/;

describe.each(people)('every card, with %s words', (_kind, words) => {
  let made: Sample[] = [];
  beforeAll(async () => {
    made = await samples(words);
  });

  describe.each(hosts)('drawn for a %s', (host, render) => {
    let all: { readonly name: string; readonly shown: object }[] = [];
    beforeAll(() => {
      all = made.map(({ name, card }) => ({ name, shown: render(card, host) }));
    });
    const drawn = () => all;

    test('keeps to the schema of Adaptive Cards 1.5', () => {
      const wrong = drawn().flatMap(({ name, shown }) => cardErrors(shown).map((error) => `${name} ${error}`));
      expect(wrong).toEqual([]);
    });

    test('stays under the size that every client takes', () => {
      const sizes = drawn().map(({ name, shown }) => ({ name, bytes: Buffer.byteLength(JSON.stringify(shown)) }));
      expect(sizes.filter(({ bytes }) => bytes > MOST_BYTES)).toEqual([]);
    });

    test('has a label on every input that says whether it is needed, and a title on every button', () => {
      for (const { name, shown } of drawn()) {
        const labels = inputsOn(shown).map(({ label }) => String(label));
        expect({ name, unlabelled: labels.filter((label) => !/\S.* \((required|optional)\)$/.test(label)) }).toEqual({
          name,
          unlabelled: [],
        });
        expect({ name, untitled: buttonsOn(shown).filter(({ title }) => !title) }).toEqual({ name, untitled: [] });
      }
    });

    test('has no two inputs of one id, and none that a button’s own data would hide', () => {
      for (const { name, shown } of drawn()) {
        const ids = inputsOn(shown).map(({ id }) => String(id));
        const taken = ids.filter(
          (id, index) => ids.indexOf(id) !== index || ['verb', 'page', 'args', 'step'].includes(id),
        );
        expect({ name, taken }).toEqual({ name, taken: [] });
      }
    });

    test('shows what people typed as they typed it, never as Markdown', () => {
      for (const { name, shown } of drawn()) {
        const texts = parts(shown).flatMap(({ type, text, value }) =>
          type === 'TextBlock' ? [text] : type ? [] : [value],
        );
        const live = texts.filter((text) => typeof text === 'string' && LIVE.test(text));
        expect({ name, live }).toEqual({ name, live: [] });
      }
    });
  });

  test('says nothing of the child in what a notification shows', () => {
    for (const { name, card } of made) {
      expect({
        name,
        told: [words.surname, words.forename].filter((word) => word.length > 1 && card.summary.includes(word)),
      }).toEqual({
        name,
        told: [],
      });
    }
  });
});

/** What only one of the packs that ship would say. */
const OWN_WORDS: Readonly<Record<string, readonly string[]>> = {
  liverpool: ['Liverpool', 'Education Welfare', 'EWS', 'Careline'],
  westmere: ['Westmere', 'Tracking Board', 'attendance team', 'round table'],
};

/** Drawn with models of their own, in test/teams. */
const ELSEWHERE = ['greeting', 'help'];

test('every template is among the samples, but for those that are drawn elsewhere', async () => {
  const drawn = new Set((await samples(FULL)).map(({ card }) => card.template));
  expect([...templates.keys()].filter((name) => !drawn.has(name)).sort()).toEqual(ELSEWHERE);
});

test('no two samples share a name, and no authority’s words stand on the cards of another', async () => {
  const all = await samples(FULL);
  const names = all.map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  for (const id of policyPackIds()) {
    const theirs = Object.entries(OWN_WORDS).flatMap(([of, words]) => (of === id ? [] : words));
    // References are drawn at random, and one may hold such a word.
    const text = JSON.stringify(all.filter(({ name }) => name.startsWith(`${id}-`))).replace(/WB-\w{4}-\w{2}/g, '');
    expect(theirs.filter((word) => text.includes(word))).toEqual([]);
    expect(OWN_WORDS[id]!.filter((word) => text.includes(word))).not.toEqual([]);
  }
});
