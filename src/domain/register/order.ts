import type { LocalDate } from '../calendar/date';
import type { RegisterReason } from '../policy/register-policy';

/** What the register is put in order by: who is out longest, in the greatest danger, at which school. */
export const REGISTER_ORDERS = ['days', 'risk', 'school'] as const;
export type RegisterOrder = (typeof REGISTER_ORDERS)[number];

/** How great the risk is: at least that of a child who may be at risk, less than that, or nobody has said. */
export const REGISTER_RISKS = ['high', 'lower', 'not-weighed'] as const;
export type RegisterRisk = (typeof REGISTER_RISKS)[number];

/** In place of a school's URN: children who came from no school's roll. */
export const NO_SCHOOL = 'none';

export interface RegisterWish {
  readonly by: RegisterOrder;
  /** Null: for whatever reason. */
  readonly reason: RegisterReason | null;
  /** Null: however great it is. */
  readonly risk: RegisterRisk | null;
  /** URN of a school, or `none`; null: of whatever school. */
  readonly school: string | null;
}

export const WHOLE_REGISTER: RegisterWish = { by: 'days', reason: null, risk: null, school: null };

/** What a line is put in its place by. */
export interface Placed {
  readonly reference: string;
  readonly reason: RegisterReason;
  readonly since: LocalDate | null;
  readonly risk: number | null;
  readonly highRisk: boolean;
  readonly school: string | null;
}

/**
 * The lines wished for, in the order wished for. No two are ever equal in it: who is out longest comes first, and the
 * reference settles the rest, so that turning a page neither skips a child nor shows one twice.
 * `nameOf`: of a school, by its URN.
 */
export function inOrderOf<T extends Placed>(
  lines: readonly T[],
  { by, ...wish }: RegisterWish,
  nameOf: (urn: string) => string,
): T[] {
  return lines
    .filter((line) => isWished(line, wish))
    .map((line) => ({ line, key: `${rankOf(line, by, nameOf)}\n${line.since ?? '~'}\n${line.reference}` }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ line }) => line);
}

const isWished = (line: Placed, { reason, risk, school }: Omit<RegisterWish, 'by'>): boolean =>
  (reason === null || line.reason === reason) &&
  (risk === null || riskOf(line) === risk) &&
  (school === null || (line.school ?? NO_SCHOOL) === school);

const riskOf = ({ risk, highRisk }: Placed): RegisterRisk =>
  highRisk ? 'high' : risk === null ? 'not-weighed' : 'lower';

/** What sorts first is the smaller text; what is not known stands last. */
function rankOf({ risk, highRisk, school }: Placed, by: RegisterOrder, nameOf: (urn: string) => string): string {
  switch (by) {
    case 'days':
      return '';
    case 'risk':
      return `${highRisk ? 0 : 1} ${risk === null ? '~' : String(risk).padStart(2, '0')}`;
    case 'school':
      return school === null ? '1' : `0${nameOf(school).toLowerCase()} ${school}`;
  }
}

/** How many children came from each school, in order of its number; `none` for those who came from no school's roll. */
export const countBySchool = (
  lines: readonly Pick<Placed, 'school'>[],
): { readonly school: string; readonly children: number }[] =>
  [...Map.groupBy(lines, ({ school }) => school ?? NO_SCHOOL)]
    .map(([school, all]) => ({ school, children: all.length }))
    .sort((a, b) => (a.school < b.school ? -1 : 1));

/** How many children there are for each reason, in the order in which the reasons are given; none is left out. */
export const countByReason = (
  lines: readonly Pick<Placed, 'reason'>[],
  reasons: readonly RegisterReason[],
): { readonly reason: RegisterReason; readonly children: number }[] =>
  reasons.map((reason) => ({ reason, children: lines.filter((line) => line.reason === reason).length }));
