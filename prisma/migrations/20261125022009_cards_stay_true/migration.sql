-- AlterTable
ALTER TABLE "notices" ADD COLUMN     "card_hash" TEXT,
ADD COLUMN     "moved" BOOLEAN NOT NULL DEFAULT false;
