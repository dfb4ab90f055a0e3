import { may } from '../../domain/access/table';
import { opens } from './buttons';
import type { Deed } from './more';

export const RETURNS_DEEDS: readonly Deed[] = [
  {
    group: 'register',
    says: 'A return was sent to the authority: the ten-day one of a new run, sickness, or a new pupil.',
    button: ({ assessment: { open }, case: theCase }, person) =>
      open && may(person, 'record-return', theCase)
        ? opens('Record a return', 'record-return', { case: theCase.reference })
        : null,
  },
  {
    group: 'register',
    says: 'The child’s name now stands in your admission register. The new pupil return follows within days.',
    button: ({ assessment: { open }, case: theCase }, person) =>
      open && may(person, 'record-return', theCase)
        ? opens('The name was entered', 'name-entered', { case: theCase.reference })
        : null,
  },
  {
    group: 'outcome',
    says: 'Under which reason the DfE’s termly return counts the child.',
    button: ({ case: theCase, assessment: { dfe } }, person) =>
      dfe.ours && may(person, 'set-dfe-reason', theCase)
        ? opens('Reason for the DfE', 'dfe-reason', { case: theCase.reference })
        : null,
  },
];
