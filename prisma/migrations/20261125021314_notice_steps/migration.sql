-- CreateTable
CREATE TABLE "notice_steps" (
    "notice_id" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "step_to" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "told" TEXT[],
    "via" TEXT[],
    "taken_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notice_steps_pkey" PRIMARY KEY ("notice_id","place")
);

-- CreateIndex
CREATE INDEX "notice_steps_via_idx" ON "notice_steps" USING GIN ("via");

-- CreateIndex
CREATE INDEX "notice_steps_step_to_outcome_idx" ON "notice_steps"("step_to", "outcome");
