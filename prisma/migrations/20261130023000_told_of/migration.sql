-- AlterTable
ALTER TABLE "panel_channels" ADD COLUMN     "told_of" DATE;
