import { z } from 'zod';
import type { Referral } from '../../../domain/case/facts/ways';
import type { OffRollWay } from '../../../domain/case/way';
import type { PolicyPack } from '../../../domain/policy/pack';
import { inWords, type LocalDate } from '../../../domain/calendar/date';
import { again, authorityOf, saying, type PageDeps } from '../deps';
import { choice, date, lines, text, type Field } from '../fields';
import { formView } from '../form';
import type { FieldErrors, Page, Typed } from '../page';
import { pupilFrom } from '../report/pupil-fields';
import { keepDraft, keptUntil, noteShown, referralDesk } from '../report/report-draft';
import { nameOf, NAME_NOT_KNOWN } from '../../views/case';
import { typedDate, typedText } from '../typed';
import { afterSaving, referButtons, stepOf, stillToTell } from './steps';
import { openFromDraft } from './open';
import { isBegun, isCorrection, standingOf, wordFrom } from './situation';
import { refer } from './start';

const LIMITS = { from: 150, contact: 150, agencyReference: 60, otherAuthority: 100, referralNote: 500 } as const;

export const referralInput = z.object({
  route: typedText(40),
  from: typedText(LIMITS.from),
  contact: typedText(LIMITS.contact),
  receivedOn: typedDate,
  agencyReference: typedText(LIMITS.agencyReference),
  otherAuthority: typedText(LIMITS.otherAuthority),
  referralNote: typedText(LIMITS.referralNote),
});
export type TypedReferral = z.infer<typeof referralInput>;

/** How word came: by which route, from whom, when, and under which reference of theirs. */
export const referRoute = (deps: PageDeps): Page<TypedReferral> => ({
  id: 'refer-route',
  needs: 'refer',
  input: referralInput,

  async show(turn, args, shownAgain) {
    const { policy } = await authorityOf(turn.person, deps);
    const { draft, typed, way, opened } = await standingOf(turn, args, deps);
    if (!opened && !isBegun(typed, policy)) return refer(deps).show(turn, args);
    noteShown(turn, draft, deps);
    const known = opened?.referral ? typedReferral(opened.referral) : typed;
    return formView({
      ...{ title: 'A child on no roll', step: stepOf(2, args, opened), heading: 'How word came' },
      fields: fieldsOf(opened?.policy ?? policy, way),
      values: shownAgain?.typed ?? { receivedOn: turn.today, ...(isCorrection(args) ? known : { ...known, ...typed }) },
      errors: shownAgain?.errors,
      buttons: referButtons('refer-route', args),
    });
  },

  keptUntil: keptUntil(deps),

  async saveDraft(turn, args, typed) {
    if (isCorrection(args)) return;
    const { policy } = await authorityOf(turn.person, deps);
    const { way } = await standingOf(turn, args, deps);
    await keepDraft(turn, args, 'refer-route', fieldsOf(policy, way), typed, deps, referralDesk);
  },

  submit: (turn, args, typed) =>
    saying(async () => {
      const { policy } = await authorityOf(turn.person, deps);
      const { way, opened, typed: draft } = await standingOf(turn, args, deps);
      if (!opened && !isBegun(draft, policy)) return { kind: 'page', page: 'refer', args };
      const read = readReferral(typed, way, opened?.policy ?? policy, turn.today);
      if ('errors' in read) return again(read.errors);
      if (opened) {
        // Who the child is, where no name is known, is told on the next page and stays as it was told.
        const description = opened.referral?.description ?? (nameOf(opened) === NAME_NOT_KNOWN ? 'Not known yet' : '');
        const referral = { ...read.referral, description };
        await deps.casework.ways.receive(turn.person, opened.case.reference, referral);
      } else {
        const word = wordFrom({ ...draft, otherAuthority: typed.otherAuthority }, pupilFrom(draft));
        const home = await deps.casework.ways.existing(turn.person, word);
        if (home?.sure) return openFromDraft(turn, args, deps);
      }
      return afterSaving('refer-child', turn, args, deps);
    }),

  follows: (turn, args) => stillToTell('refer-child', turn, args, deps),

  back: (_turn, args) => ({ page: args.case ? 'urgent' : 'refer', args }),
});

const fieldsOf = ({ referrals }: PolicyPack, way: OffRollWay): Field[] => [
  choice(
    'route',
    'By which route',
    referrals.routes.map(({ id, label }) => ({ title: label, value: id })),
  ),
  ...(way === 'other-authority'
    ? [text('otherAuthority', 'Which authority is looking for the child', { limit: 100 })]
    : []),
  text('from', 'Who told us: role and agency', {
    limit: LIMITS.from,
    hint: 'For a member of the public who wants no name given, write “anonymous”.',
  }),
  text('contact', 'How to reach them', { optional: true, limit: LIMITS.contact }),
  date('receivedOn', 'Received on', { hint: 'Working days are counted from here.' }),
  text('agencyReference', 'Their own reference', { optional: true, limit: LIMITS.agencyReference }),
  lines('referralNote', 'What they said', { optional: true, limit: LIMITS.referralNote }),
];

const typedReferral = ({ note, ...referral }: Referral): Typed => ({ ...referral, referralNote: note });

/** The referral as it was typed, still without a description of a child whose name is not known. */
export function readReferral(
  typed: TypedReferral,
  way: OffRollWay,
  { referrals }: PolicyPack,
  today: LocalDate,
): { readonly referral: Omit<Referral, 'description'> } | { readonly errors: FieldErrors } {
  const { referralNote, receivedOn, ...rest } = typed;
  const errors: FieldErrors = {
    ...(!referrals.routes.some(({ id }) => id === typed.route) && { route: 'Choose by which route word came.' }),
    ...(typed.from === '' && { from: 'Say who told us, or write “not known”.' }),
    ...(way === 'other-authority' && typed.otherAuthority === '' && { otherAuthority: 'Say which authority asks.' }),
    ...(!receivedOn && { receivedOn: 'Give the day on which word came.' }),
    ...(receivedOn &&
      receivedOn > today && { receivedOn: `${inWords(receivedOn)} is still to come. Give a day up to today.` }),
  };
  if (!receivedOn || Object.keys(errors).length > 0) return { errors };
  return { referral: { ...rest, receivedOn, note: referralNote } };
}
