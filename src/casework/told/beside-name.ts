import type { CaseView } from '../casework';
import type { Beside } from '../../domain/case/beside';
import { rulesKnowing } from '../rules-then';
import { procedureInWords } from './policy-words';

/** What a procedure beside the case is called by the rules of now or, where they know it no more, by those before. */
export const besideName = (
  { procedure }: Pick<Beside, 'procedure'>,
  view: Pick<CaseView, 'packs' | 'policy'>,
): string =>
  procedureInWords(
    procedure,
    rulesKnowing(({ otherProcedures }) => otherProcedures.some(({ id }) => id === procedure), view),
  );
