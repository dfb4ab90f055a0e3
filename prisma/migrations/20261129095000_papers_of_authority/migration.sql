-- AlterTable
ALTER TABLE "papers" ADD COLUMN     "of_authority" BOOLEAN NOT NULL DEFAULT true;

-- What tells no more than the school has told itself, and what somebody of a school has made.
UPDATE "papers" SET "of_authority" = false WHERE "kind" NOT IN ('referral-form', 'case-json');
UPDATE "papers" p SET "of_authority" = false
FROM "people" m WHERE m."id" = p."made_by" AND m."school" IS NOT NULL AND NOT p."in_full";
