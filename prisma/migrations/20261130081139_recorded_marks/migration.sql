-- AlterTable
ALTER TABLE "given_answers" ADD COLUMN     "recorded_until" TIMESTAMPTZ(3);

-- As every moment is held to since moments_and_keys.
ALTER TABLE "given_answers" ADD CONSTRAINT "given_answers_recorded_until_can_be_read"
  CHECK ("recorded_until" >= '1900-01-01T00:00:00Z' AND "recorded_until" < '10000-01-01T00:00:00Z') NOT VALID;
