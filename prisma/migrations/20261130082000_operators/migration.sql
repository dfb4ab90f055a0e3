-- Who typed a command of the operator's: account and host, or the name that was set beside them. Null for what people do,
-- for what the bot does by itself, and for commands of before: their content, and so their hash, is what it was.
ALTER TABLE "audit_entries" ADD COLUMN     "operator" TEXT;
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_operator_is_no_person" CHECK (
  "operator" IS NULL OR ("person_id" IS NULL AND length("operator") BETWEEN 1 AND 250)
) NOT VALID;

-- As before, and with who typed it.
CREATE OR REPLACE FUNCTION "audit_append"(notes JSONB) RETURNS VOID LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  note JSONB;
  head RECORD;
  of_case TEXT;
  digest_before TEXT;
  digest_after TEXT;
  sealed TEXT;
BEGIN
  FOR note IN SELECT value FROM jsonb_array_elements(notes) LOOP
    digest_before := note ->> 'before';
    digest_after := note ->> 'after';
    IF note ->> 'to' IS NOT NULL THEN
      of_case := note #>> '{cases,0}';
      digest_before := CASE WHEN (note ->> 'from')::int = 0 AND (note ->> 'to')::int > 0
        THEN case_digest(of_case) ELSE facts_digest(of_case, (note ->> 'from')::int) END;
      digest_after := facts_digest(of_case, (note ->> 'to')::int);
    ELSIF digest_after IS NULL AND note ->> 'outcome' = 'done' THEN
      SELECT paper_digest(substr(field, 7)) INTO digest_after
        FROM jsonb_array_elements_text(note -> 'fields') field WHERE starts_with(field, 'paper:') LIMIT 1;
    END IF;
    INSERT INTO audit_heads AS h (authority, seq, hash) VALUES (note ->> 'authority', 1, repeat('0', 64))
      ON CONFLICT (authority) DO UPDATE SET seq = h.seq + 1
      RETURNING h.seq, h.hash INTO head;
    sealed := encode(sha256(convert_to(concat(head.seq, E'\n', head.hash, E'\n', digest_before, E'\n', digest_after, E'\n',
      note ->> 'content'), 'UTF8')), 'hex');
    INSERT INTO audit_entries (authority, seq, prev, hash, at, tenant_id, person_id, role, action, outcome, cases, fields,
      reason, operator, facts_from, facts_to, facts_before, facts_after, signed)
    VALUES (note ->> 'authority', head.seq, head.hash, sealed, (note ->> 'at')::timestamptz, note ->> 'tenant',
      note ->> 'person', note ->> 'role', note ->> 'action', note ->> 'outcome',
      ARRAY(SELECT jsonb_array_elements_text(note -> 'cases')), ARRAY(SELECT jsonb_array_elements_text(note -> 'fields')),
      note ->> 'reason', note ->> 'operator', (note ->> 'from')::int, (note ->> 'to')::int, digest_before, digest_after, note ->> 'signed');
    UPDATE audit_heads h SET hash = sealed,
      signed_from = coalesce(h.signed_from, CASE WHEN note ->> 'signed' IS NOT NULL THEN head.seq END)
      WHERE h.authority = note ->> 'authority';
  END LOOP;
END $$;

-- The same.
CREATE OR REPLACE FUNCTION "facts_seal"(of_case TEXT, sealed JSONB, note JSONB) RETURNS BOOLEAN LANGUAGE plpgsql AS $$
DECLARE
  upto INTEGER;
  head RECORD;
  digest_before TEXT;
  digest_after TEXT;
  seal TEXT;
BEGIN
  SELECT version INTO upto FROM cases WHERE id = of_case FOR UPDATE;
  IF upto IS DISTINCT FROM (note ->> 'to')::int THEN
    RETURN FALSE;
  END IF;
  digest_before := facts_digest(of_case, upto);
  PERFORM set_config('whereabouts.sealing', 'on', true);
  UPDATE facts f SET data = s.data FROM jsonb_to_recordset(sealed) AS s(seq INTEGER, data JSONB)
    WHERE f.case_id = of_case AND f.seq = s.seq;
  PERFORM set_config('whereabouts.sealing', 'off', true);
  digest_after := facts_digest(of_case, upto);
  INSERT INTO audit_heads AS h (authority, seq, hash) VALUES (note ->> 'authority', 1, repeat('0', 64))
    ON CONFLICT (authority) DO UPDATE SET seq = h.seq + 1
    RETURNING h.seq, h.hash INTO head;
  seal := encode(sha256(convert_to(concat(head.seq, E'\n', head.hash, E'\n', digest_before, E'\n', digest_after, E'\n',
    note ->> 'content'), 'UTF8')), 'hex');
  INSERT INTO audit_entries (authority, seq, prev, hash, at, tenant_id, person_id, role, action, outcome, cases, fields,
    reason, operator, facts_from, facts_to, facts_before, facts_after, signed)
  VALUES (note ->> 'authority', head.seq, head.hash, seal, (note ->> 'at')::timestamptz, NULL, NULL, NULL,
    note ->> 'action', note ->> 'outcome', ARRAY[of_case], ARRAY[]::text[], NULL, note ->> 'operator', upto, upto, digest_before,
    digest_after, note ->> 'signed');
  UPDATE audit_heads h SET hash = seal,
    signed_from = coalesce(h.signed_from, CASE WHEN note ->> 'signed' IS NOT NULL THEN head.seq END)
    WHERE h.authority = note ->> 'authority';
  RETURN TRUE;
END $$;
