import type { CaseView } from '../casework/casework';
import { rulesAt, rulesAtStart } from '../casework/rules-then';
import { factsFor, siblingsFor } from '../casework/shown-facts';
import { inWords, type Instant } from '../domain/calendar/date';
import type { PolicyPack } from '../domain/policy/pack';
import { readFacts } from '../domain/case/reading';
import { fullName } from '../domain/pupil/pupil';
import type { Person } from '../people/directory';
import { checklistParts } from './referral-checklist';
import { atAGlance } from './referral-glance';
import { referralFacts } from './referral-standing';
import { safeguarding } from './referral-safeguarding';
import type { PaperFile } from './paper';
import { facts, heading, paragraph, type Part, type Sheet } from './pdf/sheet';
import { renderPdf } from './pdf/render';
import { codeInWords, spanInWords } from '../casework/told/policy-words';
import { told } from './told';
import { birthInWords, yearInWords } from '../domain/pupil/in-words';
import {
  count,
  lastSaid,
  momentInWords,
  reachInWords,
  sentences,
  sexInWords,
  signed,
  upnInWords,
  whoInWords,
  type People,
} from './words';

/** Who makes a paper, and when. */
export interface Maker {
  readonly person: Person;
  readonly at: Instant;
  /** Ids of other cases that the person may see too; left out: none. */
  readonly seesToo?: ReadonlySet<string>;
}

/** The referral to the authority with everything that stands behind it: the checklist and the whole timeline. */
export async function referralForm(view: CaseView, people: People, maker: Maker): Promise<PaperFile> {
  return {
    kind: 'referral-form',
    fileName: `${view.case.reference}-referral-form.pdf`,
    mediaType: 'application/pdf',
    bytes: await renderPdf(referralSheet(view, people, maker)),
  };
}

/** The form as it is read, from top to bottom. */
export function referralSheet(view: CaseView, people: People, maker: Maker): Sheet {
  const { person, at } = maker;
  const { reference } = view.case;
  return {
    title: `Referral: child missing education, case ${reference}`,
    subtitle: `To ${view.authority.name}. Made on ${momentInWords(at)} by ${whoInWords(person.id, new Map([[person.id, person]]))}.`,
    footer: `${reference} · Referral form · Confidential: about a child`,
    author: 'Whereabouts',
    made: new Date(at),
    parts: [
      heading('At a glance'),
      facts(atAGlance(view, people)),
      heading('The pupil'),
      ...pupilParts(view, people),
      heading('Home and family'),
      facts(family(view, maker)),
      ...(view.assessment.offRoll
        ? [heading('The referral'), facts(referralFacts(view, people))]
        : [
            heading('The absence'),
            facts(absence(view, people)),
            heading('Attendance codes used'),
            codesUsed(view, people),
          ]),
      heading('Days counted'),
      ...counts(view),
      heading('Safeguarding'),
      ...safeguarding(view, people),
      heading('Checklist'),
      ...checklistParts(view, people),
      heading('Timeline, oldest first'),
      timeline(view, people, maker),
      heading('About this paper'),
      paragraph(
        `It holds all that had been recorded on case ${reference} when it was made: ${count(view.case.facts.length, 'entry', 'entries')}. ` +
          `The days are ${view.assessment.offRoll ? 'working days, and those out of education days of the authority’s term dates,' : 'counted on the school’s own calendar'} under the policy ${rulesInWords(view)} ` +
          'Making this paper removes nobody from roll.',
      ),
    ],
  };
}

const pack = ({ id, title }: PolicyPack): string => `“${title}” (${id})`;

/** The rules that hold now, and those before them, under which the case began. */
function rulesInWords(view: CaseView): string {
  const [now, began] = [view.policy, rulesAtStart(view)];
  return now.id === began.id ? `${pack(now)}.` : `${pack(now)}; the case began under ${pack(began)}.`;
}

function pupilParts(view: CaseView, people: People): Part[] {
  const { pupil } = view;
  if (!pupil) return [paragraph('Not yet described.')];
  return [
    facts({
      Name: fullName(pupil),
      'Other names': pupil.otherNames,
      'Date of birth': birthInWords(pupil.dateOfBirth) || 'Not recorded',
      Sex: sexInWords(pupil),
      'Year group': yearInWords(pupil.yearGroup) || 'Not recorded',
      UPN: upnInWords(pupil),
      Recorded: lastSaid('pupil-described', view, people),
    }),
  ];
}

