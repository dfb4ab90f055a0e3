-- CreateIndex
CREATE INDEX "teams_calls_kind_started_at_idx" ON "teams_calls"("kind", "started_at");
