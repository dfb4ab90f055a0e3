import type { Way } from '../../../src/domain/case/way';
import type { Client, Shown } from '../../support/client';
import { fillIn } from '../case-pages';
import { ABSENCE, press, PUPIL, referenceOn, say, TRIAGE, type MainJobBot, type Typed } from '../main-job-bot';

/** How one way in begins on Monday 27 April 2026: what is typed, and which facts are on record then. */
interface Beginning {
  begin(house: MainJobBot, dateOfBirth: string): Promise<Shown>;
  readonly facts: readonly string[];
}

const REPORTED = ['opened', 'triaged', 'pupil-described', 'absence-described'];
const REFERRED = ['opened', 'triaged', 'pupil-described', 'referral-received', 'out-of-education'];
const ROUTE = { route: 'health', from: 'School nurse', receivedOn: '2026-04-24', agencyReference: 'HV-9' };
const CHILD = { onRoll: 'no', lastKnownAddress: '9 Example Row, Liverpool' };

/** The school reports: four pages. */
const reports = (situation: Way, absence: Typed): Beginning => ({
  facts: REPORTED,
  async begin({ as, people }, dateOfBirth) {
    const lead = as(people.lead);
    const pupil = await press(lead, await say(lead, 'report'), 'Continue', { ...TRIAGE, situation });
    const page = await press(lead, pupil, 'Continue', { ...PUPIL, dateOfBirth });
    return press(lead, await press(lead, page, 'Continue', absence), 'Report the pupil');
  },
});

/** A pupil with a place is on roll from the day agreed, whether the child arrives or not: the authority is told. */
const returned = ({ begin, facts }: Beginning): Beginning => ({
  facts: [...facts, 'return-sent'],
  async begin(house, dateOfBirth) {
    const shown = await begin(house, dateOfBirth);
    const lead = house.as(house.people.lead);
    await fillIn(lead, referenceOn(shown), 'Record a return', 'Save', { return: 'new-pupil', on: '2026-04-27' });
    return shown;
  },
});

const start = async (officer: Client, situation: Way, route: Typed): Promise<Shown> => {
  const first = await press(officer, await say(officer, 'refer'), 'Continue', { ...TRIAGE, situation });
  return press(officer, first, 'Continue', { ...ROUTE, ...route });
};

/** The tracking officer takes in what somebody else has told. */
const refers = (situation: Way, known: Typed): Beginning => ({
  facts: REFERRED,
  async begin({ as, people }, dateOfBirth) {
    const officer = as(people.officer);
    const child = await start(officer, situation, {});
    const page = await press(officer, child, 'Continue', { ...CHILD, dateOfBirth });
    return press(officer, page, 'Open the case', known);
  },
});

/** Another authority asks: nothing is asked that only children of this one are asked. */
const asks: Beginning = {
  facts: REFERRED.filter((kind) => kind !== 'out-of-education'),
  async begin({ as, people }, dateOfBirth) {
    const officer = as(people.officer);
    const route = { route: 'other-authority', otherAuthority: 'Sample County Council' };
    return press(officer, await start(officer, 'other-authority', route), 'Open the case', { dateOfBirth });
  },
};

const LEFT = { lastAttended: '2026-04-24', code: 'O', fileAsked: 'no', destination: 'To an aunt near Leeds' };

export const BEGINNINGS: Readonly<Record<Way, Beginning>> = {
  missing: reports('missing', ABSENCE),
  'non-starter': returned(reports('non-starter', { agreedStart: '2026-04-27', acceptedOn: '2026-03-20', code: 'N' })),
  leaver: reports('leaver', LEFT),
  'leave-not-ended': reports('leave-not-ended', { leaveBegan: '2026-04-20', leaveEnded: '2026-04-24', code: 'O' }),
  'not-on-roll': refers('not-on-roll', { since: '2026-03-02', waitingFor: 'nothing' }),
  'new-to-city': refers('new-to-city', { since: '2026-04-13', waitingFor: 'appeal', appealOn: '2026-05-11' }),
  'other-authority': asks,
  'home-education': refers('home-education', { assessedOn: '2026-04-20' }),
};

export async function begin(house: MainJobBot, way: Way, dateOfBirth = PUPIL.dateOfBirth): Promise<string> {
  return referenceOn(await BEGINNINGS[way].begin(house, dateOfBirth));
}
