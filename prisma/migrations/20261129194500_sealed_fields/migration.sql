-- AlterTable
ALTER TABLE "papers" ADD COLUMN     "sealed" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "data_keys" (
    "owner" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "wrapped" JSONB NOT NULL,

    CONSTRAINT "data_keys_pkey" PRIMARY KEY ("owner")
);

-- CreateIndex
CREATE INDEX "data_keys_key_id_idx" ON "data_keys"("key_id");

-- As the program tells it too: the four parts of a JSON Web Encryption.
CREATE FUNCTION "is_sealed"(value JSONB) RETURNS BOOLEAN LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_typeof(value) = 'object' AND value ?& ARRAY['protected', 'iv', 'ciphertext', 'tag']
$$;

-- Facts are never changed, and deleted only with their whole case, when its time is over: once the trail of their
-- authority, which cannot be changed, has the entry that says so. What was written before there were keys is sealed once,
-- by facts_seal: its words and nothing else become what opens to the same words.
CREATE OR REPLACE FUNCTION "facts_are_immutable"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('whereabouts.sealing', true) = 'on' THEN
    IF NOT is_sealed(OLD.data) AND is_sealed(NEW.data) AND to_jsonb(NEW) - 'data' = to_jsonb(OLD) - 'data' THEN
      RETURN NEW;
    END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF EXISTS (
      SELECT FROM audit_entries e WHERE e.cases @> ARRAY[OLD.case_id] AND e.action = 'retention-delete' AND e.facts_to = 0
    ) THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'facts are immutable: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

-- Seals facts of a case that were written as they are, and says so on the trail: with the digest of the facts as they
-- were, which the entry before has too, and as they are since. False: the case has moved on since they were read.
CREATE FUNCTION "facts_seal"(of_case TEXT, sealed JSONB, note JSONB) RETURNS BOOLEAN LANGUAGE plpgsql AS $$
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
    reason, facts_from, facts_to, facts_before, facts_after)
  VALUES (note ->> 'authority', head.seq, head.hash, seal, (note ->> 'at')::timestamptz, NULL, NULL, NULL,
    note ->> 'action', note ->> 'outcome', ARRAY[of_case], ARRAY[]::text[], NULL, upto, upto, digest_before, digest_after);
  UPDATE audit_heads SET hash = seal WHERE authority = note ->> 'authority';
  RETURN TRUE;
END $$;
