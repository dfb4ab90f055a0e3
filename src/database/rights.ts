import type { Prisma } from '../generated/prisma/client';

type Right = 'select' | 'insert' | 'update' | 'delete';
type Rights = readonly [table: string, ...rights: Right[]];

/**
 * What the bot may do to each table where it does not own them, and nothing else: what is not here it cannot do, whatever
 * is wrong with it. A fact, a paper and whatever is on the trail is never changed nor taken away, and no case is.
 */
export const RIGHTS: Readonly<Record<Prisma.ModelName, Rights>> = {
  Authority: ['authorities', 'select', 'insert', 'update'],
  School: ['schools', 'select', 'insert', 'update'],
  Person: ['people', 'select', 'insert', 'update'],
  CalendarEntry: ['calendar_entries', 'select', 'insert', 'delete'],
  Case: ['cases', 'select', 'insert', 'update'],
  Fact: ['facts', 'select', 'insert'],
  // An index, reckoned anew from the facts when they grow.
  RegisterSpan: ['register_spans', 'select', 'insert', 'delete'],
  DataKey: ['data_keys', 'select', 'insert'],
  Draft: ['drafts', 'select', 'insert', 'update', 'delete'],
  Notice: ['notices', 'select', 'insert', 'update', 'delete'],
  TeamsCall: ['teams_calls', 'select', 'insert', 'update', 'delete'],
  NoticeStep: ['notice_steps', 'select', 'insert', 'update'],
  Reference: ['conversation_references', 'select', 'insert', 'update', 'delete'],
  PanelChannel: ['panel_channels', 'select', 'insert', 'update'],
  PanelAgenda: ['panel_agendas', 'select', 'insert'],
  PanelAgendaItem: ['panel_agenda_items', 'select', 'insert'],
  MeetingChange: ['meeting_changes', 'select', 'insert'],
  OneUpload: ['one_uploads', 'select', 'insert'],
  // What One answers is put beside the line.
  OneUploadLine: ['one_upload_lines', 'select', 'insert', 'update'],
  PanelCalendarLook: ['panel_calendar_looks', 'select', 'insert', 'update'],
  PanelCalendarEvent: ['panel_calendar_events', 'select', 'insert', 'update'],
  Paper: ['papers', 'select', 'insert'],
  PaperTicket: ['paper_tickets', 'select', 'insert', 'update'],
  HandoutTicket: ['handout_tickets', 'select', 'insert', 'update'],
  PaperNumber: ['paper_numbers', 'select', 'insert', 'update'],
  GivenAnswer: ['given_answers', 'select', 'insert', 'update', 'delete'],
  Setting: ['settings', 'select', 'insert', 'update'],
  // Added to by the functions below alone.
  AuditEntry: ['audit_entries', 'select'],
  AuditHead: ['audit_heads', 'select'],
  AuditAnchor: ['audit_anchors', 'select'],
};

/** Which migrations there have been, so that whoever may make none knows whether one is missing. */
export const MIGRATIONS_TABLE = '_prisma_migrations';

/** How the trail grows, by rights of the owner. Who has this one is a role that the bot connects as. */
export const APPEND = 'audit_append(jsonb)';

export const FUNCTIONS = [
  APPEND,
  'audit_anchor(timestamptz, timestamptz, integer)',
  'facts_digest(text, integer)',
  // What rows are held against the trail by.
  'has_tombstone(text)',
  'case_digest(text)',
  'paper_digest(text)',
  'person_digest(text)',
] as const;

/** Of every table, with the one that the migrations are noted in. */
export const ALL_RIGHTS: readonly { readonly table: string; readonly rights: readonly Right[] }[] = [
  ...Object.values(RIGHTS).map(([table, ...rights]) => ({ table, rights })),
  { table: MIGRATIONS_TABLE, rights: ['select'] },
];
