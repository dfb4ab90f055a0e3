import { z } from 'zod';
import type { CaseView } from '../../../casework/casework';
import { may } from '../../../domain/access/table';
import type { Gate } from '../../../domain/case/removal/gate';
import type { GroundCondition } from '../../../domain/policy/removal-policy';
import { Refusal } from '../../../errors';
import type { Person } from '../../../people/directory';
import type { PageArgs } from '../../turn';
import { plain } from '../../rendering/escape-markdown';
import { opens, opensCase } from '../../views/buttons';
import { correctionsInWords } from '../../views/corrections';
import { notice, type Notice } from '../../views/notice';
import { conditionsInWords, UNVERIFIED } from '../../views/removal-sections';
import { agenciesOpen, stillOpen } from '../../views/still-open';
import type { PageDeps } from '../deps';
import { choice } from '../fields';
import { formView, submits } from '../form';
import type { Page } from '../page';
import { requiredText } from '../typed';
import { lower } from '../../../letters';

const input = z.object({ ground: requiredText(1, 'Choose the ground that may apply.') });
type Input = z.infer<typeof input>;

const INTRO = [
  'The name stays on the register unless one of the grounds of the law is met. Choose one to see what it asks for.',
  'Nothing here removes anybody, and no day removes a pupil by itself.',
];

/** Which ground may apply: one list of short titles. */
export const ground = (deps: PageDeps): Page<Input> => ({
  id: 'removal-ground',
  needs: 'see-grounds',
  input,

  async show(turn, args, shownAgain) {
    const view = await theCaseFor(turn.person, args, deps);
    const { gates } = view.assessment.removal;
    const looked = gates.filter((gate) => gate.refused === null);
    const refused = looked.length === 0 ? (gates[0]?.refused ?? null) : null;
    return formView({
      title: 'May the name be removed?',
      step: view.case.reference,
      heading: 'Which ground may apply?',
      intro: INTRO,
      notices: refused ? [notice('warning', 'No ground can be looked at.', plain(refused))] : specialNotices(view),
      fields: refused
        ? []
        : [
            choice(
              'ground',
              'Ground',
              looked.map(({ ground: { letter, title } }) => ({ title: `${title} (${letter})`, value: letter })),
            ),
          ],
      values: shownAgain?.typed ?? {},
      errors: shownAgain?.errors,
      buttons: refused
        ? [opensCase('Open the case', view.case.reference)]
        : [submits('See what it asks for', 'removal-ground', args, 'next')],
    });
  },

  saveDraft: async () => {},

  submit: async (turn, args, typed) => {
    const view = await theCaseFor(turn.person, args, deps);
    return { kind: 'page', page: 'removal-gate', args: { case: view.case.reference, ground: typed.ground } };
  },
});

/** Whose the question is not is told so before anything is shown or asked. */
async function theCaseFor(person: Person, args: PageArgs, deps: PageDeps): Promise<CaseView> {
  const view = await deps.casework.see(person, args.case ?? '', 'see-grounds');
  return view;
}

/** The conditions of one ground: what is met, what is missing, and what to do about it. */
export const gate = (deps: PageDeps): Page<unknown> => ({
  id: 'removal-gate',
  needs: 'see-grounds',
  input: z.unknown(),

  async show(turn, args) {
    const view = await theCaseFor(turn.person, args, deps);
    const shown = gateOn(view, args.ground);
    const here = { case: view.case.reference, ground: shown.ground.letter };
    return formView({
      title: 'May the name be removed?',
      step: view.case.reference,
      heading: plain(shown.ground.title),
      intro: [plain(shown.ground.whom)],
      notices: [
        ...standing(shown, turn.person, view),
        ...(shown.ground.ends ? [] : specialNotices(view)),
        ...stillOpenFor(shown, view),
      ],
      sections: [...correctionsInWords(view), ...conditionsInWords(shown, view)],
      fields: [],
      values: {},
      buttons: [
        ...(shown.open && mayDecide(turn.person, view) ? [opens('Go on to the decision', 'removal-decide', here)] : []),
        opens('Another ground', 'removal-ground', { case: view.case.reference }),
      ],
    });
  },

  saveDraft: async () => {},
  submit: async (_turn, args) => ({ kind: 'page', page: 'removal-ground', args: { case: args.case ?? '' } }),
  back: (_turn, args) => ({ page: 'removal-ground', args: { case: args.case ?? '' } }),
});

export function gateOn(view: CaseView, letter: string | undefined): Gate {
  const found = view.assessment.removal.gates.find((one) => one.ground.letter === letter);
  if (!found) throw new Refusal('no-such-ground', 'There is no such ground. Please choose one from the list.');
  return found;
}

/** Only grounds on absence rest on what was asked. Checks that are a condition of the ground stand among its conditions. */
export function stillOpenFor({ ground: { conditions } }: Gate, view: CaseView): Notice[] {
  const rests = (on: GroundCondition['by']) => conditions.some(({ by }) => by === on);
  if (!rests('joint-enquiry')) return [];
  return rests('checks-settled') ? agenciesOpen(view) : stillOpen(view);
}

const mayDecide = (person: Person, view: CaseView): boolean =>
  may(person, 'decide-removal', view.case) && !view.assessment.removal.carried.decided;

function standing(shown: Gate, person: Person, view: CaseView): Notice[] {
  const unverified = shown.ground.conditions.some(({ verified }) => !verified) ? [notice('emphasis', UNVERIFIED)] : [];
  if (shown.refused) return [notice('warning', plain(shown.refused))];
  if (!shown.open) return [notice('accent', 'Not as things stand. The name stays on the register.'), ...unverified];
  const who = may(person, 'decide-removal', view.case)
    ? 'What only a person can say is asked next.'
    : 'Whether the name is deleted is for the head teacher to decide.';
  return [notice('emphasis', 'Nothing that can be worked out stands in the way.', who), ...unverified];
}

/** Children about whom somebody else has to be asked first. */
export const specialNotices = ({ assessment }: CaseView): Notice[] =>
  assessment.removal.special.map(({ title, says, consult, verified }) =>
    notice(
      'warning',
      plain(title),
      plain(says),
      `Ask first: ${plain(lower(consult))}.${verified ? '' : ` ${SPECIAL_UNVERIFIED}`}`,
    ),
  );

const SPECIAL_UNVERIFIED = 'The authority’s attendance lead confirms the rule.';
