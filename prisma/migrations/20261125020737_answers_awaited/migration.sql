-- AlterTable
ALTER TABLE "notices" ADD COLUMN     "answer_by" TIMESTAMPTZ(3),
ADD COLUMN     "instead_of" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "level" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "passed_at" TIMESTAMPTZ(3),
ADD COLUMN     "passed_from" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "people" ADD COLUMN     "away_since" TIMESTAMPTZ(3),
ADD COLUMN     "away_until" DATE,
ADD COLUMN     "back_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "notices_answer_by_idx" ON "notices"("answer_by");

-- CreateIndex
CREATE INDEX "notices_authority_level_idx" ON "notices"("authority", "level");

-- CreateIndex
CREATE INDEX "notices_authority_due_at_idx" ON "notices"("authority", "due_at");

-- CreateIndex
CREATE INDEX "notices_instead_of_idx" ON "notices" USING GIN ("instead_of");

-- CreateIndex
CREATE INDEX "people_away_until_idx" ON "people"("away_until");
