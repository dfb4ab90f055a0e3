-- AlterTable
ALTER TABLE "notices" ADD COLUMN     "asked" INTEGER NOT NULL DEFAULT 0;
