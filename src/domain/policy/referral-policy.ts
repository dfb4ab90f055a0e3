import { z } from 'zod';
import { ROLES } from '../access/roles';

const role = z.enum(ROLES);
const words = z.string().min(1);
const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'small letters, digits and hyphens');

/** How the authority hears of children who are on no roll, and how often it follows each of them up. */
export const referrals = z.strictObject({
  /** The ways in which word comes, as they are offered. */
  routes: z.array(z.strictObject({ id, label: words })).min(1),
  /** What is owed while an urgent referral has not been finished. */
  finish: z.strictObject({ owner: role, title: words, why: words, citation: words }),
  /** Somebody says where things stand at least every so many working days, until the case is closed. */
  followUp: z.strictObject({
    owner: role,
    everyWorkingDays: z.int().min(1).max(60),
    title: words,
    asks: words,
    why: words,
    citation: words,
  }),
});
