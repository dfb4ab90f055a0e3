import { z } from 'zod';
import { LocalDateSchema } from '../../domain/calendar/date';
import { policyPack, type Policies } from '../../domain/policy/policies';
import type { Storage } from '../../stores';
import type { Authority } from '../directory';
import { authorityCode, words } from './fields';
import { ImportRefused, refuseIfAny, type Imported, type Problem } from './problem';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'An id has small letters, digits and hyphens.');

const contact = z.strictObject({
  id,
  name: words('The name'),
  telephone: z.string().regex(/^\+?[\d ()-]{3,25}$/, 'A telephone number has digits and spaces.'),
  hours: words('The hours'),
});

const AuthorityFile = z.strictObject({
  code: authorityCode,
  name: words('The name'),
  policy: z.string(),
  urgentContacts: z.array(contact).min(1, 'At least one urgent contact is needed.'),
  panelAnchor: LocalDateSchema,
  panelInClosedWeeks: z.enum(['kept', 'skipped'], 'Is either kept or skipped.').default('kept'),
  panelCalendar: z.email('Is the address of a mailbox, such as copp@example.gov.uk.').optional(),
});

/**
 * A local authority from a JSON file with `code` (three digits), `name`, `policy` (family of policy packs), `panelAnchor`
 * (a day on which the panel met or will meet), `panelInClosedWeeks` (`kept`, or `skipped` where the panel does not meet
 * in weeks in which the schools are closed; `kept` when left out), `panelCalendar` (address of the mailbox whose calendar
 * has the panel's meetings; none when left out) and `urgentContacts`: a list of `id`, `name`,
 * `telephone` and `hours` with every id that the pack's triage asks staff to notify. Throws `ImportRefused`.
 */
export function parseAuthority(text: string, policies: Policies = policyPack): Authority {
  const read = AuthorityFile.safeParse(jsonOf(text));
  if (!read.success) throw new ImportRefused(read.error.issues.map(asProblem));
  const { panelInClosedWeeks, panelCalendar, ...authority } = read.data;
  refuseIfAny([...policyProblems(authority, policies), ...contactProblems(authority, policies)]);
  return {
    ...authority,
    ...(panelInClosedWeeks === 'skipped' && { panelSkipsClosedWeeks: true }),
    // Exchange tells no capitals from small letters, and neither does what is kept of this calendar.
    ...(panelCalendar !== undefined && { panelCalendar: panelCalendar.toLowerCase() }),
  };
}

/** Adds the authority or takes the place of what was known of it. Throws `ImportRefused`. */
export async function importAuthority(
  storage: Storage,
  text: string,
  policies: Policies = policyPack,
): Promise<Imported> {
  const authority = parseAuthority(text, policies);
  await storage.transaction((stores) => stores.directory.saveAuthority(authority));
  return { says: `${authority.name} (${authority.code}) imported.`, notes: [], authorities: [authority.code] };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new ImportRefused([{ line: null, column: null, says: `This is not JSON: ${(error as Error).message}.` }]);
  }
}

const asProblem = (issue: z.core.$ZodIssue): Problem => ({
  line: null,
  column:
    issue.path
      .reduce<string>((path, key) => path + (typeof key === 'number' ? `[${key}]` : `.${String(key)}`), '')
      .slice(1) || null,
  says: inPlainWords(issue),
});

function inPlainWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `Nothing here is called ${issue.keys.join(', ')}.`;
  if (issue.code === 'invalid_type') return `Is missing, or is not of type ${issue.expected}.`;
  if (issue.code === 'invalid_format' && issue.format === 'date') return 'Has to be a day such as 2026-04-23.';
  return issue.message;
}

function policyProblems({ policy, code }: Authority, { families, sequence }: Policies): Problem[] {
  const at = (says: string): Problem[] => [{ line: null, column: 'policy', says }];
  const [pack] = sequence(policy);
  if (!pack) return at(`There is no policy pack ${policy}. There is ${families.join(', ')}.`);
  return pack.authority.code === code ? [] : at(`The policy pack ${policy} is of authority ${pack.authority.code}.`);
}

/** Triage tells staff whom to ring at once, so whoever the pack names must have a number. */
function contactProblems({ policy, urgentContacts }: Authority, { sequence }: Policies): Problem[] {
  const ids = urgentContacts.map((one) => one.id);
  const at = (says: string): Problem => ({ line: null, column: 'urgentContacts', says });
  const doubled = ids.filter((one, index) => ids.indexOf(one) < index).map((one) => at(`The id ${one} occurs twice.`));
  const needed = new Set(sequence(policy).flatMap(({ triage }) => triage.questions.flatMap(({ notify }) => notify)));
  const missing = [...needed].filter((one) => !ids.includes(one));
  return [...doubled, ...missing.map((one) => at(`The policy has staff notify ${one}, and no contact has this id.`))];
}
