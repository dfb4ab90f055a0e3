import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PolicyPack } from '../../domain/policy/pack';
import { policiesFrom, SHIPPED } from '../../domain/policy/policies';

/** Rules by which what is not urgent is told in school hours alone: those of a pack that ships. */
export const IN_SCHOOL_HOURS: PolicyPack = SHIPPED[0]!;

/** The same, of an authority in which somebody is there at any hour of any day: so a bench may be run at night, or on a Sunday. */
export const AT_ANY_HOUR: PolicyPack = {
  ...IN_SCHOOL_HOURS,
  ...{ id: 'at-any-hour', family: 'at-any-hour', title: 'Told at any hour of any day' },
  ...{ alertTime: '00:00', alertUntil: '24:00', alertDays: 'every-day' },
};

/** All rules that the bots of a bench know. */
export const RULES = policiesFrom([...SHIPPED, AT_ANY_HOUR]);

/** Writes down the rules that do not ship, and gives the folder in which a bot finds them: its `POLICY_DIR`. */
export async function policyFolder(within: string): Promise<string> {
  const folder = path.join(within, 'policies');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${AT_ANY_HOUR.id}.json`), JSON.stringify(AT_ANY_HOUR));
  return folder;
}
