-- AlterTable
ALTER TABLE "panel_channels" ADD COLUMN     "told_of" DATE;

-- As every day is held to since moments_and_keys.
ALTER TABLE "panel_channels" ADD CONSTRAINT "panel_channels_told_of_can_be_read"
  CHECK ("told_of" >= '0001-01-01' AND "told_of" < '10000-01-01') NOT VALID;
