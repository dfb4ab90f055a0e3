import { randomUUID } from 'node:crypto';
import { londonDate } from '../../src/domain/calendar/london';
import { createRenderer } from '../../src/teams/rendering/render';
import { loadTemplates } from '../../src/teams/rendering/templates';
import { caseCard } from '../../src/teams/views/case';
import { aPupil, anAbsence, noRisk } from '../builders/case';
import { aWorld } from '../casework/world';
import { textOn } from '../support/cards';

/** The school's last entered term ends on Monday 20 July 2026. */
test('a day that the calendar does not reach is said to be unknown, and none is invented', async () => {
  const { casework, people, at, clock } = await aWorld();
  at('2026-07-13', '08:40');
  const { view } = await casework.report(people.lead, {
    ...{ draftId: randomUUID(), triage: noRisk, pupil: aPupil() },
    absence: anAbsence({ lastAttended: '2026-07-10', firstDayMissed: londonDate(clock.now()) }),
  });
  const card = caseCard(view, people.lead, new Map(), 'reported');
  const text = textOn(createRenderer(loadTemplates(), 'chat')(card, 'chat'));
  expect(text).toContain('calendar ends on Mon 20 July 2026, before Day 20');
  expect(text).toContain('Day 6\nMon 20 July 2026');
  expect(text).toContain("Day 20\nNot known: the school's calendar ends on Mon 20 July 2026");
  expect(text).not.toMatch(/August|September|October/);
});
