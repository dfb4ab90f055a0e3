import { isSchoolRole, ROLES, type Role } from './roles';

/** What people do. `record-ews-check` and `record-authority-check` are for the checks that the policy gives to the authority's people. */
export const ACTIONS = [
  'see-case',
  'search',
  'link-siblings',
  'link-procedure',
  'join-cases',
  'report',
  'refer',
  'triage',
  'set-tier',
  'record-check',
  'record-ews-check',
  'record-authority-check',
  'mark-attendance',
  'record-sighting',
  'acknowledge',
  'acknowledge-own',
  'snooze',
  'be-away',
  'see-deliveries',
  'record-enquiry',
  'see-enquiries',
  'assign',
  'hold',
  'ask-school',
  'answer-school',
  'close',
  'make-papers',
  'move-policy',
  'record-location',
  'tell-death',
  'reopen',
  'sign-for-school',
  'sign-for-authority',
  'see-grounds',
  'decide-removal',
  'record-removal',
  'record-return',
  'set-dfe-reason',
  'see-agenda',
  'see-minutes',
  'see-register',
  'see-census',
  'see-census-children',
  'see-summary',
  'upload-to-one',
  'post-agenda',
  'change-meeting',
  'record-panel-decision',
  'do-panel-decision',
  'post-alerts',
  'move-clock',
] as const;
export type Action = (typeof ACTIONS)[number];

/** How a person stands to a case: it is of their own school, before the panel of theirs, or of the authority they work for. */
export type Relation = 'own-school' | 'panel-agenda' | 'authority';

export interface PersonLike {
  readonly roles: readonly Role[];
  readonly school: string | null;
  readonly authority: string;
}

export interface CaseLike {
  /** Null for a child on no school's roll: a case of the authority alone. */
  readonly school: string | null;
  readonly authority: string;
  /** It stands before the panel: see `lookAtAgenda`. Left out where nobody has looked, and then it does not. */
  readonly onAgenda?: boolean;
}

type Who = Readonly<Partial<Record<Role, Relation>>>;

// The groups that the table speaks of.
const school: Who = {
  'attendance-lead': 'own-school',
  'safeguarding-lead': 'own-school',
  'head-teacher': 'own-school',
};

/** Who works on the authority's cases day by day, and with the officer's manager. */
const trackers: Who = { 'tracking-officer': 'authority', caseworker: 'authority' };
const officers: Who = { ...trackers, 'service-manager': 'authority' };

/** Who looks for the child, at school and at the authority, and with the officer's manager. */
const searchers: Who = { ...school, 'ews-officer': 'authority', ...trackers };
const everyWorker: Who = { ...searchers, ...officers };

/** Whoever reads the panel's agenda opens a case that stands on it by its reference, and no other. */
const readers: Who = { ...everyWorker, 'panel-member': 'panel-agenda' };
const everybody: Who = { ...everyWorker, 'panel-member': 'authority', administrator: 'authority' };

/** Who answers for it that alerts are read. An auditor looks after whether they do, and needs nothing of a child for it. */
const overseers: Who = { 'tracking-officer': 'authority', 'service-manager': 'authority' };

/**
 * Who may do what, and to which cases. What does not stand here is refused. A school sees its own cases only; an
 * administrator and an auditor see none, because looking after people and calendars, and after what was sent, needs no
 * child's name. The register is the school's, so only the school marks it; a sighting and a worry may come from anybody who works on the case.
 */
