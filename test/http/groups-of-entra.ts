import type { Person } from '../../src/people/directory';
import { SCHOOL, TENANT } from '../builders/authority';

const group = (n: number): string => `${String(n).repeat(8)}-5555-4555-8555-555555555555`;
export const [OFFICERS, LEADS, HEADS] = [group(5), group(6), group(7)];
const MANIFEST = '22222222-2222-4222-8222-222222222222';
export const GROUPS = [
  { group: OFFICERS, role: 'tracking-officer', authority: '341' },
  { group: LEADS, role: 'attendance-lead', authority: '341', school: SCHOOL },
  { group: HEADS, role: 'head-teacher', authority: '341', school: SCHOOL },
];

/** As Microsoft Graph tells of a member of a group. */
export const user = ({ entraId, name }: Pick<Person, 'entraId' | 'name'>, over = {}) => ({
  ...{
    '@odata.type': '#microsoft.graph.user',
    id: entraId,
    displayName: name,
    userType: 'Member',
    accountEnabled: true,
  },
  ...over,
});

/** What the log says then. */
export const NOT_READ = 'groups could not be read: all roles stay as they are';

export const settings = (graphUrl: string, groups: readonly object[], alarmUrl: string): Record<string, string> => ({
  ...{ ALLOW_ANONYMOUS: '1', PORT: '0', PAGES: 'chat', LOG_LEVEL: 'debug', TENANT_IDS: TENANT },
  ...{ GRAPH: 'on', GRAPH_URL: graphUrl, GRAPH_APP_EXTERNAL_ID: MANIFEST, ENTRA_GROUPS: JSON.stringify(groups) },
  ALARM_URL: alarmUrl,
});
