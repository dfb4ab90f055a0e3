-- AlterTable
ALTER TABLE "cases" ALTER COLUMN "school" DROP NOT NULL;
