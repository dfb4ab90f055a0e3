-- CreateTable
CREATE TABLE "audit_entries" (
    "authority" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "prev" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "tenant_id" TEXT,
    "person_id" TEXT,
    "role" TEXT,
    "action" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "cases" TEXT[],
    "fields" TEXT[],
    "reason" TEXT,
    "facts_from" INTEGER,
    "facts_to" INTEGER,
    "facts_before" TEXT,
    "facts_after" TEXT,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("authority","seq")
);

-- CreateTable
CREATE TABLE "audit_heads" (
    "authority" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_heads_pkey" PRIMARY KEY ("authority")
);

-- CreateTable
CREATE TABLE "audit_anchors" (
    "authority" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_anchors_pkey" PRIMARY KEY ("authority","seq")
);

-- CreateIndex
CREATE INDEX "audit_entries_cases_idx" ON "audit_entries" USING GIN ("cases");

-- The trail is added to and never changed: only by taking the triggers away can somebody, and that shows in the hashes.
CREATE FUNCTION "audit_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is append-only: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "audit_entries_no_change" BEFORE UPDATE OR DELETE ON "audit_entries"
  FOR EACH ROW EXECUTE FUNCTION "audit_is_append_only"();
CREATE TRIGGER "audit_entries_no_truncate" BEFORE TRUNCATE ON "audit_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_is_append_only"();
CREATE TRIGGER "audit_anchors_no_change" BEFORE UPDATE OR DELETE ON "audit_anchors"
  FOR EACH ROW EXECUTE FUNCTION "audit_is_append_only"();
CREATE TRIGGER "audit_anchors_no_truncate" BEFORE TRUNCATE ON "audit_anchors"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_is_append_only"();

-- Of the first facts of a case, as they are stored: a fact that is changed behind its trigger changes it.
CREATE FUNCTION "facts_digest"(of_case TEXT, upto INTEGER) RETURNS TEXT LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(coalesce(string_agg(concat_ws(E'\n', f.seq, f.id, f.kind,
    to_char(f.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), f.recorded_by, f.data::text
  ), E'\n' ORDER BY f.seq), ''), 'UTF8')), 'hex')
  FROM facts f WHERE f.case_id = of_case AND f.seq <= upto
$$;

-- Adds entries to the chains of their authorities. Each note brings the hash of its own content; the place in the chain
-- is known only here. What is added to one authority waits for whoever adds to it, until their transaction ends.
CREATE FUNCTION "audit_append"(notes JSONB) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
  note JSONB;
  head RECORD;
  of_case TEXT;
  digest_before TEXT;
  digest_after TEXT;
  sealed TEXT;
BEGIN
  FOR note IN SELECT value FROM jsonb_array_elements(notes) LOOP
    digest_before := NULL;
    digest_after := NULL;
    IF note ->> 'to' IS NOT NULL THEN
      of_case := note #>> '{cases,0}';
      digest_before := facts_digest(of_case, (note ->> 'from')::int);
      digest_after := facts_digest(of_case, (note ->> 'to')::int);
    END IF;
    INSERT INTO audit_heads AS h (authority, seq, hash) VALUES (note ->> 'authority', 1, repeat('0', 64))
      ON CONFLICT (authority) DO UPDATE SET seq = h.seq + 1
      RETURNING h.seq, h.hash INTO head;
    sealed := encode(sha256(convert_to(concat(head.seq, E'\n', head.hash, E'\n', digest_before, E'\n', digest_after, E'\n',
      note ->> 'content'), 'UTF8')), 'hex');
    INSERT INTO audit_entries (authority, seq, prev, hash, at, tenant_id, person_id, role, action, outcome, cases, fields,
      reason, facts_from, facts_to, facts_before, facts_after)
    VALUES (note ->> 'authority', head.seq, head.hash, sealed, (note ->> 'at')::timestamptz, note ->> 'tenant',
      note ->> 'person', note ->> 'role', note ->> 'action', note ->> 'outcome',
      ARRAY(SELECT jsonb_array_elements_text(note -> 'cases')), ARRAY(SELECT jsonb_array_elements_text(note -> 'fields')),
      note ->> 'reason', (note ->> 'from')::int, (note ->> 'to')::int, digest_before, digest_after);
    UPDATE audit_heads SET hash = sealed WHERE authority = note ->> 'authority';
  END LOOP;
END $$;
