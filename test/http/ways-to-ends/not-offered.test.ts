import { squares, walks } from './squares';
import { notOffered } from './table';

/** Every end that does not fit a way in: no page offers it, and who asks for it all the same is refused. */
const { toTheRefusal } = walks();
test.each(squares(notOffered))('under the pack %s a case that begins as %s does not end: %s', toTheRefusal);
