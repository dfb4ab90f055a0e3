-- Facts are never changed, and deleted only with their whole case, when its time is over: once the trail of their
-- authority, which cannot be changed, has the entry that says so.
CREATE OR REPLACE FUNCTION "facts_are_immutable"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF EXISTS (
      SELECT FROM audit_entries e WHERE e.cases @> ARRAY[OLD.case_id] AND e.action = 'retention-delete' AND e.facts_to = 0
    ) THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'facts are immutable: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
