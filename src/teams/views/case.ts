import type { CaseView } from '../../casework/casework';
import { may } from '../../domain/access/table';
import { inWords } from '../../domain/calendar/date';
import { isFollowed } from '../../domain/case/follow-up';
import type { Found } from '../../domain/case/assessment';
import { meaningOf } from '../../domain/case/place-offered';
import { unanswered } from '../../domain/case/questions';
import { readFacts } from '../../domain/case/reading';
import { fullName } from '../../domain/pupil/pupil';
import type { Person } from '../../people/directory';
import { plain } from '../rendering/escape-markdown';
import type { CardSpec } from '../turn';
import { risksInWords } from './answers';
import { besideNotices } from './beside';
import { attendanceAnswers, does, opens, whileOffered, type Button } from './buttons';
import { confirmedInWords, countRows, floors, milestoneFacts, standing } from './counts';
import { historyOf, type History } from './history';
import { offersMore } from './more';
import { followUpButton, openSteps } from './outcome-deeds';
import { nowhereNotices } from './nowhere';
import { removalNotices } from './removal-notices';
import { deathNotices } from './death';
import { notice, whoToCall, type Notice } from './notice';
import { missingNotices } from './off-roll';
import { rulesOfRisk, rulesOfTriage } from '../../casework/rules-then';
import { closedBecause, timeline, type Names } from './timeline';
import { tierInWords, tierNotice } from './tier';
import { noticesOfAuthority, whoHasIt } from './of-authority';
import { carriedNotices } from './panel-decisions';
import { wayInWords } from '../../casework/told/policy-words';
import { whyNotices, type WhyShown } from './why-shown';
import { birthInWords, yearInWords } from '../../domain/pupil/in-words';
import { dueInWords, roleInWords, short } from './words';

const MOST_ENTRIES = 8;

/**
 * A case as somebody sees it who may; `ofOthers` is what other cases have to do with it. It names the child: only for a
 * personal chat or a dialog.
 */
export function caseCard(
  view: CaseView,
  person: Person,
  names: Names,
  why: WhyShown,
  ofOthers: readonly Notice[] = [],
  history: History = historyOf(view.case, []),
): CardSpec {
  const { reference } = view.case;
  const { entries, earlier } = timeline(history, names, view, MOST_ENTRIES);
  return {
    template: 'case',
    summary: `Case ${reference}: ${standing(view)}`,
    model: {
      name: nameOf(view),
      subtitle: [reference, standing(view), tierInWords(view)].filter((part) => part !== '').join(' · '),
      about: [aboutPupil(view), ...whoHasIt(view)].join(' · '),
      notices: [...noticesOn(view, person, why), ...ofOthers, ...noticesOfAuthority(view, person)],
      next: nextOn(view),
      counts: countRows(view),
      confirmed: confirmedInWords(view),
      milestones: milestoneFacts(view),
      floors: floors(view),
      entries,
      earlier:
        earlier > 0 ? [does(`Earlier (${earlier})`, 'show-timeline', { reference, from: String(MOST_ENTRIES) })] : [],
      asks: asksOn(view, person).map(whileOffered),
      buttons: buttonsOn(view, person).map(whileOffered),
    },
  };
}

export const NAME_NOT_KNOWN = 'Name not known';

export const nameOf = ({ pupil }: CaseView): string =>
  pupil ? short(fullName(pupil), 80) || NAME_NOT_KNOWN : 'Name not yet given';

/** The school's name, or that there is none. */
export const schoolOf = ({ school }: CaseView): string => (school ? short(school.name, 80) : 'on no school’s roll');

export const aboutPupil = (view: CaseView): string =>
  [
    yearInWords(view.pupil?.yearGroup ?? null),
    view.pupil?.dateOfBirth ? `born ${birthInWords(view.pupil.dateOfBirth)}` : '',
    schoolOf(view),
    // That a pupil on roll has stopped coming is what is meant where nothing is said.
    view.assessment.way === 'missing' ? '' : plain(wayInWords(view.assessment.way, view.policy)),
  ]
    .filter((part) => part !== '')
    .join(' · ');

