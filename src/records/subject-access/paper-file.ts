import type { Paper } from '../paper-store';

/** Of two papers of one name, such as two referral forms, neither may take the place of the other. */
export const paperFile = ({ id, fileName }: Pick<Paper, 'id' | 'fileName'>): string => `${id.slice(0, 8)}-${fileName}`;
