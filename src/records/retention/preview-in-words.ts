import { inWords } from '../../domain/calendar/date';
import { londonDate } from '../../domain/calendar/london';
import type { Fate, KeptBy } from '../../domain/retention/fate';
import { count } from '../words';
import { goingIn } from './confirmation';
import type { KeptElsewhere } from './kept-elsewhere';
import type { Fated, Preview } from './preview';
import type { Belongings } from './retention-store';

/** What a deletion here cannot reach. Whoever confirms it has to know. */
export const WHAT_OUTLIVES: readonly string[] = [
  'What is deleted here lives on in backups of the database until those are overwritten, in cards that stand in Teams',
  'until the organisation’s own retention there takes them, and in papers that somebody has fetched. Capita One is told',
  'nothing of it: what was uploaded there is deleted there.',
];

/** Line by line, with references and no word of a child: what would go, what is on hold, what a person has to decide. */
export function previewInWords(preview: Preview): string[] {
  const { authority, schedule, on, unfinished } = preview;
  const going = goingIn(preview);
  const lines = [`${authority.name} (${authority.code}), on ${inWords(on)}.`, ...rulesInWords(schedule)];
  for (const { reference, fate, had, keptIn } of going) {
    lines.push(
      `  ${reference}  would go, since ${inWords(fate.since)}: ${RULES[fate.by](schedule)}. ${belongingsInWords(had)}`,
      ...keptIn.map(keptInWords),
    );
  }
  for (const one of preview.cases) lines.push(...standsOut(one));
  for (const { id, school, savedAt, since } of unfinished) {
    lines.push(
      `  unfinished report ${id} of ${school}  would go, since ${inWords(since)}: last saved on ` +
        `${inWords(londonDate(savedAt))}, ${schedule.unfinished.days} days and no case since.`,
    );
  }
  const countOf = (kind: Fate['kind']) => preview.cases.filter(({ fate }) => fate.kind === kind).length;
  lines.push(
    `Closed cases: ${preview.cases.length}. Would go: ${going.length}. On legal hold: ${countOf('on-hold')}. ` +
      `To be decided by a person: ${countOf('undecided')}. Of a child whose other case is open: ${countOf('open')}. ` +
      `Kept for now: ${countOf('stays')}. Unfinished reports that would go: ${unfinished.length}.`,
  );
  return lines;
}

function standsOut({ reference, fate }: Fated): string[] {
  if (fate.kind === 'on-hold')
    return [`  ${reference}  is on legal hold, or was joined with a case that is: it stays.`];
  if (fate.kind !== 'undecided') return [];
  return [`  ${reference}  ${UNDECIDED[fate.why]}`];
}

const UNDECIDED: Readonly<Record<Extract<Fate, { kind: 'undecided' }>['why'], string>> = {
  'no-birthday':
    'names a risk and no date of birth: it stays until a person has opened it again, put in the date of birth, and closed it.',
  'no-rules':
    'stands under a policy pack that is not there, so that nobody can say whether a risk was named: it stays until the pack is put back in POLICY_DIR.',
};

type Schedule = Preview['schedule'];

const RULES: Readonly<Record<KeptBy, (schedule: Schedule) => string>> = {
  'years-from-closing': ({ closing: { years } }) => `${years} years since its last closing are over`,
  birthday: ({ safeguarding: { birthday } }) => `it named a risk, and the ${birthday}th birthday is over`,
};

function rulesInWords({ closing, safeguarding, unfinished }: Schedule): string[] {
  const confirmed = ({ verified }: { readonly verified: boolean }) =>
    verified ? '' : ' Not confirmed by a source of this authority: ask whoever keeps its retention schedule.';
  return [
    `  A case is kept ${closing.years} years from its last closing (${closing.citation}).${confirmed(closing)}`,
    `  Where it ever named a risk, at least up to the ${safeguarding.birthday}th birthday (${safeguarding.citation}).${confirmed(safeguarding)}`,
    `  A report that nobody finishes is kept ${unfinished.days} days after it was last saved (${unfinished.citation}).${confirmed(unfinished)}`,
  ];
}

const keptInWords = ({ reference, facts }: KeptElsewhere): string =>
  `      Of it ${count(facts, 'fact')} on ${reference} will stay: taken over while the two were joined, and part of the ` +
  'history of that case since, of which nothing can be taken out. What is kept there goes with that case, in its own time.';

const belongingsInWords = ({ facts, drafts, papers, notices }: Belongings): string =>
  `It has ${facts} facts, ${drafts} drafts, ${papers} papers and ${notices} notices.`;
