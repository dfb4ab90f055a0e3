-- AlterTable
ALTER TABLE "notices" ADD COLUMN     "folded_into" TEXT,
ADD COLUMN     "folds" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "notices_folded_into_idx" ON "notices"("folded_into");
