-- AlterTable
ALTER TABLE "cases" ADD COLUMN     "to_reckon" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "register_spans" (
    "case_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "authority" TEXT NOT NULL,
    "days" daterange NOT NULL,
    "reason" TEXT NOT NULL,
    "since" DATE,
    "risk" INTEGER,
    "high_risk" BOOLEAN NOT NULL,
    "policy" TEXT NOT NULL,

    CONSTRAINT "register_spans_pkey" PRIMARY KEY ("case_id","seq")
);

-- CreateIndex
CREATE INDEX "register_spans_days_idx" ON "register_spans" USING GIST ("days");

-- CreateIndex
CREATE INDEX "cases_authority_to_reckon_idx" ON "cases"("authority", "to_reckon");

-- AddForeignKey
ALTER TABLE "register_spans" ADD CONSTRAINT "register_spans_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
