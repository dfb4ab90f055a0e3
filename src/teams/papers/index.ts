import type { AnyPage } from '../pages/page';
import { deletionReturn } from './deletion-return';
import type { PaperDeps } from './deps';
import { transferFile } from './transfer-file';

export { paperVerbs } from './verbs';
export type { PaperDeps } from './deps';

export const paperPages = (deps: PaperDeps): AnyPage[] => [deletionReturn(deps), transferFile(deps)];
