import { ROLE_NAMES } from '../../domain/access/roles';
import { inWords } from '../../domain/calendar/date';
import { NO_SCHOOL, type RegisterRisk } from '../../domain/register/order';
import type { RegisterRow } from '../../domain/register/row';
import type { Ended } from '../../domain/register/told';
import { lower } from '../../letters';
import type { RegisterLook, RegisterPage } from '../../panel/register';

/** The columns of the register that are told in the same words on its card, in its PDF and in its spreadsheet. */

const AGENCIES = { school: 'School', authority: 'Authority' } as const;

/** `School`, `Authority (Caseworker)`. */
export const leadInWords = ({ agency, officer }: RegisterRow['lead']): string =>
  officer === null ? AGENCIES[agency] : `${AGENCIES[agency]} (${ROLE_NAMES[officer]})`;

export const socialCareInWords = ({ socialCare }: Pick<RegisterRow, 'socialCare'>): string =>
  socialCare === null ? 'Not known' : socialCare ? 'Yes' : 'No';

export const planInWords = ({ plan }: Pick<RegisterRow, 'plan'>): string => (plan ? 'Yes' : 'Not recorded');

/** What was decided, without the day. */
export const decidedInWords = ({ panel }: Pick<RegisterRow, 'panel'>): string | null =>
  panel && panel.decisions.map(({ title, done }) => (done ? `${title} (done)` : title)).join('; ');

export const endedInWords = (ended: Ended | null): string | null => ended && `${ended.as}, ${inWords(ended.on)}`;

export const RISK_WORDS: Readonly<Record<RegisterRisk, string>> = {
  high: 'High risk',
  lower: 'Lower risk',
  'not-weighed': 'Risk not weighed yet',
};

export const schoolInWords = (school: string, { schools }: Pick<RegisterPage, 'schools'>): string =>
  school === NO_SCHOOL ? 'No school' : (schools.get(school) ?? school);

/** What the register is called, to who sees all of it and to who sees what stands on the panel’s agenda. */
export const titleInWords = ({ title, ofAgenda }: Pick<RegisterPage, 'title' | 'ofAgenda'>): string =>
  ofAgenda ? `${title}, on the panel’s agenda` : title;

/** Said first, so that nobody takes a part for the whole register; empty where it is the whole. */
export function agendaInWords({ ofAgenda, asOf, today }: Pick<RegisterPage, 'ofAgenda' | 'asOf' | 'today'>): string {
  if (!ofAgenda) return '';
  return asOf === today
    ? 'Only the children on the panel’s agenda. '
    : 'Only the children who are on the panel’s agenda today. ';
}

/** In place of the lines where there are none. */
export function nobodyInWords(page: RegisterPage, look: RegisterLook): string {
  const who = page.ofAgenda ? 'None of the children on the panel’s agenda' : 'Nobody';
  return `${who} is ${partInWords(page, look) === '' ? 'on it' : 'in this part of it'}.`;
}

/** The part that was asked for; empty where it is the whole register. */
export const partInWords = (page: RegisterPage, { reason, risk, school }: Omit<RegisterLook, 'on' | 'by'>): string =>
  [
    ...page.reasons.filter((one) => one.reason === reason).map(({ title }) => lower(title)),
    ...(risk ? [lower(RISK_WORDS[risk])] : []),
    ...(school === null ? [] : [school === NO_SCHOOL ? 'no school' : schoolInWords(school, page)]),
  ].join(', ');
