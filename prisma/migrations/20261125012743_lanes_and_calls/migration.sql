-- AlterTable
ALTER TABLE "notices" ADD COLUMN     "taken" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "tenant_id" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "teams_calls" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "notice_id" TEXT,
    "attempt" INTEGER,
    "kind" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "status" INTEGER,
    "code" TEXT,
    "request_id" TEXT,
    "hold_until" TIMESTAMPTZ(3),

    CONSTRAINT "teams_calls_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "teams_calls_tenant_id_started_at_idx" ON "teams_calls"("tenant_id", "started_at");

-- CreateIndex
CREATE INDEX "teams_calls_thread_started_at_idx" ON "teams_calls"("thread", "started_at");

-- CreateIndex
CREATE UNIQUE INDEX "teams_calls_notice_id_attempt_key" ON "teams_calls"("notice_id", "attempt");

-- CreateIndex
CREATE INDEX "notices_tenant_id_state_not_before_idx" ON "notices"("tenant_id", "state", "not_before");

-- What is there already goes into the lane of its recipient's tenant.
UPDATE "notices" n SET "tenant_id" = coalesce(
  (SELECT p."tenant_id" FROM "people" p WHERE p."id" = n."recipient"),
  (SELECT r."tenant_id" FROM "conversation_references" r WHERE r."recipient" = n."recipient"),
  '');

-- Waits are moments of the database's clock from now on; a bot's clock may have been moved far ahead of it.
UPDATE "notices" SET "not_before" = least("not_before", now()), "lease_until" = least("lease_until", now() + interval '1 minute')
WHERE "state" IN ('pending', 'retry', 'sending');
