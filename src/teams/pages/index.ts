import { attendance } from './attendance';
import { check } from './check';
import { beside } from './beside';
import { besideOver } from './beside-over';
import { close } from './close';
import { correctAbsence, correctPupil } from './correct';
import { correctWay } from './correct-way';
import type { PageDeps } from './deps';
import { snooze } from './snooze';
import { away } from './away';
import { tier } from './tier';
import { movePolicy } from './move-policy';
import { enquiryAnswer, enquiryChase, enquiryNotNeeded } from './enquiry/follow-up';
import { enquiry } from './enquiry/request';
import { enquiryWhy } from './enquiry/why';
import { answerQuestion, askSchool } from './officer/ask-school';
import { assign } from './officer/assign';
import { hold, liftHold } from './officer/hold';
import { OUTCOME_PAGES } from './outcomes';
import { PANEL_PAGES } from './panel';
import type { AnyPage } from './page';
import { followUp } from './follow-up';
import { referBeside } from './refer/beside';
import { referChild } from './refer/child';
import { referKnown } from './refer/known';
import { referRoute } from './refer/route';
import { refer } from './refer/start';
import { reportAbsence } from './report/absence';
import { reportCheck } from './report/check';
import { reportPupil } from './report/pupil';
import { reportTriage } from './report/triage';
import { REMOVAL_PAGES } from './removal';
import { join, part } from './join';
import { risk } from './risk';
import { seen } from './seen';
import { siblings } from './siblings';
import { urgent } from './urgent';

export const createPages = (deps: PageDeps): AnyPage[] =>
  [
    reportTriage,
    reportPupil,
    reportAbsence,
    reportCheck,
    urgent,
    risk,
    check,
    attendance,
    seen,
    siblings,
    join,
    part,
    beside,
    besideOver,
    close,
    movePolicy,
    tier,
    snooze,
    away,
    correctPupil,
    correctAbsence,
    correctWay,
    ...[enquiry, enquiryWhy, enquiryChase, enquiryAnswer, enquiryNotNeeded],
    ...[assign, hold, liftHold, askSchool, answerQuestion],
    ...OUTCOME_PAGES,
    ...PANEL_PAGES,
    ...REMOVAL_PAGES,
    refer,
    referBeside,
    referRoute,
    referChild,
    referKnown,
    followUp,
  ].map((page) => page(deps));
