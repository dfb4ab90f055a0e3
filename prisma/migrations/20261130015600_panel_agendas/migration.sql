-- CreateTable
CREATE TABLE "panel_agendas" (
    "authority" TEXT NOT NULL,
    "meeting" DATE NOT NULL,
    "post_at" TIMESTAMPTZ(3) NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "panel_agendas_pkey" PRIMARY KEY ("authority","meeting","post_at")
);

-- CreateTable
CREATE TABLE "panel_agenda_items" (
    "authority" TEXT NOT NULL,
    "meeting" DATE NOT NULL,
    "post_at" TIMESTAMPTZ(3) NOT NULL,
    "place" INTEGER NOT NULL,
    "case_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "sections" TEXT[],

    CONSTRAINT "panel_agenda_items_pkey" PRIMARY KEY ("authority","meeting","post_at","place")
);

-- CreateIndex
CREATE INDEX "panel_agenda_items_case_id_idx" ON "panel_agenda_items"("case_id");

-- The list that people have read stays as it was. A line goes with its case, when the time of that is over.
CREATE FUNCTION "panel_agendas_are_kept"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'panel_agenda_items' THEN
    IF has_tombstone(OLD.case_id) THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'an agenda that was closed is kept: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "panel_agendas_no_change" BEFORE UPDATE OR DELETE ON "panel_agendas"
  FOR EACH ROW EXECUTE FUNCTION "panel_agendas_are_kept"();
CREATE TRIGGER "panel_agendas_no_truncate" BEFORE TRUNCATE ON "panel_agendas"
  FOR EACH STATEMENT EXECUTE FUNCTION "panel_agendas_are_kept"();
CREATE TRIGGER "panel_agenda_items_no_change" BEFORE UPDATE OR DELETE ON "panel_agenda_items"
  FOR EACH ROW EXECUTE FUNCTION "panel_agendas_are_kept"();
CREATE TRIGGER "panel_agenda_items_no_truncate" BEFORE TRUNCATE ON "panel_agenda_items"
  FOR EACH STATEMENT EXECUTE FUNCTION "panel_agendas_are_kept"();
