-- Adding to the trail is a right of its own: the bot's role has it and none on the tables themselves. What these functions
-- do they do as the owner, and look for tables nowhere but where the owner has made them.
ALTER FUNCTION "audit_append"(JSONB) SECURITY DEFINER SET search_path = public, pg_temp;
REVOKE EXECUTE ON FUNCTION "audit_append"(JSONB) FROM PUBLIC;

-- Anchors every chain that has grown since its last anchor, where that was before `since` or `every` entries ago.
CREATE FUNCTION "audit_anchor"(moment TIMESTAMPTZ, since TIMESTAMPTZ, every INTEGER) RETURNS SETOF "audit_anchors"
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO audit_anchors (authority, seq, hash, at)
  SELECT h.authority, h.seq, h.hash, moment FROM audit_heads h
  LEFT JOIN LATERAL (
    SELECT a.seq, a.at FROM audit_anchors a WHERE a.authority = h.authority ORDER BY a.seq DESC LIMIT 1
  ) last ON true
  WHERE last.seq IS NULL OR h.seq > last.seq AND (last.at < since OR h.seq - last.seq >= every)
  ON CONFLICT DO NOTHING
  RETURNING authority, seq, hash, at
$$;
REVOKE EXECUTE ON FUNCTION "audit_anchor"(TIMESTAMPTZ, TIMESTAMPTZ, INTEGER) FROM PUBLIC;
