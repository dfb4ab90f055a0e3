import { byId, type Loose } from '../../builders/policies';

/** Mistakes by which a name could leave the register too early, and what is said about each. */
export const REMOVAL_MISTAKES: readonly ((pack: Loose) => string)[] = [
  (pack) => {
    pack['jointEnquiry'].checks.push('luck');
    return 'jointEnquiry.checks: There is no checklist item luck. ';
  },
  (pack) => {
    pack['jointEnquiry'].settledWith.leave = 'luck';
    return 'jointEnquiry.settledWith.leave: There is no outcome luck. Use one of ';
  },
  (pack) => {
    const { settledWith } = pack['jointEnquiry'];
    settledWith.review = ['luck'];
    return 'jointEnquiry.settledWith.review: There is no outcome luck. Use one of ';
  },
  (pack) => {
    pack['jointEnquiry'].reopenedBy = [];
    return 'jointEnquiry.reopenedBy: After ';
  },
  (pack) => {
    for (const outcome of pack['enquiries'].outcomes) delete outcome.found;
    return 'enquiries.outcomes: No answer says that the child was found. Give one "found": true.';
  },
  (pack) => {
    delete byId(pack['found'].places, 'in-area')['keepsName'];
    return 'found.places[in-area].keepsName: A child who is here keeps the name. Give true.';
  },
  (pack) => {
    pack['alerts'] = pack['alerts'].filter(({ trigger }: Loose) => trigger.kind !== 'conclusion-fallen');
    return 'alerts: Nobody tells head-teacher that a signature or a decision has fallen. ';
  },
  (pack) => {
    pack['alerts'] = pack['alerts'].filter(({ trigger }: Loose) => trigger.item !== 'decision-fallen');
    return 'alerts: A decision that has fallen is not asked after. ';
  },
  (pack) => {
    pack['deletionReturn'].onward.startsOn.push('luck');
    return 'deletionReturn.onward.startsOn: There is no day that a place asks for, luck. Use one of ';
  },
  (pack) => {
    pack['deletionReturn'].onward.school.push('registered-on');
    return 'deletionReturn.onward.school: There is no text that a place asks for, registered-on. ';
  },
  (pack) => {
    const { review } = pack['jointEnquiry'].items;
    delete byId(pack['checklist'], review)['fromDayAfterLeave'];
    return `checklist[${review}].fromDayAfterLeave: A ground needs it on Day 10. `;
  },
  (pack) => {
    toldDay(pack, 'a')['field'] = 'luck';
    return '].field: There is no day that other-school asks for, luck. Use one of registered-on, or ';
  },
  (pack) => {
    toldDay(pack, 'f')['place'] = 'abroad';
    return '].place: This ground is for a child found at home-education. Give that.';
  },
  (pack) => {
    toldDay(pack, 'f')['lawfulFrom'] = 'that-day';
    return '].lawfulFrom: In law the day has to have passed. Give day-after.';
  },
  (pack) => {
    const ground = pack['grounds'].find((one: Loose) => one.letter === 'a');
    ground.conditions = ground.conditions.filter(({ by }: Loose) => by !== 'told-day');
    return 'grounds[a].conditions: The law needs the condition told-day. Add it.';
  },
  (pack) => {
    const { checks } = pack['jointEnquiry'];
    const calls = pack['checklist'].find(({ id, when }: Loose) => when === 'at-risk' && checks.includes(id)).id;
    pack['jointEnquiry'].checks = checks.filter((id: string) => id !== calls);
    return `jointEnquiry.checks: A child at risk could leave the register before ${calls} is done. Add it.`;
  },
  (pack) => {
    const found = pack['outcomes'].find(({ leadsTo }: Loose) => leadsTo === 'found').id;
    pack['jointEnquiry'].reopenedBy = pack['jointEnquiry'].reopenedBy.filter((id: string) => id !== found);
    return `jointEnquiry.reopenedBy: After ${found} both sides have to look again. Add it.`;
  },
  (pack) => {
    const [first] = pack['outcomes'];
    delete first.tells;
    return `outcomes[${first.id}].tells: Is missing: give true or false.`;
  },
  (pack) => {
    condition(pack, 'g', 'found-at')['places'].push('in-area');
    return '].places: A child at in-area may live within reach. Use other-authority or abroad.';
  },
  (pack) => {
    condition(pack, 'f', 'told-answer')['needs'] = 'luck';
    return '].needs: There is no answer to ';
  },
  (pack) => {
    condition(pack, 'f', 'told-answer')['field'] = 'luck';
    return '].field: There is no choice that home-education asks for, luck. ';
  },
  (pack) => {
    condition(pack, 'f', 'told-answer')['place'] = 'abroad';
    return '].place: This ground is for a child found at home-education. Give that.';
  },
  ...[...'kno'].map((letter) => (pack: Loose) => {
    const ground = pack['grounds'].find((one: Loose) => one.letter === letter);
    ground.conditions = ground.conditions.filter(({ by }: Loose) => by !== 'not-in-school');
    return `grounds[${letter}].conditions: The law needs the condition not-in-school. Add it.`;
  }),
  (pack) => {
    condition(pack, 'b', 'year-group')['latest'] = '6';
    return '].latest: This ground is for pupils who would move on to reception. Give R.';
  },
  (pack) => {
    condition(pack, 'b', 'year-group')['latestByAge'] = '2';
    return '].latestByAge: ';
  },
  (pack) => {
    condition(pack, 'b', 'year-group')['by'] = 'not-in-school';
    return 'grounds[b].conditions[';
  },
  ...[...'bcgjm'].map((letter) => (pack: Loose) => {
    const ground = pack['grounds'].find((one: Loose) => one.letter === letter);
    ground.conditions = ground.conditions.filter(({ by }: Loose) => by !== 'not-located-here');
    return `grounds[${letter}].conditions: The law needs the condition not-located-here. Add it.`;
  }),
];

const condition = (pack: Loose, letter: string, kind: string): Loose =>
  pack['grounds'].find((one: Loose) => one.letter === letter).conditions.find(({ by }: Loose) => by === kind);

const toldDay = (pack: Loose, letter: string): Loose => condition(pack, letter, 'told-day');
