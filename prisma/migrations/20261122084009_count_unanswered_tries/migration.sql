-- AlterTable
ALTER TABLE "notices" ADD COLUMN     "unanswered" INTEGER NOT NULL DEFAULT 0;
