-- AlterTable
ALTER TABLE "papers" ADD COLUMN     "salt" TEXT NOT NULL DEFAULT gen_random_uuid()::text;

-- Of a case as it was opened: what no fact tells of it, and nothing changes. The id of its first fact goes with it, so that
-- nobody guesses a case that is gone from what stays on the trail.
CREATE FUNCTION "case_digest"(of_case TEXT) RETURNS TEXT LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(c.id, c.reference, c.school, c.authority, c.policy,
    to_char(c.opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'),
    (SELECT f.id FROM facts f WHERE f.case_id = c.id AND f.seq = 1))::text, 'UTF8')), 'hex')
  FROM cases c WHERE c.id = of_case
$$;

-- Of a paper as it was made, its bytes by the hash of what they open to: to seal them changes nothing. The salt goes with it.
CREATE FUNCTION "paper_digest"(of_paper TEXT) RETURNS TEXT LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(p.salt, p.id, p.case_id, p.kind, p.file_name, p.media_type, p.sha256,
    p.made_by, to_char(p.made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), p.in_full, p.of_authority)::text,
    'UTF8')), 'hex')
  FROM papers p WHERE p.id = of_paper
$$;

-- Of a person as they are imported. When they are away they say themselves.
CREATE FUNCTION "person_digest"(of_person TEXT) RETURNS TEXT LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(p.id, p.tenant_id, p.entra_id, p.name, p.authority, p.school,
    ARRAY(SELECT r FROM unnest(p.roles) r ORDER BY r COLLATE "C"), p."left")::text, 'UTF8')), 'hex')
  FROM people p WHERE p.id = of_person
$$;

-- Adds entries to the chains of their authorities. Each note brings the hash of its own content; the place in the chain
-- is known only here. What is added to one authority waits for whoever adds to it, until their transaction ends.
-- The entry that opens a case has the digest of its row in place of that of no facts; one of a paper that was made has the
-- paper's; one of a person brings both with it, since the row of before is gone by then.
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
      reason, facts_from, facts_to, facts_before, facts_after)
    VALUES (note ->> 'authority', head.seq, head.hash, sealed, (note ->> 'at')::timestamptz, note ->> 'tenant',
      note ->> 'person', note ->> 'role', note ->> 'action', note ->> 'outcome',
      ARRAY(SELECT jsonb_array_elements_text(note -> 'cases')), ARRAY(SELECT jsonb_array_elements_text(note -> 'fields')),
      note ->> 'reason', (note ->> 'from')::int, (note ->> 'to')::int, digest_before, digest_after);
    UPDATE audit_heads SET hash = sealed WHERE authority = note ->> 'authority';
  END LOOP;
END $$;

-- A paper is never changed but by being sealed, once, and goes only with its case, when the time of that is over.
CREATE FUNCTION "papers_are_kept"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NOT OLD.sealed AND NEW.sealed AND is_sealed(convert_from(NEW.bytes, 'UTF8')::jsonb)
      AND to_jsonb(NEW) - ARRAY['sealed', 'bytes'] = to_jsonb(OLD) - ARRAY['sealed', 'bytes']
    THEN
      RETURN NEW;
    END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF has_tombstone(OLD.case_id) AND NOT EXISTS (SELECT FROM cases c WHERE c.id = OLD.case_id AND c.open) THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'papers are kept as they were made: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "papers_no_change" BEFORE UPDATE OR DELETE ON "papers"
  FOR EACH ROW EXECUTE FUNCTION "papers_are_kept"();
CREATE TRIGGER "papers_no_truncate" BEFORE TRUNCATE ON "papers"
  FOR EACH STATEMENT EXECUTE FUNCTION "papers_are_kept"();

-- What a case was opened with stays: whose it is, under which rules and since when. Facts tell of all else.
CREATE FUNCTION "cases_stay_whose_they_are"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.reference, NEW.school, NEW.authority, NEW.policy, NEW.opened_at)
    IS DISTINCT FROM (OLD.id, OLD.reference, OLD.school, OLD.authority, OLD.policy, OLD.opened_at)
  THEN
    RAISE EXCEPTION 'a case stays as it was opened: this UPDATE is refused' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "cases_no_change" BEFORE UPDATE ON "cases"
  FOR EACH ROW EXECUTE FUNCTION "cases_stay_whose_they_are"();

-- What stood before the trail told of it: from here on it is held against how it stands today. That it was so before,
-- these entries do not say.
DO $$
DECLARE
  moment TEXT := to_char(date_trunc('milliseconds', now()) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
  kept RECORD;
  content TEXT;
BEGIN
  FOR kept IN
    SELECT c.authority, c.id AS of_case, NULL AS field, case_digest(c.id) AS digest FROM cases c
    UNION ALL
    SELECT c.authority, c.id, 'paper:' || p.id, paper_digest(p.id) FROM papers p JOIN cases c ON c.id = p.case_id
    UNION ALL
    SELECT p.authority, NULL, 'person:' || p.id, person_digest(p.id) FROM people p
    ORDER BY 1, 3 NULLS FIRST, 2
  LOOP
    -- As the program writes it down, see canonicalJson.
    content := format('{"action":"take-stock","at":"%s","authority":%s,"cases":[%s],"fields":[%s],"from":null,'
      '"outcome":"done","person":null,"reason":null,"role":null,"tenant":null,"to":null}', moment,
      to_json(kept.authority), coalesce(to_json(kept.of_case)::text, ''), coalesce(to_json(kept.field)::text, ''));
    PERFORM audit_append(jsonb_build_array(content::jsonb || jsonb_build_object('after', kept.digest,
      'content', encode(sha256(convert_to(content, 'UTF8')), 'hex'))));
  END LOOP;
END $$;
