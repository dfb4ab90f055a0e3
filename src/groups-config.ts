import { z } from 'zod';
import { ROLES } from './domain/access/roles';
import type { GroupRole } from './people/groups/groups';
import { isInItsPlace } from './people/groups/who-belongs';

const EXAMPLE =
  '[{"group":"55555555-5555-4555-8555-555555555555","role":"tracking-officer","authority":"341"},{"group":"66666666-6666-4666-8666-666666666666","role":"head-teacher","authority":"341","school":"999901"}]';

const Entry = z
  .strictObject({
    group: z.guid('the id of a group is a GUID').transform((id) => id.toLowerCase()),
    role: z.enum(ROLES, `a role is one of ${ROLES.join(', ')}`),
    authority: z.string().regex(/^\d{3}$/, 'an authority is given by its code of three digits'),
    school: z
      .string()
      .regex(/^\d{6}$/, 'a URN has six digits')
      .optional(),
  })
  .transform(({ school = null, ...one }): GroupRole => ({ ...one, school }))
  .refine(isInItsPlace, 'a role at a school needs its URN as "school", and a role at the authority has none');

const Entries = z.array(Entry).min(1, 'name one group at least').max(2_000, 'that is more groups than can be read');

/** A list as JSON. What is wrong is said with its place in the list. */
export const groupsSetting = z.string().transform((text, context): readonly GroupRole[] => {
  const read = Entries.safeParse(parsed(text));
  if (read.success) return read.data;
  for (const { path, message } of read.error.issues) {
    const place = path.length > 0 ? `, entry ${Number(path[0]) + 1}` : '';
    const says = path.length > 0 || Array.isArray(parsed(text)) ? message : `it is a list as JSON, such as ${EXAMPLE}`;
    context.addIssue({ code: 'custom', message: `is not understood${place}: ${says}` });
  }
  return z.NEVER;
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
