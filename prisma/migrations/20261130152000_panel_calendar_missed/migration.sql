-- One look that does not find an event cancels no meeting: it is kept when that was, and the next look decides.
ALTER TABLE "panel_calendar_events" ADD COLUMN "missed_at" TIMESTAMPTZ(3);

-- As every moment and day is held to since moments_and_keys.
ALTER TABLE "panel_calendar_events" ADD CONSTRAINT "panel_calendar_events_missed_at_can_be_read"
  CHECK ("missed_at" >= '1900-01-01T00:00:00Z' AND "missed_at" < '10000-01-01T00:00:00Z');
