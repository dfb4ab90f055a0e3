/** One of the three invented people in whose place a visitor sits, each in front of a Playground of their own. */
export interface Face {
  readonly key: 'school' | 'officer' | 'panel';
  readonly name: string;
  readonly is: string;
  /** Entra object id: what the demo authority's people list knows them by. */
  readonly entraId: string;
  readonly email: string;
  /** What to do first. */
  readonly tries: string;
}

export const DEMO_TENANT = '11111111-1111-4111-8111-111111111111';

export const FACES: readonly Face[] = [
  {
    key: 'school',
    name: 'Sam Okafor',
    is: 'attendance lead at Harbour Lights Primary School',
    entraId: '33333333-3333-4333-8333-333333333331',
    email: 'sam.okafor@whereabouts.example',
    tries: 'Say report, then checklist. Say clock +5 to let five school days go by.',
  },
  {
    key: 'officer',
    name: 'Priya Nair',
    is: "the authority's pupil tracking officer",
    entraId: '33333333-3333-4333-8333-333333333332',
    email: 'priya.nair@whereabouts.example',
    tries:
      'Open this before you report: the alerts come here by themselves. Say my cases, or refer for a child on no roll.',
  },
  {
    key: 'panel',
    name: 'Tom Ellery',
    is: 'a member of the Children Out of Provision Panel',
    entraId: '33333333-3333-4333-8333-333333333333',
    email: 'tom.ellery@whereabouts.example',
    tries: 'In the channel COPP agenda, post: @Whereabouts post the agenda here.',
  },
];
