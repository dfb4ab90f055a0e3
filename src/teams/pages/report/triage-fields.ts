import type { Triage } from '../../../domain/case/fact';
import type { PolicyPack } from '../../../domain/policy/pack';
import { heading, lines, ticks, type Field } from '../fields';
import type { FieldErrors, Typed } from '../page';

/** Ticked when no question applies, so that an answer left out is never taken for a no. */
export const NONE = 'none';

/** The safeguarding questions of the authority's policy; asked in a report, and again whenever something changes. */
export const triageFields = ({ triage }: PolicyPack): Field[] => [
  heading('Is the child at risk?'),
  ticks(
    'risks',
    'Tick every question that you would answer with yes',
    [...triage.questions.map(({ id, asks }) => ({ title: asks, value: id })), { title: 'None of these', value: NONE }],
    { hint: 'If you are not sure, tick it. A yes tells the right people at once.' },
  ),
  ticks(
    'groups',
    'Is the child in one of these groups?',
    triage.groups.map(({ id, label }) => ({ title: label, value: id })),
    { optional: true },
  ),
  lines('riskNote', 'Anything that people must know', { optional: true, limit: 500 }),
];

/** Whether the questions have been answered: with those of the policy or with “None of these”, and with nothing else. */
export function triageErrors(typed: Typed, { triage }: PolicyPack): FieldErrors {
  const risks = ticked(typed.risks);
  const answered = risks.length > 0 && (risks.join() === NONE || isAmong(risks, triage.questions));
  return {
    ...(!answered && { risks: 'Tick what applies, or “None of these”.' }),
    ...(!isAmong(ticked(typed.groups), triage.groups) && { groups: 'Tick only groups that are listed.' }),
  };
}

const ticked = (typed = ''): string[] => typed.split(',').filter((id) => id !== '');

const isAmong = (ids: readonly string[], known: readonly { readonly id: string }[]): boolean =>
  ids.every((id) => known.some((one) => one.id === id));

/** The triage as it was typed; ids that the policy does not know are left out. */
export function triageFrom(typed: Typed, { triage }: PolicyPack): Triage {
  return {
    yes: triage.questions.map(({ id }) => id).filter((id) => ticked(typed.risks).includes(id)),
    groups: triage.groups.map(({ id }) => id).filter((id) => ticked(typed.groups).includes(id)),
    note: (typed.riskNote ?? '').trim().slice(0, 500),
  };
}
