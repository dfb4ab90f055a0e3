-- That the time of a case is over, as the trail has it, which cannot be changed.
CREATE FUNCTION "has_tombstone"(of_case TEXT) RETURNS BOOLEAN LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM audit_entries e WHERE e.cases @> ARRAY[of_case] AND e.action = 'retention-delete' AND e.facts_to = 0
  )
$$;

-- Facts are never changed, and deleted only with their whole case, when its time is over: once its tombstone stands, and
-- never while it is open. What was written before there were keys is sealed once, by facts_seal: its words and nothing
-- else become what opens to the same words. Kinds that hold codes and days alone are not sealed, so theirs never change.
CREATE OR REPLACE FUNCTION "facts_are_immutable"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('whereabouts.sealing', true) = 'on' THEN
    IF OLD.kind NOT IN ('opened', 'acknowledged', 'referral-acknowledged', 'name-deleted', 'name-entered')
      AND NOT is_sealed(OLD.data) AND is_sealed(NEW.data) AND to_jsonb(NEW) - 'data' = to_jsonb(OLD) - 'data'
    THEN
      RETURN NEW;
    END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF has_tombstone(OLD.case_id) AND NOT EXISTS (SELECT FROM cases c WHERE c.id = OLD.case_id AND c.open) THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'facts are immutable: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

-- The id of the key by which a value is sealed, from its own header. What is no header is an error, and refused as well.
CREATE FUNCTION "sealed_with"(value JSONB) RETURNS TEXT LANGUAGE sql IMMUTABLE AS $$
  SELECT convert_from(decode(
    rpad(translate(header, '-_', '+/'), (length(header) + 3) / 4 * 4, '='), 'base64'), 'UTF8')::jsonb ->> 'kid'
  FROM (SELECT value ->> 'protected' AS header) sealed
$$;

-- The words of a case go with its key. So the key goes last, after the case itself and its tombstone; those that are of no
-- case never do. It is changed by being sealed with another of our keys. That the same key is in it nobody can tell here.
CREATE FUNCTION "data_keys_are_kept"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.owner = OLD.owner AND NEW.key_id <> OLD.key_id AND is_sealed(NEW.wrapped)
      AND length(NEW.wrapped ->> 'ciphertext') = length(OLD.wrapped ->> 'ciphertext')
      AND sealed_with(NEW.wrapped) = NEW.key_id
    THEN
      RETURN NEW;
    END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF OLD.owner NOT IN ('house', 'index') AND has_tombstone(OLD.owner)
      AND NOT EXISTS (SELECT FROM cases c WHERE c.id = OLD.owner)
    THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'keys are kept as long as what they seal: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "data_keys_no_change" BEFORE UPDATE OR DELETE ON "data_keys"
  FOR EACH ROW EXECUTE FUNCTION "data_keys_are_kept"();
CREATE TRIGGER "data_keys_no_truncate" BEFORE TRUNCATE ON "data_keys"
  FOR EACH STATEMENT EXECUTE FUNCTION "data_keys_are_kept"();
