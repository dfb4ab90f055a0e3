import { inWords } from '../../domain/calendar/date';
import type { OutOfEducation, Referral } from '../../domain/case/facts/ways';
import { lower } from '../../letters';
import type { Shown } from '../shown-facts';
import { procedureInWords, routeInWords } from './policy-words';
import { named, tell, type Telling, type Told } from './terms';

export function toldOfReferral({ referral, further }: Shown<'referral-received'>, { then }: Telling): Told {
  if (!referral) return tell([BESIDE]);
  const { route, from, receivedOn, agencyReference } = referral;
  const received = `${inWords(receivedOn)}: ${routeInWords(route, then)}`;
  const word = [from, named('their reference', agencyReference)];
  if (further)
    return tell([BESIDE], [`on ${received}`, ...word, ...rest(referral), ...(further.out ? known(further.out) : [])]);
  return tell([`referral received on ${received}`, ...word], rest(referral));
}

const BESIDE = 'somebody told the authority of this child, who has a case already';

const rest = ({ contact, otherAuthority, description, note }: Referral): string[] => [
  named('reached by', contact),
  named('for', otherAuthority),
  description,
  note,
];

export function toldOfOut({ out }: Shown<'out-of-education'>): Told {
  const [since, ...more] = known(out);
  return tell([since, out.note], more);
}

const WAITS = { place: 'waiting for a school place', appeal: 'waiting for an appeal', nothing: 'waiting for nothing' };

const known = ({ since, lastProvider, waitingFor, appealOn, assessedOn }: OutOfEducation): string[] => [
  since ? `out of education since ${inWords(since)}` : 'out of education, since when is not known',
  named('last at', lastProvider),
  waitingFor ? WAITS[waitingFor] : '',
  appealOn ? `the appeal is heard on ${inWords(appealOn)}` : '',
  assessedOn ? `home education was found unsuitable on ${inWords(assessedOn)}` : '',
];

export const toldOfEnd = ({ procedure, reference, on, note }: Shown<'procedure-ended'>, { then }: Telling): Told =>
  tell([
    `the other procedure ended on ${inWords(on)}: ${lower(procedureInWords(procedure, then))}`,
    named('reference', reference),
    note,
  ]);

export const toldOfUnlink = ({ procedure, reference, reason }: Shown<'procedure-unlinked'>, { then }: Telling): Told =>
  tell([
    `linked by mistake, and taken back: ${lower(procedureInWords(procedure, then))}`,
    named('reference', reference),
    reason,
  ]);

export const toldOfProcedure = (
  { procedure, reference, since, heldBy }: Shown<'procedure-linked'>,
  { then }: Telling,
): Told =>
  tell([
    `another procedure runs beside this case: ${lower(procedureInWords(procedure, then))}`,
    named('reference', reference),
    since ? `since ${inWords(since)}` : '',
    named('handled by', heldBy),
  ]);
