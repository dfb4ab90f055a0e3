-- A moment or a day that no program can read, such as infinity or one before Christ, makes everything fail that reads its
-- row, and what is on the trail nobody takes away again. What stands there already is not looked at.
DO $$
DECLARE
  kept RECORD;
BEGIN
  FOR kept IN
    SELECT c.table_name, c.column_name, CASE WHEN c.data_type = 'date' THEN '0001-01-01' ELSE '1900-01-01T00:00:00Z' END AS first,
      CASE WHEN c.data_type = 'date' THEN '10000-01-01' ELSE '10000-01-01T00:00:00Z' END AS past
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name <> '_prisma_migrations'
      AND c.data_type IN ('date', 'timestamp with time zone')
  LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (%I >= %L AND %I < %L) NOT VALID', kept.table_name,
      kept.table_name || '_' || kept.column_name || '_can_be_read', kept.column_name, kept.first, kept.column_name, kept.past);
  END LOOP;
END $$;

-- A key that is none, of nobody: a new one is of a case, of the house or of the index, is as long as ours are, and says itself
-- with which of the operator's keys it is sealed. Whether it opens with that, nobody can tell here. One that is of no case, and
-- seals no paper of one that is gone, may go; the trail is not asked, since nothing of it was ever on record.
CREATE OR REPLACE FUNCTION "data_keys_are_kept"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF (NEW.owner IN ('house', 'index') OR NEW.owner ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
      AND is_sealed(NEW.wrapped) AND length(NEW.wrapped ->> 'iv') = 16 AND length(NEW.wrapped ->> 'tag') = 22
      AND length(NEW.wrapped ->> 'ciphertext') = 43 AND sealed_with(NEW.wrapped) = NEW.key_id
    THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'this is no key of a case: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF NEW.owner = OLD.owner AND NEW.key_id <> OLD.key_id AND is_sealed(NEW.wrapped)
      AND length(NEW.wrapped ->> 'ciphertext') = length(OLD.wrapped ->> 'ciphertext')
      AND sealed_with(NEW.wrapped) = NEW.key_id
    THEN
      RETURN NEW;
    END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF OLD.owner NOT IN ('house', 'index') AND NOT EXISTS (SELECT FROM cases c WHERE c.id = OLD.owner)
      AND NOT EXISTS (SELECT FROM papers p WHERE p.case_id = OLD.owner)
    THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'keys are kept as long as what they seal: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "data_keys_well_formed" BEFORE INSERT ON "data_keys"
  FOR EACH ROW EXECUTE FUNCTION "data_keys_are_kept"();