const TABLE: Readonly<Record<Action, Who>> = {
  'see-case': readers,
  // A panel has its agenda, and looks nobody up by name.
  search: everyWorker,
  'link-siblings': searchers,
  'link-procedure': searchers,
  // Two schools with a case each must not learn of one another: only the authority sees that the child is the same.
  'join-cases': trackers,
  report: school,
  refer: trackers,
  triage: searchers,
  'set-tier': searchers,
  'record-check': school,
  'record-ews-check': { ...school, 'ews-officer': 'authority' },
  'record-authority-check': { ...officers, 'ews-officer': 'authority' },
  'mark-attendance': school,
  'record-sighting': searchers,
  acknowledge: everyWorker,
  // An alert that was sent to them, also to those who hear of a calendar and see no case: then its rule has to be for
  // them. A panel has its agenda, and no alerts.
  'acknowledge-own': { ...everyWorker, administrator: 'authority' },
  // An alert that was sent to them; what it asks for stays due.
  snooze: everyWorker,
  // Whoever gets alerts says for themselves when they are not there to read them.
  'be-away': { ...everyWorker, administrator: 'authority' },
  'see-deliveries': { ...overseers, auditor: 'authority' },
  // The authority's own work. That a check runs is for everybody who sees the case; what was disclosed and answered is not.
  'record-enquiry': officers,
  'see-enquiries': officers,
  assign: officers,
  hold: officers,
  'ask-school': officers,
  'answer-school': school,
  close: { ...school, 'tracking-officer': 'authority' },
  'record-location': searchers,
  'tell-death': { ...school, ...trackers },
  reopen: { ...school, 'tracking-officer': 'authority' },
  'record-return': school,
  'set-dfe-reason': trackers,
  'make-papers': everyWorker,
  'move-policy': overseers,
  // School and authority conclude the joint enquiry each for themselves.
  'sign-for-school': { 'safeguarding-lead': 'own-school', 'head-teacher': 'own-school' },
  'sign-for-authority': overseers,
  // What the law asks before a name goes is read by the school, and by those who sign with it.
  'see-grounds': { ...school, ...overseers },
  // Whether a name is deleted is the school's decision, and nobody's but the head teacher's.
  'decide-removal': { 'head-teacher': 'own-school' },
  'record-removal': school,
  'see-agenda': { ...officers, 'panel-member': 'authority' },
  // What was decided on a case is for whoever may open it: to a member what stands on the agenda. Why it was decided so goes
  // with `see-enquiries`.
  'see-minutes': { ...officers, 'panel-member': 'panel-agenda' },
  // Whoever sits on the panel sees of the register what stands on its agenda.
  'see-register': { ...officers, 'panel-member': 'panel-agenda' },
  // The termly count is of the whole authority. Who works on no case reads it rounded, as the DfE publishes it, and not who
  // is behind a figure.
  'see-census': { ...officers, 'panel-member': 'authority' },
  'see-census-children': officers,
  // What a director is told: figures of the whole authority, rounded for who works on no case as the termly count is.
  'see-summary': { ...officers, director: 'authority', 'panel-member': 'authority' },
  // The file names children, and is for whoever enters them into the authority's own system.
  'upload-to-one': overseers,
  'post-agenda': { ...overseers, 'panel-member': 'authority' },
  // Who prepares the panel's agenda says when it meets. Everybody who sees the agenda sees that.
  'change-meeting': overseers,
  // The officer prepares the panel's agenda and keeps its record, and the officer's manager answers for it. A member
  // discusses, and an administrator sees no child.
  'record-panel-decision': overseers,
  // Whoever may be given one says that it is done. A school is asked, and given nothing by the panel.
  'do-panel-decision': { ...officers, 'ews-officer': 'authority' },
  'post-alerts': overseers,
  // The demo's own command. That it exists at all is decided by the installation's settings.
  'move-clock': { ...everybody, director: 'authority', auditor: 'authority' },
};

/** In which of their roles a person does this; null where in none. */
export const roleFor = (person: PersonLike, action: Action, theCase: CaseLike): Role | null =>
  person.roles.find((role) => may({ ...person, roles: [role] }, action, theCase)) ?? null;

/** `theCase` null: whether the person may do it at all, on what is theirs. */
export const may = (person: PersonLike, action: Action, theCase: CaseLike | null): boolean =>
  person.roles.some((role) => {
    const needed = TABLE[action][role];
    return needed !== undefined && holds(needed, role, person, theCase);
  });

/** What somebody has to be allowed to be let in at all: any of these actions. `nothing` is for everybody who is known. */
export type Needs = Action | readonly [Action, ...Action[]] | 'nothing';

export const mayAtAll = (person: PersonLike, needs: Needs): boolean =>
  needs === 'nothing' || actionsOf(needs).some((action) => may(person, action, null));

export const actionsOf = (needs: Exclude<Needs, 'nothing'>): readonly [Action, ...Action[]] =>
  typeof needs === 'string' ? [needs] : needs;

/** Whose cases are those of all schools and of none, be it only those that stand on the agenda. */
export const seesManySchools = (person: PersonLike): boolean =>
  may(person, 'see-case', { school: null, authority: person.authority, onAgenda: true });

/** In which roles something is done, on whatever case. */
export const rolesFor = (action: Action): readonly Role[] => ROLES.filter((role) => TABLE[action][role] !== undefined);

/** Who is told of cases and answers; not who looks after the panel, after people and calendars, or after what was sent. */
export const worksOnCases = (role: Role): boolean => TABLE.acknowledge[role] !== undefined;

/** Under which action a check of the list is recorded: by who has to do it. */
export function actionToRecord(owner: Role): Action {
  if (isSchoolRole(owner)) return 'record-check';
  return owner === 'ews-officer' ? 'record-ews-check' : 'record-authority-check';
}

function holds(needed: Relation, role: Role, person: PersonLike, theCase: CaseLike | null): boolean {
  if (isSchoolRole(role) && person.school === null) return false;
  if (theCase === null) return true;
  if (theCase.authority !== person.authority) return false;
  switch (needed) {
    case 'authority':
      return true;
    case 'panel-agenda':
      return theCase.onAgenda === true;
    case 'own-school':
      return theCase.school !== null && theCase.school === person.school;
  }
}
