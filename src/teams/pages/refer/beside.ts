import { z } from 'zod';
import { isAtRisk } from '../../../domain/case/reading';
import type { PolicyPack } from '../../../domain/policy/pack';
import { plain } from '../../rendering/escape-markdown';
import { notice, whoToCall } from '../../views/notice';
import { again, authorityOf, saying, type PageDeps } from '../deps';
import { radios, text, type Field } from '../fields';
import { formView, submits } from '../form';
import type { Page, Typed } from '../page';
import { draftOf, keepDraft, keptUntil, noteShown, referralDesk } from '../report/report-draft';
import { triageFrom } from '../report/triage-fields';
import { oneOf, requiredText } from '../typed';
import { openAtOnce, wasOpenedAtOnce } from './start';
import { offRollWays } from './situation';
import { OFF_ROLL_WAYS } from '../../../domain/case/way';

const input = z.object({
  procedureReference: requiredText(60, 'Give the reference that the other procedure has. Call first if there is none.'),
  situation: oneOf(OFF_ROLL_WAYS, 'Say what has happened beside this.'),
});
type Input = z.infer<typeof input>;

/**
 * The police look for a runaway under their own protocol, and that comes first. Where the child is on no roll as well,
 * a case may run beside it, with the reference of the other procedure on it.
 */
export const referBeside = (deps: PageDeps): Page<Input> => ({
  id: 'refer-beside',
  needs: 'refer',
  input,

  async show(turn, args, shownAgain) {
    const { authority, policy } = await authorityOf(turn.person, deps);
    const draft = await draftOf(turn, args, deps, referralDesk);
    noteShown(turn, draft, deps);
    const procedure = procedureOf(draft?.values ?? {}, policy);
    return formView({
      title: 'A child on no roll',
      step: 'A child on no school’s roll · step 1',
      heading: plain(procedure?.title ?? 'Another procedure comes first'),
      intro: procedure ? [`Why: ${plain(procedure.citation)}`] : [],
      notices: [
        notice('attention', plain(procedure?.says ?? policy.triage.says), ...whoToCall(authority.urgentContacts)),
        notice(
          'emphasis',
          'Is the child on no school’s roll as well?',
          'Then a case can run beside it. If not, close this: nothing has been opened.',
        ),
      ],
      fields: fieldsOf(policy),
      values: shownAgain?.typed ?? { procedureReference: draft?.values.procedureReference ?? '' },
      errors: shownAgain?.errors,
      buttons: [
        submits('Open a case beside it', 'refer-beside', args, 'next', 'positive'),
        submits('Back', 'refer-beside', args, 'back'),
      ],
    });
  },

  keptUntil: keptUntil(deps),

  // Which procedure it is stands among the values already; what has happened beside it takes its place once this is sent.
  async saveDraft(turn, args, { procedureReference = '' }) {
    const kept = [text('procedureReference', 'Reference')];
    await keepDraft(turn, args, 'refer-beside', kept, { procedureReference }, deps, referralDesk);
  },

  submit: (turn, args, { procedureReference, situation }) =>
    saying(async () => {
      const { policy } = await authorityOf(turn.person, deps);
      const draft = await draftOf(turn, args, deps, referralDesk);
      if (!draft) return { kind: 'page', page: 'refer', args };
      const procedure = draft.values.procedure || (procedureOf(draft.values, policy)?.id ?? '');
      const values = { ...draft.values, situation, procedure, procedureReference };
      await deps.storage.drafts.save({ ...draft, values, savedBy: turn.person.id, savedAt: deps.clock.now() });
      if (!isAtRisk(triageFrom(values, policy), policy)) {
        if (!draft.values.risks) return again({ '': 'Go back and answer the safeguarding questions first.' });
        return { kind: 'page', page: 'refer-route', args };
      }
      return openAtOnce(turn, draft.id, values, policy, deps);
    }),

  async follows(turn, args) {
    const { policy } = await authorityOf(turn.person, deps);
    const draft = await draftOf(turn, args, deps, referralDesk);
    return draft && wasOpenedAtOnce(turn, draft.id, draft.values, policy, deps);
  },

  back: (_turn, args) => ({ page: 'refer', args }),
});

const procedureOf = ({ procedure, situation }: Typed, { otherProcedures }: PolicyPack) =>
  otherProcedures.find(({ id }) => id === (procedure || situation));

const fieldsOf = (policy: PolicyPack): Field[] => [
  text('procedureReference', 'Reference of the police or of the other procedure', { limit: 60 }),
  radios(
    'situation',
    'What else has happened?',
    offRollWays(policy).map(({ id, title }) => ({ title, value: id })),
  ),
];
