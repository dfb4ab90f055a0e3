-- Until lately whatever was answered was believed, also what no code of Teams explains (see src/teams/send-outcome.ts): a
-- proxy, a firewall or the wrong host of another cloud gave up alerts for good, and marked people as out of reach. Without
-- this they would wait until each of them writes.
UPDATE "conversation_references" SET "state" = 'reachable', "since" = NULL, "why" = NULL
WHERE "state" IN ('uninstalled', 'gone') AND "why" ~ '^(403|404)( |$)'
  AND "why" !~ ' (ConversationBlockedByUser|MessageWritesBlocked|BotNotInConversationRoster|BotDisabledByAdmin|ConversationNotFound)$';

-- What is still asked for is asked again when its turn comes: who has answered, and whether anything is left to ask. Of
-- what is older than a month others have been told long since. A status of 400 or 413 with a code is of Teams itself.
UPDATE "notices" SET "not_before" = '2000-01-01T00:00:00Z', "reckoned_at" = NULL,
  "state" = CASE WHEN "possible_repeat" THEN 'ambiguous' WHEN "attempts" > 0 THEN 'retry' ELSE 'pending' END
WHERE "kind" = 'alert' AND "acknowledged_at" IS NULL AND NOT "at_rest"
  AND coalesce("raised_at", "due_at") > CURRENT_TIMESTAMP - INTERVAL '31 days'
  AND (
    ("state" = 'dead' AND "last_error" ~ '^([34][0-9]{2})( |$)' AND "last_error" !~ '^(400|413) ')
    OR ("state" = 'unreachable' AND "last_error" ~ '^(403|404)( |$)'
      AND "last_error" !~ ' (ConversationBlockedByUser|MessageWritesBlocked|BotNotInConversationRoster|BotDisabledByAdmin|ConversationNotFound)$')
  );
