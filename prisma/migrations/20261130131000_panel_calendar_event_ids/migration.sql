-- By which an event that no list shows is asked for, before it counts as gone.
ALTER TABLE "panel_calendar_events" ADD COLUMN "event" TEXT;
