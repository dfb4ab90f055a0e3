import { policyPackIds } from '../../src/domain/policy/policies';
import { createPages } from '../../src/teams/pages';
import { aTurn } from '../builders/turn';
import { aWorld } from '../casework/world';

/** What a page promises about who hears of it is what the alerts of the pack do. */
const PROMISED: Readonly<Record<string, readonly [page: string, words: string][]>> = {
  liverpool: [
    ['ask-school', 'It goes at once to the attendance lead and the designated safeguarding lead, in their own chat'],
    ['not-there', 'and the pupil tracking officer and the designated safeguarding lead are told.'],
    ['reopen', 'and the pupil tracking officer and the designated safeguarding lead are told.'],
    ['withdraw-removal', 'stays on the register, and the pupil tracking officer and the attendance lead are told.'],
  ],
  westmere: [
    ['ask-school', 'It goes at once to the head teacher and the attendance lead, in their own chat'],
    ['not-there', 'and the caseworker and the designated safeguarding lead are told.'],
    ['reopen', 'and the caseworker and the designated safeguarding lead are told.'],
    // This pack tells nobody, so nobody is promised.
    ['withdraw-removal', 'The decision is taken back: the name stays on the register.'],
  ],
};

test.each(policyPackIds())('under %s a page names those who are told, and nobody else', async (policy) => {
  const { casework, storage, clock, people, report } = await aWorld(policy);
  const { reference } = (await report()).case;
  const pages = new Map(createPages({ casework, storage, clock }).map((one) => [one.id, one]));
  for (const [page, words] of PROMISED[policy]!) {
    const shown = await pages.get(page)!.show(aTurn(people.officer, clock.now()), { case: reference });
    expect(JSON.stringify(shown)).toContain(words);
  }
});
