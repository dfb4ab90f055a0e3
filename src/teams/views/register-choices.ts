import { LocalDateSchema, type LocalDate } from '../../domain/calendar/date';
import { REGISTER_REASONS } from '../../domain/policy/register-policy';
import { REGISTER_ORDERS, REGISTER_RISKS, WHOLE_REGISTER, type RegisterOrder } from '../../domain/register/order';
import type { RegisterLook, RegisterPage } from '../../panel/register';
import { RISK_WORDS, schoolInWords } from '../../records/handouts/register-words';
import { plain } from '../rendering/escape-markdown';
import type { PageArgs } from '../turn';
import { does } from './buttons';
import { short } from './words';

const ORDER_WORDS: Readonly<Record<RegisterOrder, string>> = {
  days: 'Who is out longest',
  risk: 'Risk',
  school: 'School',
};

/** So many schools are offered, those with the most children: a card has its limit. The others are found in order of school. */
const MOST_SCHOOLS = 15;

/** What changes the part that is shown, and its order. */
export const choicesOf = (page: RegisterPage, { reason, risk, school, by, on }: RegisterLook) => ({
  which: reason ?? 'all',
  whichChoices: [
    { title: 'Every reason', value: 'all' },
    ...page.reasons.map((one) => ({ title: `${plain(one.title)} (${one.children})`, value: one.reason })),
  ],
  risk: risk ?? 'all',
  riskChoices: [
    { title: 'Every risk', value: 'all' },
    ...REGISTER_RISKS.map((value) => ({ title: RISK_WORDS[value], value })),
  ],
  school: school ?? 'all',
  schoolChoices: [{ title: 'Every school, and none', value: 'all' }, ...schoolChoices(page, school)],
  order: by,
  orderChoices: REGISTER_ORDERS.map((value) => ({ title: ORDER_WORDS[value], value })),
  show: does('Show', 'register', { ...dayId(on), from: '0' }),
});

function schoolChoices(page: RegisterPage, chosen: string | null) {
  const isChosen = ({ school }: { readonly school: string }) => school === chosen;
  const most = page.bySchool.toSorted((a, b) => b.children - a.children || (a.school < b.school ? -1 : 1));
  const offered = most.filter((one, at) => at < MOST_SCHOOLS || isChosen(one));
  const there = chosen === null || offered.some(isChosen) ? offered : [...offered, { school: chosen, children: 0 }];
  return there
    .map(({ school, children }) => ({
      title: `${short(schoolInWords(school, page), 60)} (${children})`,
      value: school,
    }))
    .toSorted((a, b) => (a.title < b.title ? -1 : 1));
}

const dayId = (on: LocalDate | null): PageArgs => (on === null ? {} : { on });

/** A look as the ids that its buttons carry: what was chosen before stands until `Show` is pressed. */
export const lookIds = ({ on, by, reason, risk, school }: RegisterLook): PageArgs => ({
  ...{ ...dayId(on), by, only: reason ?? 'all', risk: risk ?? 'all', school: school ?? 'all' },
});

/** From a button: its own ids first, then what stands in the choices beside it. */
export function registerLook(data: PageArgs): RegisterLook {
  const [only, order] = [data.only ?? data.which, data.by ?? data.order];
  const [danger, place] = [data.risk ?? data.whichRisk, data.school ?? data.whichSchool];
  return {
    on: LocalDateSchema.safeParse(data.on).data ?? null,
    reason: REGISTER_REASONS.find((reason) => reason === only) ?? null,
    risk: REGISTER_RISKS.find((risk) => risk === danger) ?? null,
    school: place !== undefined && /^(\d{6}|none)$/.test(place) ? place : null,
    by: REGISTER_ORDERS.find((by) => by === order) ?? WHOLE_REGISTER.by,
  };
}
