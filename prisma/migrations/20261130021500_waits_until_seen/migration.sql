-- AlterTable
ALTER TABLE "notices" ADD COLUMN     "until_seen" BOOLEAN NOT NULL DEFAULT false;

-- What was to be tried again when its recipient is seen: their chat was not found, or Microsoft Graph had no way to them.
UPDATE "notices" SET "until_seen" = true
WHERE "state" = 'retry' AND ("last_error" LIKE 'graph %' OR "last_error" LIKE '%ConversationNotFound');
