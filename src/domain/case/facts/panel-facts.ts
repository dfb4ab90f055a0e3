import { z } from 'zod';
import { ROLES, type Role } from '../../access/roles';
import { LocalDateSchema, type LocalDate } from '../../calendar/date';

export type PanelFactBody =
  /**
   * What the panel decided on the case. `decision`: id of one of the decisions in the policy pack, and `title` what it
   * was called there then. `person`: our own id of the one who was named to do it, null where the role as a whole is.
   * `dissent`: who saw it otherwise and why, empty where nobody did.
   */
  | {
      readonly kind: 'panel-decided';
      readonly decision: string;
      readonly title: string;
      /** The day on which the panel met. */
      readonly meeting: LocalDate;
      readonly owner: Role;
      readonly person: string | null;
      readonly due: LocalDate;
      readonly reason: string;
      readonly dissent: string;
    }
  /**
   * The panel agreed to how the case had ended; `title` is what the policy pack called that then. Nothing is owed by it.
   * `note`: what it said, empty where it said nothing.
   */
  | {
      readonly kind: 'panel-ratified';
      readonly title: string;
      readonly meeting: LocalDate;
      readonly note: string;
      readonly dissent: string;
    }
  /** `decided`: id of the fact by which it was decided. */
  | { readonly kind: 'panel-decision-done'; readonly decided: string; readonly on: LocalDate; readonly note: string }
  | { readonly kind: 'panel-decision-withdrawn'; readonly decided: string; readonly reason: string };

const text = z.string();

export const panelFacts = <Stamp extends z.ZodRawShape>(stamp: Stamp) =>
  [
    z.object({
      kind: z.literal('panel-decided'),
      decision: text,
      title: text,
      meeting: LocalDateSchema,
      owner: z.enum(ROLES),
      person: text.nullable(),
      due: LocalDateSchema,
      reason: text,
      dissent: text,
      ...stamp,
    }),
    z.object({
      kind: z.literal('panel-ratified'),
      title: text,
      meeting: LocalDateSchema,
      note: text,
      dissent: text,
      ...stamp,
    }),
    z.object({ kind: z.literal('panel-decision-done'), decided: text, on: LocalDateSchema, note: text, ...stamp }),
    z.object({ kind: z.literal('panel-decision-withdrawn'), decided: text, reason: text, ...stamp }),
  ] as const;
