import { z } from 'zod';
import { ROLES } from '../access/roles';
import { LocalDateSchema } from '../calendar/date';
import { PLACES } from '../case/place';
import { WAYS } from '../case/way';
import { id, words } from './parts';

const sent = z.strictObject({ title: words, says: words, owner: z.enum(ROLES), citation: words });

/** What the school sends to the authority under regulation 13. */
export const returnsPolicy = z.strictObject({
  /** Which days are counted stands with the clock of the ten-day return. */
  attendance: sent,
  /** So many school days with this code in one school year, one after another or not. */
  sickness: sent.extend({ code: z.string().min(1), days: z.int().min(1) }),
  /** By the end of so many days after the name was entered; the earlier of the two counts. */
  newPupil: sent.extend({
    days: z.int().min(1),
    schoolDays: z.int().min(1),
    /** What is chosen of a pupil of whom the law asks for none: `None is needed: the pupil joined …`. */
    exempt: words,
  }),
  deletion: sent,
});

/** How the DfE's termly return counts a child. */
export const dfePolicy = z.strictObject({
  reasons: z.array(z.strictObject({ id, label: words })).min(1),
  /** What is proposed until somebody chooses: by where the child was found, else by the way in. */
  suggested: z.strictObject({
    places: z.partialRecord(z.enum(PLACES), id),
    ways: z.partialRecord(z.enum(WAYS), id),
  }),
  /** From the shortest on; the last has no end. */
  bands: z.array(z.strictObject({ label: words, underDays: z.int().min(1).nullable() })).min(1),
  unknownBand: words,
  /** How a figure is told to who works on no case: to the nearest of so many, and in these words what that leaves of nothing. */
  published: z.strictObject({ roundTo: z.int().min(2), low: words, citation: words }),
  /**
   * Days of which the DfE asks for the count: beside ends of months the only ones of which who works on no case is told it.
   * `verified` false: worked out from those of other years.
   */
  census: z.strictObject({ days: z.array(LocalDateSchema), citation: words, verified: z.boolean().default(true) }),
  citation: words,
});
