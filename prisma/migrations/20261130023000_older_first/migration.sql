-- DropIndex
DROP INDEX "notices_case_id_idx";

-- AlterTable
ALTER TABLE "notices" ADD COLUMN     "gave_way" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "notices_case_id_recipient_state_idx" ON "notices"("case_id", "recipient", "state");
