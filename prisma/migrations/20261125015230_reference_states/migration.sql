-- AlterTable
ALTER TABLE "conversation_references" ADD COLUMN     "entra_id" TEXT,
ADD COLUMN     "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "since" TIMESTAMPTZ(3),
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'reachable',
ADD COLUMN     "team_id" TEXT,
ADD COLUMN     "why" TEXT;

-- CreateIndex
CREATE INDEX "conversation_references_conversation_id_idx" ON "conversation_references"("conversation_id");

-- CreateIndex
CREATE INDEX "conversation_references_team_id_idx" ON "conversation_references"("team_id");

-- CreateIndex
CREATE INDEX "conversation_references_tenant_id_saved_at_idx" ON "conversation_references"("tenant_id", "saved_at");
