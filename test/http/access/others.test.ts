import { AUTHORITY_ROLES } from '../../../src/domain/access/roles';
import { worksOnCases } from '../../../src/domain/access/table';
import { everyCellOf } from './cells';

describe('what the panel, administrators and auditors may do to which case', () =>
  everyCellOf(AUTHORITY_ROLES.filter((role) => !worksOnCases(role))));
