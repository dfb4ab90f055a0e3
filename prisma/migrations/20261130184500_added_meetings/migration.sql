-- A meeting may be added to those that the cycle gives, at a time of its own. A word of a kind that nobody knows would be
-- read as another, and the panel would meet on a day on which it does not.
ALTER TABLE "meeting_changes" ADD CONSTRAINT "meeting_changes_kind_is_known" CHECK (
  ("kind" = 'added' AND "to_day" IS NULL)
  OR ("kind" = 'moved' AND "to_day" IS NOT NULL)
  OR ("kind" IN ('cancelled', 'put-back') AND "to_day" IS NULL AND "to_time" IS NULL)
);
