-- CreateIndex
CREATE INDEX "cases_authority_name_key_idx" ON "cases"("authority", "name_key");

-- CreateIndex
CREATE INDEX "cases_upn_idx" ON "cases"("upn");
