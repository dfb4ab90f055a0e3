import liverpool from '../../../src/domain/policy/packs/liverpool.json';
import westmere from '../../../src/domain/policy/packs/westmere.json';
import { loadPolicy, PolicyError } from '../../../src/domain/policy/policies';
import { byId, type Loose } from '../../builders/policies';
import { ALERT_DAY_MISTAKES } from './alert-day-mistakes';
import { ANSWER_MISTAKES, AWAY_MISTAKES, UNREACHED_MISTAKES } from './answer-mistakes';
import { CLOSING_MISTAKES, without, type Mistake } from './closing-mistakes';
import { LAW_MISTAKES } from './law-mistakes';
import { ONE_MISTAKES } from './one-mistakes';
import { PANEL_MISTAKES } from './panel-mistakes';
import { REGISTER_MISTAKES } from './register-mistakes';
import { REMOVAL_MISTAKES } from './removal-mistakes';

/** What is wrong with a pack once it was spoilt, as its author is told. */
function problemsOf(pack: object): string[] {
  try {
    loadPolicy(pack);
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.problems.map(({ path, says }) => `${path}: ${says}`);
  }
}

const ground = (pack: Loose, letter: string) => pack['grounds'].find((one: Loose) => one['letter'] === letter) as Loose;
const overdue = (item: string) => (alert: Loose) => alert['trigger'].item === item;

/** Who sees no case would be asked for something on it in vain. */
const inVain = ['administrator', 'auditor'].map((role): Mistake => (pack) => {
  const [item] = pack['checklist'];
  item.owner = role;
  return `checklist[${item.id}].owner: Has to be one of: attendance-lead, `;
});

