import { ENDS_SO, squares, walks } from './squares';
import { isRemoval, walked } from './table';

/** Every way in that puts a name on a roll to every end at which school and authority take it off, the child being lost. */
const { toTheEnd } = walks();
test.each(squares((way) => walked(way).filter(isRemoval)))(ENDS_SO, toTheEnd);
