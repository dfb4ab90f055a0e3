-- CreateTable
CREATE TABLE "handout_tickets" (
    "hash" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "order" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "handout_tickets_pkey" PRIMARY KEY ("hash")
);
