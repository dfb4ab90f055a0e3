import { notice } from '../../views/notice';

export const UNCONFIRMED = notice(
  'emphasis',
  'This decision is general knowledge.',
  'Nobody at the authority has confirmed it yet.',
);
