-- AlterTable
ALTER TABLE "notices" ADD COLUMN     "at_rest" BOOLEAN NOT NULL DEFAULT false;

-- What nobody has answered of a case that is closed.
UPDATE "notices" n SET "at_rest" = true, "answer_by" = null
FROM "cases" c WHERE c."id" = n."case_id" AND NOT c."open" AND n."kind" = 'alert' AND n."acknowledged_at" IS NULL;