function noticesOn(view: CaseView, person: Person, why: WhyShown): Notice[] {
  const { assessment, authority, policy } = view;
  const { triage, closed } = readFacts(view.case.facts);
  const notices: Notice[] = whyNotices(view, person, why);
  if (closed) notices.push(notice('emphasis', `Closed: ${closedBecause(closed.reason, policy)}`, short(closed.note)));
  if (assessment.died) return [...notices, ...deathNotices(view), ...removalNotices(view)];
  if (assessment.open && assessment.atRisk && triage) {
    notices.push(
      notice(
        'attention',
        plain(policy.triage.says),
        ...risksInWords(triage, rulesOfRisk(rulesOfTriage(view), view)),
        ...whoToCall(authority.urgentContacts),
      ),
    );
  }
  if (assessment.open && assessment.found) notices.push(foundNotice(assessment.found, view));
  if (assessment.open) notices.push(...besideNotices(view), ...missingNotices(view), ...carriedNotices(view));
  return [
    ...notices,
    ...tierNotice(view),
    ...nowhereNotices(view),
    ...removalNotices(view),
    ...assessment.warnings.map((warning) => notice('warning', plain(warning))),
  ];
}

function foundNotice(found: Found, { policy, assessment }: CaseView): Notice {
  const on = inWords(found.on);
  if (found.how === 'located') {
    const place = policy.found.places.find(({ id }) => id === found.where);
    return notice(
      'good',
      `Found on ${on}: ${plain(place?.title ?? '')}.`,
      place ? plain(meaningOf(place, assessment)) : '',
    );
  }
  return found.how === 'returned'
    ? notice('good', `Back in school since ${on}.`, 'Close the case when the school is sure that the pupil stays.')
    : notice('good', `Seen on ${on}, but not back in school.`, 'The days run on until the pupil is back.');
}

/** What has to be done next, by when and why; nothing when nothing is owed. */
function nextOn({ assessment: { next, asOf } }: CaseView) {
  if (!next) return [];
  return [
    {
      title: plain(next.title),
      due: `${dueInWords(next.due, asOf)} · ${roleInWords(next.owner)}`,
      colour: next.state === 'overdue' ? 'attention' : 'default',
      why: plain(next.why),
      citation: plain(next.citation),
    },
  ];
}

const asksAttendance = (view: CaseView, person: Person): boolean =>
  view.assessment.open &&
  view.assessment.onRoll &&
  !view.assessment.died &&
  view.assessment.reportComplete &&
  may(person, 'mark-attendance', view.case);

const asksOn = (view: CaseView, person: Person): Button[] =>
  asksAttendance(view, person) ? attendanceAnswers(view.case.reference) : [];

/** What the card of the case offers to be done. */
export const offeredOnCase = (view: CaseView, person: Person): Button[] => [
  ...asksOn(view, person),
  ...buttonsOn(view, person),
];

function buttonsOn(view: CaseView, person: Person): Button[] {
  const { open, offRoll, died, reportComplete } = view.assessment;
  const { id, reference } = view.case;
  const can = (action: Parameters<typeof may>[1]) => open && may(person, action, view.case);
  const [step] = openSteps(view, person);
  return [
    ...(can('report') && !reportComplete && !died
      ? [opens('Finish the report', 'report-pupil', { case: reference, draft: id }, 'positive')]
      : []),
    ...(can('answer-school') && unanswered(view.assessment.questions).length > 0
      ? [opens('Answer the authority', 'answer-question', { case: reference }, 'positive')]
      : []),
    ...(can('refer') && offRoll && !reportComplete
      ? [opens('Finish the referral', 'refer-route', { case: reference, draft: id }, 'positive')]
      : []),
    ...(died
      ? []
      : [does('Checklist', 'show-checklist', { reference }, open && reportComplete ? 'positive' : 'default')]),
    does('Details', 'show-details', { reference }),
    ...(can('triage') && !died
      ? [
          opens('Safeguarding contact', 'urgent', { case: reference }),
          opens('Risk has changed', 'risk', { case: reference }),
        ]
      : []),
    // A card takes six buttons: the next step of a found child, else where a child on no roll stands, else a sighting.
    ...(step
      ? [followUpButton(view, step)]
      : can('refer') && isFollowed(view.assessment) && reportComplete && !view.assessment.onRoll
        ? [opens('Say where things stand', 'follow-up', { case: reference })]
        : can('record-sighting') && !can('mark-attendance') && !died
          ? [opens('Seen', 'seen', { case: reference })]
          : []),
    ...(offersMore(view, person) ? [does('More', 'show-more', { reference })] : []),
  ];
}