const MISTAKES: Readonly<Record<string, readonly Mistake[]>> = {
  grounds: [
    (pack) => {
      pack['grounds'] = without(pack['grounds'], ({ letter }) => letter === 'c');
      return 'grounds: Ground c has to stand here once. Leave none out, and give none twice.';
    },
    (pack) => {
      pack['grounds'].push(structuredClone(ground(pack, 'a')));
      return 'grounds: Ground a has to stand here once. Leave none out, and give none twice.';
    },
    (pack) => {
      ground(pack, 'i')['conditions'] = without(ground(pack, 'i')['conditions'], ({ by }) => by === 'codes-audit');
      return 'grounds[i].conditions: The law needs the condition codes-audit. Add it.';
    },
    (pack) => {
      ground(pack, 'h')['conditions'][0].by = 'luck';
      return 'grounds[h].conditions[';
    },
    (pack) => {
      delete ground(pack, 'i')['whom'];
      return 'grounds[i].whom: Is missing: give a text.';
    },
    (pack) => {
      pack['clocks'].groundI.codes.push('I');
      return 'clocks.groundI.codes: Code I defeats this ground in law. Take it out.';
    },
  ],
  register: REGISTER_MISTAKES,
  jointEnquiry: [
    ...REMOVAL_MISTAKES,
    (pack) => {
      pack['jointEnquiry'].items.review = 'nowhere';
      return 'jointEnquiry.items: There is no checklist item nowhere. Use one that is there, or add it.';
    },
    (pack) => {
      pack['jointEnquiry'].settledWith.codes = 'luck';
      return 'jointEnquiry.settledWith.codes: There is no outcome luck. Use one of ';
    },
    (pack) => {
      pack['jointEnquiry'].reopenedBy.push('luck');
      return 'jointEnquiry.reopenedBy: There is no outcome luck. Use one that is there, or add it.';
    },
    (pack) => {
      pack['jointEnquiry'].escalateAfter = pack['jointEnquiry'].answerWithin;
      return 'jointEnquiry.escalateAfter: Has to be later than answerWithin: give more than ';
    },
    (pack) => {
      delete byId(pack['checklist'], pack['jointEnquiry'].items.conclusion)['settledBy'];
      return '].settledBy: Has to be settled by joint-conclusion alone.';
    },
  ],
  checklist: inVain,
  specialCases: [
    (pack) => {
      pack['specialCases'][0].known.questions = ['luck'];
      return '].known.questions: There is no triage question luck. Use one of ';
    },
    (pack) => {
      pack['specialCases'][0].known.groups = ['luck'];
      return '].known.groups: There is no at-risk group luck. Use one';
    },
    (pack) => {
      pack['specialCases'][0].bars = ['z'];
      return `specialCases[${pack['specialCases'][0].id}].bars[0]: Has to be written as a letter from a to o.`;
    },
    (pack) => {
      pack['specialCases'].push(structuredClone(pack['specialCases'][0]));
      return `specialCases: The id ${pack['specialCases'][0].id} occurs twice. Give one of them another id.`;
    },
  ],
  afterRemoval: [
    (pack) => {
      pack['afterRemoval'].push(structuredClone(pack['afterRemoval'][0]));
      return `afterRemoval: The id ${pack['afterRemoval'][0].id} occurs twice. Give one of them another id.`;
    },
    (pack) => {
      pack['afterRemoval'][0].owner = 'janitor';
      return `afterRemoval[${pack['afterRemoval'][0].id}].owner: Has to be one of: attendance-lead, `;
    },
    (pack) => {
      pack['afterRemoval'][0].dueSchoolDays = -1;
      return `afterRemoval[${pack['afterRemoval'][0].id}].dueSchoolDays: Has to be at least 0.`;
    },
  ],
  found: [
    (pack) => {
      byId(pack['found'].places, 'in-area')['steps'][0] = 'luck';
      return 'found.places[in-area].steps[0]: There is no step luck. Use one of ';
    },
    (pack) => {
      const step = pack['found'].steps[0];
      for (const answer of step.answers) answer.settles = false;
      return `found.steps[${step.id}].answers: No answer settles it. Give one "settles": true.`;
    },
    (pack) => {
      const step = pack['found'].steps[0];
      step.by = without(step.by, (role) => (role as unknown) === step.owner);
      if (step.by.length === 0) step.by = ['panel-member'];
      return `found.steps[${step.id}].by: ${step.owner} owes the step and may not record it. Add the role here.`;
    },
    (pack) => {
      const { id } = pack['found'].steps[0];
      pack['alerts'] = without(pack['alerts'], overdue(id));
      return `found.steps[${id}]: No alert says that it is overdue, so nobody would be reminded. Add one with the trigger overdue, item ${id}.`;
    },
    (pack) => {
      const [step] = pack['found'].steps;
      step.title = 'Tell the school where the child is now';
      return `found.steps[${step.id}].title: Has to be at most 36 letters long.`;
    },
    (pack) => {
      pack['found'].endsChecks.push('luck');
      return ']: There is no checklist item luck. Use one that is there, or add it.';
    },
    (pack) => {
      pack['found'].places[0].id = 'on-the-moon';
      return 'found.places[on-the-moon].id: Has to be one of: ';
    },
  ],
  law: LAW_MISTAKES,
  answers: ANSWER_MISTAKES,
  away: AWAY_MISTAKES,
  unreached: UNREACHED_MISTAKES,
  closing: CLOSING_MISTAKES,
  dfe: [
    (pack) => {
      pack['dfe'].suggested.places['in-area'] = 'luck';
      return 'dfe.suggested.places.in-area: There is no reason luck. Use one';
    },
    (pack) => {
      pack['dfe'].bands.at(-1).underDays = 9999;
      return '].underDays: The last band, and only that one, has no end. Give null there alone.';
    },
    (pack) => {
      pack['dfe'].bands[1].underDays = pack['dfe'].bands[0].underDays;
      return `dfe.bands[1].underDays: Has to be more than ${pack['dfe'].bands[0].underDays}.`;
    },
  ],
  returns: [
    (pack) => {
      pack['returns'].sickness.code = '/';
      return 'returns.sickness.code: Code / is not one of the codes of an absence. Choose one from codes that does not mean present.';
    },
    (pack) => {
      delete pack['returns'].newPupil.days;
      return 'returns.newPupil.days: Is missing: give a number.';
    },
    (pack) => {
      delete pack['returns'].deletion;
      return 'returns.deletion: Is missing: give a group in { }.';
    },
  ],
  enquiries: [
    (pack) => {
      pack['enquiries'].list.push(structuredClone(pack['enquiries'].list[0]));
      return `enquiries.list: The id ${pack['enquiries'].list[0].id} occurs twice. Give one of them another id.`;
    },
    (pack) => {
      pack['enquiries'].list = [];
      return 'enquiries.list: May not be empty: give at least 1.';
    },
    (pack) => {
      pack['enquiries'].beginWithinWorkingDays = 0;
      return 'enquiries.beginWithinWorkingDays: Has to be at least 1.';
    },
  ],
  disclosures: [
    (pack) => {
      delete pack['disclosures'].bases[0].power;
      return `disclosures.bases[${pack['disclosures'].bases[0].id}].power: Is missing: give a text.`;
    },
    (pack) => {
      pack['disclosures'].bases[0].citation = 'Education (Pupil Registration) (England) Regulations 2006';
      return `disclosures.bases[${pack['disclosures'].bases[0].id}]: Rests on law that has been repealed. Name what is in force.`;
    },
    (pack) => {
      pack['disclosures'].purposes.push(structuredClone(pack['disclosures'].purposes[0]));
      return `disclosures.purposes: The id ${pack['disclosures'].purposes[0].id} occurs twice.`;
    },
  ],
  referrals: [
    (pack) => {
      pack['referrals'].routes.push(structuredClone(pack['referrals'].routes[0]));
      return `referrals.routes: The id ${pack['referrals'].routes[0].id} occurs twice. Give one of them another id.`;
    },
    (pack) => {
      pack['referrals'].followUp.everyWorkingDays = 0;
      return 'referrals.followUp.everyWorkingDays: Has to be at least 1.';
    },
    (pack) => {
      pack['stages'] = without(pack['stages'], ({ ways }) => ways?.includes('other-authority'));
      return 'ways[other-authority]: No stage is for this way, so nothing would be asked. Add one.';
    },
  ],
  panel: PANEL_MISTAKES,
  oneUpload: ONE_MISTAKES,
  tiers: [
    ...ALERT_DAY_MISTAKES,
    (pack) => {
      pack['tiers'].atRisk = 'luck';
      return 'tiers.atRisk: There is no tier luck. Use one of ';
    },
    (pack) => {
      pack['tiers'].askAgainOn.reverse();
      return 'tiers.askAgainOn[1]: Day ';
    },
    (pack) => {
      pack['tiers'].levels[0].dueDays = { luck: 1 };
      return `tiers.levels[${pack['tiers'].levels[0].id}].dueDays.luck: There is no checklist item luck. `;
    },
    (pack) => {
      const { id } = pack['checklist'].find(({ fulfils }: Loose) => fulfils === 'ten-day-return');
      pack['tiers'].levels[0].dueDays = { [id]: 5 };
      return `.dueDays.${id}: The law sets the day of this step, so no tier moves it. Leave it out.`;
    },
    (pack) => {
      pack['alerts'] = without(pack['alerts'], ({ trigger }) => trigger.kind === 'register-corrected');
      return 'alerts: Nobody is told when days on the register are told anew. ';
    },
    (pack) => {
      pack['alerts'].find(overdue('follow-up')).ways = ['not-on-roll'];
      return 'alerts: Nobody is asked where things stand with a child who is still missing, in a case of missing, ';
    },
    (pack) => {
      pack['alerts'].find(overdue('tier-off-roll')).ways = ['not-on-roll', 'new-to-city', 'home-education'];
      return 'alerts: Nobody is asked how great the risk is for a child on no register, in a case of missing, ';
    },
    (pack) => {
      pack['alerts'] = without(pack['alerts'], ({ trigger }) => trigger.kind === 'referred-again');
      return 'alerts: Nobody is told when somebody refers a child who has a case already. ';
    },
    (pack) => {
      pack['alerts'] = without(pack['alerts'], ({ trigger }) => trigger.kind === 'tier-raised');
      return 'alerts: Nobody is told at once when the risk is raised to ';
    },
    (pack) => {
      pack['tiers'].levels[0].style = 'purple';
      return `tiers.levels[${pack['tiers'].levels[0].id}].style: Has to be one of: attention, `;
    },
  ],
};

const CASES = Object.entries(MISTAKES).flatMap(([key, all]) =>
  all.map((spoil, at) => [`${key} ${at + 1}`, spoil] as const),
);

describe.each([liverpool, westmere])('a mistake in the pack $id is explained by path, with how to mend it', (pack) => {
  test.each(CASES)('%s', (_name, spoil) => {
    const spoilt = structuredClone(pack) as Loose;
    const expected = spoil(spoilt);
    expect(problemsOf(spoilt)).toContainEqual(expect.stringContaining(expected));
  });
});

test.each([liverpool, westmere])('every key of the pack $id is needed, and its absence is said by its name', (pack) => {
  for (const key of Object.keys(pack)) {
    const { [key]: _left, ...rest } = pack as Loose;
    expect(problemsOf(rest)).toEqual([expect.stringMatching(`^${key}: Is missing: give (a |one of)`)]);
  }
});
