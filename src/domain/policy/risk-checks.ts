import type { PolicyPack } from './pack';
import { noSuch, type Problem } from './problem';

const unknownIn = (path: string, what: string, ids: readonly string[], there: readonly { readonly id: string }[]) => {
  const known = there.map(({ id }) => id);
  return ids.flatMap((id, at): Problem[] =>
    known.includes(id) ? [] : [{ path: `${path}[${at}]`, says: noSuch(what, id, known) }],
  );
};

const urgentGroupsExist = ({ triage }: PolicyPack): Problem[] =>
  unknownIn('triage.urgentGroups', 'group', triage.urgentGroups, triage.groups);

function whatKeepsLongerExists({ retention, otherProcedures, referrals }: PolicyPack): Problem[] {
  const { procedures, routes } = retention.safeguarding;
  return [
    ...unknownIn('retention.safeguarding.procedures', 'other procedure', procedures, otherProcedures),
    ...unknownIn('retention.safeguarding.routes', 'route', routes, referrals.routes),
  ];
}

/** What is named as a risk has to be there. */
export const RISK_CHECKS = [urgentGroupsExist, whatKeepsLongerExists];
