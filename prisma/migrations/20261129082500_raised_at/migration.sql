-- AlterTable
ALTER TABLE "notices" ADD COLUMN     "raised_at" TIMESTAMPTZ(3);
