-- AlterTable
ALTER TABLE "authorities" ADD COLUMN     "panel_calendar" TEXT;

-- CreateTable
CREATE TABLE "panel_calendar_looks" (
    "authority" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "panel_calendar_looks_pkey" PRIMARY KEY ("authority")
);

-- CreateTable
CREATE TABLE "panel_calendar_events" (
    "authority" TEXT NOT NULL,
    "calendar" TEXT NOT NULL,
    "meeting" DATE NOT NULL,
    "is_there" BOOLEAN NOT NULL,
    "mark" TEXT NOT NULL,
    "gone" INTEGER NOT NULL,

    CONSTRAINT "panel_calendar_events_pkey" PRIMARY KEY ("authority","calendar","meeting")
);

-- As every moment and day is held to since moments_and_keys.
ALTER TABLE "panel_calendar_looks" ADD CONSTRAINT "panel_calendar_looks_next_at_can_be_read"
  CHECK ("next_at" >= '1900-01-01T00:00:00Z' AND "next_at" < '10000-01-01T00:00:00Z');
ALTER TABLE "panel_calendar_events" ADD CONSTRAINT "panel_calendar_events_meeting_can_be_read"
  CHECK ("meeting" >= '0001-01-01' AND "meeting" < '10000-01-01');
