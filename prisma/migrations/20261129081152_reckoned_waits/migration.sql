-- AlterTable
ALTER TABLE "notices" ADD COLUMN     "reckoned_at" TIMESTAMPTZ(3);
