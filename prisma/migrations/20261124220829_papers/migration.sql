-- CreateTable
CREATE TABLE "papers" (
    "id" TEXT NOT NULL,
    "seq" SERIAL NOT NULL,
    "case_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "papers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "paper_tickets" (
    "hash" TEXT NOT NULL,
    "paper_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "paper_tickets_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "paper_numbers" (
    "source" TEXT NOT NULL,
    "destination" TEXT NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "paper_numbers_pkey" PRIMARY KEY ("source","destination")
);

-- CreateIndex
CREATE INDEX "papers_case_id_idx" ON "papers"("case_id");
