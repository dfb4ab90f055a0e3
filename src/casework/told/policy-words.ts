import { inWords, type LocalDate } from '../../domain/calendar/date';
import { titleOfClosing } from '../../domain/case/closing';
import type { Conclusion } from '../../domain/case/facts/removal';
import type { ReturnKind } from '../../domain/case/facts/returns-facts';
import type { Way } from '../../domain/case/way';
import type { EvidenceField, PolicyPack } from '../../domain/policy/pack';
import { lower } from '../../letters';

/** What the policy calls the way in which a case began. */
export const wayInWords = (way: Way, { ways }: PolicyPack): string =>
  ways.find(({ id }) => id === way)?.title ?? 'A way that is no longer in the policy';

export const routeInWords = (route: string, { referrals }: PolicyPack): string =>
  referrals.routes.find(({ id }) => id === route)?.label ?? route;

/** What the policy calls a procedure beside which cases run. */
export const procedureInWords = (procedure: string, { otherProcedures }: PolicyPack): string =>
  otherProcedures.find(({ id }) => id === procedure)?.name ?? 'A procedure that is no longer in the policy';

/** `O: Absent without authorisation`. */
export function codeInWords(code: string, { codes }: PolicyPack): string {
  const known = codes.find((one) => one.code === code);
  return known ? `${known.code}: ${known.label}` : code;
}

export const titleOfCheck = (item: string, { checklist }: PolicyPack): string =>
  checklist.find(({ id }) => id === item)?.title ?? item;

/** In the middle of a sentence. */
export const outcomeInWords = (outcome: string, { outcomes }: PolicyPack): string =>
  lower(outcomes.find(({ id }) => id === outcome)?.label ?? outcome);

export const tierInWords = (tier: string, { tiers }: PolicyPack): string =>
  tiers.levels.find(({ id }) => id === tier)?.title ?? tier;

export const returnInWords = (kind: ReturnKind, { returns }: PolicyPack): string =>
  returns[kind === 'new-pupil' ? 'newPupil' : kind].title;

export const reasonInWords = (reason: string, { dfe }: PolicyPack): string =>
  dfe.reasons.find(({ id }) => id === reason)?.label ?? reason;

/** In the middle of a sentence. */
export const closingInWords = (reason: string, policy: PolicyPack): string => lower(titleOfClosing(reason, policy));

/** In the middle of a sentence. */
export const conclusionInWords = (conclusion: Conclusion): string =>
  conclusion === 'not-found' ? 'not found' : 'found, and not expected to return';

export const spanInWords = (from: LocalDate, to: LocalDate | null): string =>
  to === null ? `from ${inWords(from)} on` : from === to ? inWords(from) : `${inWords(from)} to ${inWords(to)}`;

/** `Label: what was answered`, for every field that was: also one that a newer pack has no more. */
export const answersInWords = (answers: Readonly<Record<string, string>>, fields: readonly AnswerField[]): string[] =>
  Object.entries(answers).flatMap(([id, value]) => {
    const field = fields.find((one) => one.id === id);
    return value.trim() === '' ? [] : [`${field?.label ?? id.replaceAll('-', ' ')}: ${valueInWords(value, field)}`];
  });

type AnswerField = Pick<EvidenceField, 'id' | 'label'> & Partial<Pick<EvidenceField, 'kind' | 'choices'>>;

function valueInWords(value: string, field: AnswerField | undefined): string {
  if (field?.kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return inWords(value as LocalDate);
  return field?.choices?.find(({ id }) => id === value)?.label ?? value;
}
