import type { LocalDate } from '../calendar/date';
import type { RegisterReason } from '../policy/register-policy';

/** What the register is put in order by: who is out longest, in the greatest danger, at which school. */
export const REGISTER_ORDERS = ['days', 'risk', 'school'] as const;
export type RegisterOrder = (typeof REGISTER_ORDERS)[number];

export interface RegisterWish {
  readonly by: RegisterOrder;
  /** Null: for whatever reason. */
  readonly reason: RegisterReason | null;
}

export const WHOLE_REGISTER: RegisterWish = { by: 'days', reason: null };

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
  { by, reason }: RegisterWish,
  nameOf: (urn: string) => string,
): T[] {
  return lines
    .filter((line) => reason === null || line.reason === reason)
    .map((line) => ({ line, key: `${rankOf(line, by, nameOf)}\n${line.since ?? '~'}\n${line.reference}` }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ line }) => line);
}

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

/** How many children there are for each reason, in the order in which the reasons are given; none is left out. */
export const countByReason = (
  lines: readonly Pick<Placed, 'reason'>[],
  reasons: readonly RegisterReason[],
): { readonly reason: RegisterReason; readonly children: number }[] =>
  reasons.map((reason) => ({ reason, children: lines.filter((line) => line.reason === reason).length }));
