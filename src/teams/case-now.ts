import type { Action } from './action';
import type { PageDeps } from './pages/deps';
import { isId } from './ids';
import { shownCase } from './shown-case';
import type { CardSpec, Turn } from './turn';
import type { Button } from './views/buttons';
import { offeredOnCase } from './views/case';
import { offeredOnChecklist } from './views/checklist';
import { correctionsOn } from './views/details';
import { offeredOnEnquiries } from './views/enquiries';
import { offeredBeside } from './views/more';
import type { WhyShown } from './views/why-shown';

/** What has become of a case since a card of it was put into the chat. Throws `Refusal` for who may not see the case. */
export interface CaseNow {
  /** Whether the case, its checklist or another card of it offers this person the same button still. */
  offers(turn: Turn, pressed: Action): Promise<boolean>;
  card(turn: Turn, pressed: Action, why: WhyShown): Promise<CardSpec>;
  /** What was pressed a second time, after it was recorded; null where it is of no case that there is. */
  recorded(turn: Turn, pressed: Action): Promise<CardSpec | null>;
}

/** Of which case the button is; nothing where it is of none. */
export const caseOf = ({ args, typed }: Action): string =>
  args['reference'] ?? args['case'] ?? typed['reference'] ?? '';

export const createCaseNow = (deps: PageDeps): CaseNow => ({
  async offers({ person }, pressed) {
    const view = await deps.casework.see(person, caseOf(pressed));
    const offered = [offeredOnCase, offeredBeside, offeredOnChecklist, correctionsOn, offeredOnEnquiries];
    return offered.some((of) => of(view, person).some((button) => isSame(button, pressed)));
  },
  card: async (turn, pressed, why) => shownCase(await deps.casework.see(turn.person, caseOf(pressed)), turn, deps, why),
  async recorded(turn, pressed) {
    const reference = caseOf(pressed) || (await caseOfDraft(pressed, deps));
    if (reference === '') return null;
    return shownCase(await deps.casework.see(turn.person, reference), turn, deps, 'recorded-already');
  },
});

/** A report has become the case of its own id. */
async function caseOfDraft({ args: { draft } }: Action, { storage }: PageDeps): Promise<string> {
  return (isId(draft) && (await storage.cases.headById(draft))?.reference) || '';
}

/** By what it sends; a client may leave out what is empty. */
function isSame({ sends }: Button, { verb, page, args, typed }: Action): boolean {
  const { verb: sentVerb, page: sentPage = '', args: sentArgs, ...ids } = sends;
  return sentVerb === verb && sentPage === page && hasAll(sentArgs ?? {}, args) && hasAll(ids, typed);
}

const hasAll = (sent: object, came: Readonly<Record<string, string>>): boolean =>
  Object.entries(sent).every(([name, value]) => (came[name] ?? '') === value);
