import { SCHOOL_ROLES } from '../../../src/domain/access/roles';
import { everyCellOf } from './cells';

describe('what people of a school may do to which case', () => everyCellOf(SCHOOL_ROLES));
