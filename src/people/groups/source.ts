import type { SettingStore } from '../../stores';

/**
 * Everybody of an authority comes from one place, a file or groups, and the next one takes its place. Which it was last is
 * remembered, so that what came by groups does not stay for ever once no groups are named.
 */
const keyOf = (authority: string): string => `roles-from-groups ${authority}`;

export const comeByGroups = async (authority: string, settings: SettingStore): Promise<boolean> =>
  ((await settings.get(keyOf(authority))) ?? '') !== '';

export async function noteSource(authority: string, from: 'groups' | 'file', settings: SettingStore): Promise<void> {
  const isGroups = from === 'groups';
  if ((await comeByGroups(authority, settings)) !== isGroups) await settings.set(keyOf(authority), isGroups ? '1' : '');
}
