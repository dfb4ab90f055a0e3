import { DEMO_TENANT, FACES, type Face } from './faces';

export const TEAM = { id: '19:copp-team@thread.tacv2', name: 'Children Out of Provision Panel' } as const;
export const CHANNEL = { id: '19:copp-agenda@thread.tacv2', name: 'COPP agenda' } as const;
const BOT = { id: '22222222-2222-4222-8222-222222222222', name: 'Whereabouts' } as const;

/** Members of the team who have no Playground of their own: its file wants exactly five other people. */
const COLLEAGUES: readonly Pick<Face, 'name' | 'entraId' | 'email'>[] = [
  colleague('Leah Mostyn', '44444444-4444-4444-8444-444444444408'),
  colleague('Callum Frith', '44444444-4444-4444-8444-444444444409'),
  colleague('Rosalind Achebe', '44444444-4444-4444-8444-444444444410'),
];

/**
 * What `.m365agentsplayground.yml` says for one person. The schema is strict: exactly five others, one personal chat,
 * one group chat, one team with one channel. Team and channel are the same for everybody, the personal chat is not.
 */
export function playgroundConfig(face: Face): object {
  const others = [...FACES.filter((other) => other !== face), ...COLLEAGUES];
  return {
    version: '0.1.1',
    tenantId: DEMO_TENANT,
    bot: BOT,
    currentUser: user(face),
    users: others.map(user),
    personalChat: { id: `a:${face.key}` },
    groupChat: { id: '19:copp-chat@thread.v2', name: 'Panel chat' },
    team: { ...TEAM, aadGroupId: '44444444-4444-4444-8444-444444444444', channels: [CHANNEL] },
  };
}

function colleague(name: string, entraId: string): Pick<Face, 'name' | 'entraId' | 'email'> {
  return { name, entraId, email: `${name.toLowerCase().replace(' ', '.')}@whereabouts.example` };
}

function user({ name, entraId, email }: Pick<Face, 'name' | 'entraId' | 'email'>): object {
  const [givenName, surname] = name.split(' ');
  // The spelling of userPrincipleName is the Playground's.
  return { id: `29:${entraId}`, name, userPrincipleName: email, aadObjectId: entraId, givenName, surname, email };
}
