import { ROLE_NAMES } from '../../domain/access/roles';
import type { Action } from '../../domain/access/table';
import { momentInWords } from '../../domain/calendar/london';
import { TOMBSTONE, tombstoneInWords } from '../retention/tombstone';
import { NO_MOMENT, type AuditEntry, type OperatorDeed, type Outcome, type StrangerDeed } from './entry';

/** What an entry is about, for whoever reads the trail of a case as a history. */
const ABOUT: Readonly<Record<Action | OperatorDeed | StrangerDeed, string>> = {
  'see-case': 'the case',
  search: 'a search',
  'link-siblings': 'brothers and sisters',
  'link-procedure': 'another procedure beside the case',
  'join-cases': 'two cases of one child',
  report: 'the report of the pupil',
  refer: 'the referral of the child',
  triage: 'the safeguarding questions',
  'set-tier': 'the risk',
  'record-check': 'a check of the school',
  'record-ews-check': 'a check of the education welfare service',
  'record-authority-check': 'a check of the authority',
  'mark-attendance': 'the register',
  'record-sighting': 'a sighting',
  acknowledge: 'an alert of somebody else',
  'acknowledge-own': 'an alert of their own',
  snooze: 'an alert put off',
  'be-away': 'time away',
  'see-deliveries': 'what was sent to whom',
  'record-enquiry': 'an enquiry of the authority',
  'see-enquiries': 'the enquiries of the authority',
  assign: 'whose case it is',
  hold: 'a hold',
  'ask-school': 'questions to the school',
  'answer-school': 'an answer of the school',
  close: 'the closing',
  'make-papers': 'a paper',
  'move-policy': 'the rules of the case',
  'record-location': 'where the child is',
  'tell-death': 'a death',
  reopen: 'the opening again',
  'sign-for-school': 'the signature of the school',
  'sign-for-authority': 'the signature of the authority',
  'see-grounds': 'the grounds of a deletion',
  'decide-removal': 'the decision about the register',
  'record-removal': 'the deletion from the register',
  'record-return': 'the return to the authority',
  'set-dfe-reason': 'the reason for the return to the DfE',
  'see-agenda': 'the panel’s agenda',
  'see-minutes': 'the minutes of a meeting of the panel',
  'see-register': 'the register of children out of provision',
  'see-census': 'the termly count',
  'see-census-children': 'who is behind a figure of the termly count',
  'see-summary': 'the summary for the director',
  'upload-to-one': 'the upload to Capita One',
  'post-agenda': 'the channel of the agenda',
  'change-meeting': 'when the panel meets',
  'record-panel-decision': 'a decision of the panel',
  'do-panel-decision': 'what was done of a decision of the panel',
  'post-alerts': 'the channel of alerts',
  'move-clock': 'the demo’s clock',
  'import-authority': 'an import of the authority',
  'import-schools': 'an import of schools',
  'import-people': 'an import of people',
  'change-person': 'what somebody is and may do',
  'import-calendar': 'an import of dates',
  'answers-of-one': 'what Capita One answered',
  'export-deliveries': 'an export of what was sent to whom',
  'read-groups': 'people and roles from groups',
  'follow-calendar': 'a meeting of the panel, as it was changed in its calendar',
  'retention-delete': 'the end of its time',
  'retention-delete-report': 'a report that nobody had finished, its time being over',
  'legal-hold': 'a legal hold',
  'subject-access': 'everything held on the child, for a subject access request',
  'audit-show': 'who did what on the case',
  backup: 'everything that is held, in a backup',
  restore: 'everything that is held, from a backup',
  'seal-facts': 'its facts in encrypted form',
  'rotate-keys': 'everything under the first of the field keys',
  'take-stock': 'how it stood before the trail told of it',
  ask: 'an answer',
};

const DID: Readonly<Record<Outcome, string>> = {
  ...{ done: 'recorded', read: 'saw', refused: 'was refused' },
  ...{ drafted: 'saved a draft of', discarded: 'threw away a draft of' },
};

/** One line: `5. Mon 27 April 2026, 08:40: Ash Lead (Attendance lead) recorded a hold (fact 5: hold-begun.until)`. `name`: of a person's id, and of an operator as they stand there. */
export function inOneSentence(entry: AuditEntry, name: (person: string) => string): string {
  const { seq, at, person, role, action, outcome } = entry;
  const when = `${seq}. ${at === NO_MOMENT ? 'At a moment that cannot be read' : momentInWords(at)}:`;
  const who = person === null ? operatorInWords(entry, name) : name(person) + (role ? ` (${ROLE_NAMES[role]})` : '');
  if (action === TOMBSTONE) return `${when} ${who} deleted ${tombstoneInWords(entry)}`;
  return `${when} ${who} ${DID[outcome]} ${ABOUT[action]}${more(entry)}`;
}

const operatorInWords = ({ operator }: AuditEntry, name: (person: string) => string): string =>
  operator ? `The operator (${name(operator)})` : 'The operator';

function more({ outcome, reason, fields, from, to, cases }: AuditEntry): string {
  if (outcome === 'refused') return ` (${[reason ?? 'no reason', ...fields].join(': ')})`;
  const names = fields.length > 0 ? `: ${fields.join(', ')}` : '';
  if (from !== null && to !== null && from < to)
    return ` (${from + 1 === to ? `fact ${to}` : `facts ${from + 1} to ${to}`}${names})`;
  const among = cases.length > 1 ? `, among ${cases.length} cases on a list` : '';
  return `${among}${fields.length > 0 ? ` (${fields.join(', ')})` : ''}`;
}
