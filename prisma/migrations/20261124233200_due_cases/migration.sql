-- DropIndex
DROP INDEX "cases_open_next_due_at_idx";

-- CreateIndex
CREATE INDEX "cases_next_due_at_idx" ON "cases"("next_due_at");
