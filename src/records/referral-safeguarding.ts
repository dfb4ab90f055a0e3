import type { CaseView } from '../casework/casework';
import { rulesOfRisk, rulesOfTriage } from '../casework/rules-then';
import { groupInWords, questionInWords } from '../casework/told/risk-words';
import type { Triage } from '../domain/case/fact';
import { readFacts } from '../domain/case/reading';
import { facts, paragraph, type Part } from './pdf/sheet';
import { told } from './told';
import { lastSaid, signed, type People } from './words';

/** The safeguarding questions as they were asked, each with its answer, and who was called. */
export function safeguarding(view: CaseView, people: People): Part[] {
  const { triage } = readFacts(view.case.facts);
  if (!triage) return [paragraph('The safeguarding questions have not been answered yet.')];
  const contacts = view.case.facts.flatMap((fact) =>
    fact.kind === 'safeguarding-contacted' ? [`${told(fact, view, people)} ${signed(fact, people)}`] : [],
  );
  return [
    facts({
      ...answers(triage, view),
      Groups:
        triage.groups.map((group) => groupInWords(group, rulesOfRisk(rulesOfTriage(view), view))).join('\n') ||
        'None named',
      Note: triage.note,
      Answered: lastSaid('triaged', view, people),
      'Agencies contacted': contacts.join('\n') || 'None recorded',
    }),
  ];
}

/**
 * Every question of the rules under which they were last asked. A yes that was given under other rules stands beside
 * them: a change of rules takes no risk back, and nobody was asked the other questions of those rules anew.
 */
function answers(triage: Triage, view: CaseView): Record<string, string> {
  const rules = rulesOfRisk(rulesOfTriage(view), view);
  const { questions } = rulesOfTriage(view).triage;
  const others = triage.yes.filter((yes) => !questions.some(({ id }) => id === yes));
  return Object.fromEntries([
    ...questions.map(({ id, asks }): [string, string] => [asks, triage.yes.includes(id) ? 'Yes' : 'No']),
    ...others.map((id): [string, string] => [questionInWords(id, rules), 'Yes']),
  ]);
}