const family = (view: CaseView, maker: Maker): Record<string, string> => ({
  'Last known address': view.pupil?.lastKnownAddress || 'Not recorded',
  'Parents and carers': view.pupil?.parents || 'Not recorded',
  'Emergency contacts': view.pupil?.emergencyContacts || 'Not recorded',
  'Brothers and sisters': siblingsInWords(view, maker),
});

/** What was told of them, and what is linked: of a case that the reader may not see, no more than that there is one. */
function siblingsInWords({ pupil, case: { facts } }: CaseView, { seesToo }: Maker): string {
  const { linked, elsewhere } = siblingsFor(facts, seesToo ?? new Set());
  const lines = [
    pupil?.siblings ?? '',
    ...linked.map((reference) => `A linked case: ${reference}`),
    elsewhere ? 'Has a case elsewhere' : '',
  ];
  return lines.filter((line) => line !== '').join('\n') || 'None recorded';
}

const absenceSaid = ({ case: { facts: all } }: CaseView) => all.findLast((fact) => fact.kind === 'absence-described');

function absence(view: CaseView, people: People): Record<string, string> {
  const said = absenceSaid(view);
  if (!said) return { 'The absence': 'Not yet described' };
  const described = said.absence;
  return {
    'Last attended': described.lastAttended ? inWords(described.lastAttended) : 'Has never attended',
    'First day missed': inWords(described.firstDayMissed),
    'Code then used': codeInWords(described.code, rulesAt(said.recordedAt, view)),
    'Leave of absence ended': described.leaveEnded ? inWords(described.leaveEnded) : '',
    Circumstances: described.note,
    Recorded: lastSaid('absence-described', view, people),
  };
}

function codesUsed(view: CaseView, people: People): Part {
  const { marks } = readFacts(view.case.facts);
  const described = absenceSaid(view);
  const first = described
    ? [
        [
          codeInWords(described.absence.code, rulesAt(described.recordedAt, view)),
          spanInWords(described.absence.firstDayMissed, null),
          signed(described, people),
        ],
      ]
    : [];
  const then = marks.map((fact) => [
    sentences(codeInWords(fact.mark.code, rulesAt(fact.recordedAt, view)), fact.mark.note),
    spanInWords(fact.mark.from, fact.mark.to),
    signed(fact, people),
  ]);
  if (first.length + then.length === 0) return paragraph('None recorded yet.');
  return {
    kind: 'table',
    columns: [
      { title: 'Code', share: 0.36 },
      { title: 'Days', share: 0.28 },
      { title: 'Recorded', share: 0.36 },
    ],
    rows: [...first, ...then],
  };
}

function counts({ assessment, policy: { clocks } }: CaseView): Part[] {
  const { safeguarding, tenDayReturn, groundI } = assessment.counts;
  if (!safeguarding) return [paragraph('Nothing is counted: the case is closed, or no day has been missed yet.')];
  const days = (run: typeof groundI, codes: readonly string[]) =>
    run
      ? `${count(run.days, 'school day')} in a row coded ${codes.join(', ')}, since ${inWords(run.since)}; confirmed up to ${inWords(run.confirmedTo)}`
      : `No run of days coded ${codes.join(', ')}`;
  return [
    facts({
      // Where no register has the child, none of its clocks runs.
      ...(assessment.onRoll
        ? {
            [clocks.tenDayReturn.title]: days(tenDayReturn, clocks.tenDayReturn.codes),
            [clocks.groundI.title]: days(groundI, clocks.groundI.codes),
          }
        : {}),
      'Safeguarding count': `${count(safeguarding.calendarDays, 'day')} since ${inWords(safeguarding.since)}, ${count(safeguarding.schoolDays, 'school day')} of them`,
      ...Object.fromEntries(assessment.milestones.map(({ day, on }) => [`Day ${day}`, reachInWords(on)])),
      ...Object.fromEntries(
        assessment.earliest.map(({ what, on, condition, citation }) => [
          what,
          sentences(`Not before ${reachInWords(on)}`, condition, citation),
        ]),
      ),
    }),
  ];
}

const timeline = (view: CaseView, people: People, { person, seesToo }: Maker): Part => ({
  kind: 'table',
  columns: [
    { title: 'When', share: 0.2 },
    { title: 'Who', share: 0.24 },
    { title: 'What', share: 0.56 },
  ],
  // What was said on another case first stands under whoever said it there.
  rows: factsFor(person, view.case, seesToo ?? new Set()).map((fact) => [
    momentInWords((fact.moved ?? fact).recordedAt),
    whoInWords((fact.moved ?? fact).recordedBy, people),
    told(fact, view, people),
  ]),
});
