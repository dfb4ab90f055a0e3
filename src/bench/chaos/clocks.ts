import { setTimeout as delay } from 'node:timers/promises';
import { addDays, type LocalDate } from '../../domain/calendar/date';
import { londonInstant } from '../../domain/calendar/london';
import type { Person } from '../../people/directory';
import { foundAuthority, A_LONG_TERM } from '../crowd/authority';
import { pupilToBeSwept, schoolDaysBefore } from '../crowd/case';
import { chatOf, referenceTo } from '../crowd/crowd';
import { setStage, withStorage, type Plan, type Stage } from '../stage';

const HOUR_MS = 3_600_000;

/** What people had seen by a moment of a morning on which one alert falls due to each of them. */
export interface Morning {
  readonly people: number;
  /** Alerts seen before the moment at which they fall due. */
  readonly early: number;
  /** People who had exactly one, in the end. */
  readonly withOne: number;
  /** Alerts seen in all, in the end. */
  readonly alerts: number;
}

export interface Dawn {
  /** A Monday; the alert of the fifth day falls due at the time that the policy says, on English clocks. */
  readonly monday: LocalDate;
  readonly time: `${number}:${number}`;
  readonly instances: number;
  /** So long before the moment they are started the second time. */
  readonly startsBeforeMs: number;
  /** How long one is watched for what comes too early, and all of them, once everybody has an alert, for a second. */
  readonly watchMs: number;
}

/**
 * A bot is started an hour before the moment by English clocks, so that one which reckons with the hour of before the
 * night is caught; then all of them at once, at or shortly before the very second.
 */
export async function mondayMorning(plan: Omit<Plan, 'size'>, dawn: Dawn): Promise<Morning> {
  const stage = await setStage({ ...plan, size: { tenants: 0, people: 0, alerts: 0 } });
  const due = Date.parse(londonInstant(dawn.monday, dawn.time));
  const people = await school(plan.databaseUrl, stage, dawn.monday);
  const names = Array.from({ length: dawn.instances }, (_, n) => `bot-${n + 1}`);
  const start = (name: string, at: number) => stage.start(name, { clockMs: at - Date.now() });
  const alertsSeen = () => stage.tally.writes.filter(({ accepted, alerts }) => accepted && alerts.length > 0);
  const alertsTo = (person: Person) =>
    alertsSeen().filter(({ conversationId }) => conversationId === chatOf(person)).length;

  const anHourEarly = await start(names[0]!, due - HOUR_MS + 1_000);
  await delay(dawn.watchMs);
  await stage.look();
  const early = alertsSeen().length;
  await anHourEarly.end('SIGTERM');
  await Promise.all(names.map((name) => start(name, due - dawn.startsBeforeMs)));
  await stage.until(() => people.every((person) => alertsTo(person) > 0));
  await delay(dawn.watchMs);
  await stage.clear();
  const withOne = people.filter((person) => alertsTo(person) === 1).length;
  return { people: people.length, early, withOne, alerts: alertsSeen().length };
}

/** A school at which a pupil has been missing since the Tuesday before: Monday is the fifth day. */
async function school(databaseUrl: string, stage: Stage, monday: LocalDate): Promise<readonly Person[]> {
  const firstDayMissed = schoolDaysBefore(monday, 4);
  const reported = londonInstant(schoolDaysBefore(monday, 1), '15:00');
  return withStorage(databaseUrl, async (storage) => {
    const founding = { tenant: 0, schools: 1, leads: 5, daysKnown: A_LONG_TERM };
    const founded = await foundAuthority(storage, founding, reported);
    const [[urn, team]] = [...founded.atSchool] as [[string, readonly Person[]]];
    for (const person of team) await storage.references.save(referenceTo(person, stage.connector.serviceUrl));
    const case_ = { at: founded, urn, reportedBy: team[0]! };
    await pupilToBeSwept(storage, case_, firstDayMissed, reported);
    return team;
  });
}

/** The Mondays after the nights on which English clocks are changed, and the one after no such night. */
export const MONDAYS: readonly { readonly name: string; readonly monday: LocalDate; readonly changed: boolean }[] = [
  { name: 'after a night like any other', monday: '2026-10-19', changed: false },
  { name: 'after the night on which clocks go back', monday: addDays('2026-10-25', 1), changed: true },
  { name: 'after the night on which clocks go forward', monday: addDays('2026-03-29', 1), changed: true },
];
