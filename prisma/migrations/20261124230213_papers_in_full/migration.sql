-- AlterTable
ALTER TABLE "papers" ADD COLUMN     "in_full" BOOLEAN NOT NULL DEFAULT true;
