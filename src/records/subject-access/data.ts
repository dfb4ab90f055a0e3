import type { Draft } from '../../casework/draft-store';
import type { HeldCase } from './held';
import { paperFile } from './paper-file';
import type { SubjectAccess } from './subject-access';

/** Goes up when a field changes its meaning or is gone; a new field alone changes nothing for who reads it. */
const SCHEMA_VERSION = 1;

/** Everything that is held on a child as data, with the same marks as on paper, and a list of them. */
export const subjectAccessData = ({ madeAt, cases, leftOut, unfinished, elsewhere, marks }: SubjectAccess): object => ({
  schema: 'whereabouts-subject-access',
  schemaVersion: SCHEMA_VERSION,
  madeAt,
  cases: cases.map(caseData),
  casesLeftOut: leftOut,
  unfinishedReports: unfinished.map((report) => ({ ...draftData(report), trail: report.trail })),
  casesOfOtherChildren: elsewhere,
  marks: marks.map(({ kind, where }) => ({ kind, where })),
});

const draftData = ({ school, savedAt, savedBy, kind, item, values }: Draft) => ({
  school,
  savedAt,
  savedBy,
  kind,
  item,
  values,
});

const caseData = ({
  view,
  foundBy,
  history,
  drafts,
  papers,
  alerts,
  agendas,
  uploads,
  passing,
  trail,
}: HeldCase): object => ({
  reference: view.case.reference,
  foundBy,
  openedAt: view.case.openedAt,
  open: view.assessment.open,
  authority: { code: view.authority.code, name: view.authority.name },
  school: view.school && { urn: view.school.urn, name: view.school.name },
  facts: history.map(({ at, by, says, fact }) => ({ ...fact, recordedBy: by, saidAt: at, inWords: says })),
  drafts: drafts.map(draftData),
  papers: papers.map((paper) => ({
    file: paperFile(paper),
    kind: paper.kind,
    sha256: paper.sha256,
    madeAt: paper.madeAt,
    madeBy: paper.madeBy,
  })),
  alerts,
  panelAgendas: agendas,
  uploadsToOne: uploads,
  linksAndAnswers: passing,
  trail,
});
