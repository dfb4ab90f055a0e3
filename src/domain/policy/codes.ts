import type { PolicyPack } from './pack';

type Codes = Pick<PolicyPack, 'codes'>;
type Code = PolicyPack['codes'][number];

const codeThat = ({ codes }: Codes, is: (code: Code) => boolean): string => codes.find(is)!.code;

/** The register's mark for a pupil who is in school. */
export const presentCode = (policy: Codes): string => codeThat(policy, ({ present }) => present);

/** The code that stands while nobody knows why the pupil is absent. */
export const unknownCode = (policy: Codes): string => codeThat(policy, ({ reasonUnknown }) => reasonUnknown);

/** Whether a code is said of one day alone, as for a pupil who came too late. */
export const isOfOneDay = (code: string, { codes }: Codes): boolean =>
  codes.some((known) => known.code === code && known.oneDay);
