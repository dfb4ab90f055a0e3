import { z } from 'zod';
import { londonTime } from '../../domain/calendar/london';
import type { CaseView } from '../../casework/casework';
import { isSchoolRole } from '../../domain/access/roles';
import type { SafeguardingContact } from '../../domain/case/fact';
import { plain } from '../rendering/escape-markdown';
import { namesOn, shownCase } from '../shown-case';
import type { PageArgs, Turn } from '../turn';
import { notice, whoToCall, type Notice } from '../views/notice';
import { signed, told, type Names } from '../views/timeline';
import { rolesTold } from '../views/who-is-told';
import { allOf, anyOf, roleInWords, short } from '../views/words';
import { dayError, firstDayOfAsking } from './day-bounds';
import { again, saying, type PageDeps } from './deps';
import { choice, date, heading, lines, text, time, type Choice, type Field } from './fields';
import { formView, submits } from './form';
import type { FieldErrors, Page, PageResult } from './page';
import { typedDate, typedText, typedTime } from './typed';

const input = z.object({
  agency: typedText(100),
  contactReference: typedText(100),
  contactOn: typedDate,
  contactAt: typedTime,
  contactNote: typedText(500),
});
type Input = z.infer<typeof input>;

/**
 * Whom to call now, and a place for the reference and the time. It stands at once after a triage with a yes; the alert
 * has gone out by then. Nothing has to be filled in to go on.
 */
export const urgent = (deps: PageDeps): Page<Input> => ({
  id: 'urgent',
  needs: 'triage',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    const reporting = isReporting(args);
    return formView({
      title: 'Call social care or the police now',
      step: view.case.reference,
      heading: 'Call now',
      notices: [
        notice('attention', plain(view.policy.triage.says), ...whoToCall(view.authority.urgentContacts)),
        ...(reporting ? [await ofTheAlert(view, deps)] : []),
        ...recorded(view, await namesOn(view, deps)),
      ],
      fields: fieldsOf(view),
      values: shownAgain?.typed ?? { contactOn: turn.today, contactAt: londonTime(turn.now) },
      errors: shownAgain?.errors,
      buttons: [
        submits('Record this contact', 'urgent', { ...args, then: 'stay' }, 'next', 'positive'),
        submits(reporting ? 'Continue with the report' : 'Done', 'urgent', { ...args, then: 'go' }, 'next'),
      ],
    });
  },

  // What is half-typed here is a telephone call under way; it is not kept beyond the page.
  saveDraft: async () => {},

  submit: (turn, args, typed) =>
    saying(async () => {
      const { then, ...rest } = args;
      const something = typed.agency !== '' || typed.contactReference !== '' || typed.contactNote !== '';
      if (something || then === 'stay') {
        const contact = readContact(typed);
        if ('errors' in contact) return again(contact.errors);
        const before = await deps.casework.see(turn.person, args.case ?? '');
        const wrong = dayError(contact.on, firstDayOfAsking(before), turn.today);
        if (wrong) return again({ contactOn: wrong });
        if (!agencies(before).some(({ value }) => value === contact.agency))
          return again({ agency: 'Choose one of those listed.' });
        await deps.casework.recordSafeguardingContact(turn.person, args.case ?? '', contact);
      }
      if (then === 'stay') return { kind: 'page', page: 'urgent', args: rest };
      const view = await deps.casework.see(turn.person, args.case ?? '');
      return goesOn(view, rest, turn) ?? { kind: 'done', card: await shownCase(view, turn, deps) };
    }),

  async follows(turn, { then, ...rest }) {
    if (then === 'stay') return { kind: 'page', page: 'urgent', args: rest };
    const view = await deps.casework.see(turn.person, rest.case ?? '');
    return view.assessment.reportComplete ? null : goesOn(view, rest, turn);
  },
});

/** The report goes on with the pupil, a referral with how word came; null where neither is being made. */
function goesOn(
  { case: { id }, assessment: { onRoll } }: CaseView,
  args: PageArgs,
  { person }: Turn,
): PageResult | null {
  const { draft = '' } = args;
  if (!isReporting(args)) return null;
  if (id === draft) return { kind: 'page', page: onRoll ? 'report-pupil' : 'refer-route', args };
  // What is told of a child who has a case already goes on from its own draft, which has not become that case.
  return { kind: 'page', page: person.school ? 'report-absence' : 'refer-route', args: { draft } };
}

/** What has become of the alert of this report, and no more than that. */
async function ofTheAlert(view: CaseView, { storage }: PageDeps): Promise<Notice> {
  const { case: theCase, authority } = view;
  const roles = rolesTold(view, ({ kind }) => kind === 'at-risk').filter((role) => !isSchoolRole(role));
  const officers = await storage.directory.withRoles(theCase.authority, null, roles);
  const words = roles.map(roleInWords);
  const telephone = `Please telephone ${short(authority.name, 80)}.`;
  if (officers.length === 0) return notice('warning', `Nobody is set up as ${anyOf(words)}.`, telephone);
  const reachable = await Promise.all(officers.map(({ id }) => storage.references.of(id)));
  return reachable.some((reference) => reference?.state === 'reachable')
    ? notice('emphasis', `An alert to the ${allOf(words)} is recorded and is sent at once.`)
    : notice('warning', `An alert is recorded, but I can reach no ${anyOf(words)} now.`, telephone);
}

/** The report goes on after this page. */
const isReporting = (args: PageArgs): boolean => (args.draft ?? '') !== '';

const agencies = ({ authority }: CaseView): Choice[] => [
  ...authority.urgentContacts.map(({ id, name }) => ({ title: name, value: id })),
  { title: '999', value: '999' },
];

const fieldsOf = (view: CaseView): Field[] => [
  heading('Record the contact'),
  choice('agency', 'Whom you called', agencies(view)),
  text('contactReference', 'Reference they gave you', { optional: true, limit: 100 }),
  date('contactOn', 'Date of the call'),
  time('contactAt', 'Time of the call'),
  lines('contactNote', 'What was agreed', { optional: true, limit: 500 }),
];

function recorded(view: CaseView, names: Names) {
  const contacts = view.case.facts.filter((fact) => fact.kind === 'safeguarding-contacted').slice(-4);
  if (contacts.length === 0) return [];
  return [notice('good', 'Recorded', ...contacts.map((fact) => `${told(fact, view)} (${signed(fact, names)})`))];
}

function readContact(typed: Input): SafeguardingContact | { readonly errors: FieldErrors } {
  const { agency, contactReference, contactOn, contactAt, contactNote } = typed;
  if (agency !== '' && contactOn && contactAt) {
    return { agency, reference: contactReference, on: contactOn, at: contactAt, note: contactNote };
  }
  return {
    errors: {
      ...(agency === '' && { agency: 'Say whom you called.' }),
      ...(!contactOn && { contactOn: 'Give the date of the call.' }),
      ...(!contactAt && { contactAt: 'Give the time of the call.' }),
    },
  };
}
