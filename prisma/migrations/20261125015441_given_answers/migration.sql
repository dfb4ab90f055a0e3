-- CreateTable
CREATE TABLE "given_answers" (
    "key" TEXT NOT NULL,
    "claim" TEXT NOT NULL,
    "activity" TEXT NOT NULL,
    "answer" TEXT,
    "lasts" BOOLEAN NOT NULL DEFAULT false,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "given_answers_pkey" PRIMARY KEY ("key")
);
