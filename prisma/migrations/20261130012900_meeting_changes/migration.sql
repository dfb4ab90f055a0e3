-- AlterTable
ALTER TABLE "authorities" ADD COLUMN     "panel_skips_closed_weeks" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "meeting_changes" (
    "authority" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "meeting" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "to_day" DATE,
    "to_time" TEXT,
    "reason" JSONB NOT NULL,
    "said_by" TEXT NOT NULL,
    "said_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "meeting_changes_pkey" PRIMARY KEY ("authority","seq")
);

-- CreateIndex
CREATE UNIQUE INDEX "meeting_changes_id_key" ON "meeting_changes"("id");

-- What was said of a meeting stands. What was written before there were keys is sealed, once.
CREATE FUNCTION "meeting_changes_are_kept"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NOT is_sealed(OLD.reason) AND is_sealed(NEW.reason) AND to_jsonb(NEW) - 'reason' = to_jsonb(OLD) - 'reason' THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'what was said of a meeting is kept: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "meeting_changes_no_change" BEFORE UPDATE OR DELETE ON "meeting_changes"
  FOR EACH ROW EXECUTE FUNCTION "meeting_changes_are_kept"();
CREATE TRIGGER "meeting_changes_no_truncate" BEFORE TRUNCATE ON "meeting_changes"
  FOR EACH STATEMENT EXECUTE FUNCTION "meeting_changes_are_kept"();
