import { ENDS_SO, squares, walks } from './squares';
import { isRemoval, walked } from './table';

/** Every way in to every end at which it is known what became of the child. */
const { toTheEnd } = walks();
test.each(squares((way) => walked(way).filter((end) => !isRemoval(end))))(ENDS_SO, toTheEnd);
