-- CreateTable
CREATE TABLE "one_uploads" (
    "authority" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by" TEXT NOT NULL,
    "everything" BOOLEAN NOT NULL,
    "mapping" TEXT NOT NULL,

    CONSTRAINT "one_uploads_pkey" PRIMARY KEY ("authority","number")
);

-- CreateTable
CREATE TABLE "one_upload_lines" (
    "authority" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "case_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "mark" TEXT NOT NULL,
    "open" BOOLEAN NOT NULL,
    "change" TEXT NOT NULL,
    "answer" TEXT,
    "message" JSONB,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "one_upload_lines_pkey" PRIMARY KEY ("authority","number","case_id")
);

-- CreateIndex
CREATE INDEX "one_upload_lines_authority_case_id_number_idx" ON "one_upload_lines"("authority", "case_id", "number");

-- CreateIndex
CREATE INDEX "one_upload_lines_case_id_idx" ON "one_upload_lines"("case_id");
-- A moment that no program can read makes everything fail that reads its row.
ALTER TABLE "one_uploads" ADD CONSTRAINT "one_uploads_made_at_can_be_read"
  CHECK ("made_at" >= '1900-01-01T00:00:00Z' AND "made_at" < '10000-01-01T00:00:00Z');
ALTER TABLE "one_upload_lines" ADD CONSTRAINT "one_upload_lines_answered_at_can_be_read"
  CHECK ("answered_at" >= '1900-01-01T00:00:00Z' AND "answered_at" < '10000-01-01T00:00:00Z');
ALTER TABLE "one_upload_lines" ADD CONSTRAINT "one_upload_lines_answer_is_whole" CHECK (
  ("answer" IN ('taken', 'refused') AND "answered_at" IS NOT NULL)
  OR ("answer" IS NULL AND "message" IS NULL AND "answered_at" IS NULL)
);

-- What was uploaded stands as it was made. One's answer is put beside a line, a mark of before there were keys is blinded
-- once, and a line goes with its case, when the time of that is over.
CREATE FUNCTION "one_uploads_are_kept"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'one_upload_lines' THEN
    IF TG_OP = 'DELETE' THEN
      IF has_tombstone(OLD.case_id) THEN
        RETURN OLD;
      END IF;
    ELSIF TG_OP = 'UPDATE' THEN
      IF to_jsonb(NEW) - '{answer,message,answered_at}'::text[] = to_jsonb(OLD) - '{answer,message,answered_at}'::text[]
        AND NEW.answer IS NOT NULL
      THEN
        RETURN NEW;
      END IF;
      IF NOT starts_with(OLD.mark, 'b1.') AND starts_with(NEW.mark, 'b1.')
        AND to_jsonb(NEW) - 'mark' = to_jsonb(OLD) - 'mark'
      THEN
        RETURN NEW;
      END IF;
    END IF;
  END IF;
  RAISE EXCEPTION 'what was uploaded is kept: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "one_uploads_no_change" BEFORE UPDATE OR DELETE ON "one_uploads"
  FOR EACH ROW EXECUTE FUNCTION "one_uploads_are_kept"();
CREATE TRIGGER "one_uploads_no_truncate" BEFORE TRUNCATE ON "one_uploads"
  FOR EACH STATEMENT EXECUTE FUNCTION "one_uploads_are_kept"();
CREATE TRIGGER "one_upload_lines_no_change" BEFORE UPDATE OR DELETE ON "one_upload_lines"
  FOR EACH ROW EXECUTE FUNCTION "one_uploads_are_kept"();
CREATE TRIGGER "one_upload_lines_no_truncate" BEFORE TRUNCATE ON "one_upload_lines"
  FOR EACH STATEMENT EXECUTE FUNCTION "one_uploads_are_kept"();
