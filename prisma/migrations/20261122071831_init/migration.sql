-- CreateTable
CREATE TABLE "authorities" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "policy" TEXT NOT NULL,
    "urgent_contacts" JSONB NOT NULL,
    "panel_anchor" DATE NOT NULL,

    CONSTRAINT "authorities_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "schools" (
    "urn" TEXT NOT NULL,
    "authority" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "dfe_number" TEXT NOT NULL,

    CONSTRAINT "schools_pkey" PRIMARY KEY ("urn")
);

-- CreateTable
CREATE TABLE "people" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "entra_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "authority" TEXT NOT NULL,
    "school" TEXT,
    "roles" TEXT[],
    "left" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "people_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_entries" (
    "id" SERIAL NOT NULL,
    "authority" TEXT NOT NULL,
    "school" TEXT,
    "kind" TEXT NOT NULL,
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "note" TEXT NOT NULL,

    CONSTRAINT "calendar_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cases" (
    "id" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "school" TEXT NOT NULL,
    "authority" TEXT NOT NULL,
    "policy" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL,
    "open" BOOLEAN NOT NULL,
    "upn" TEXT,
    "name_key" TEXT NOT NULL,
    "date_of_birth" DATE,
    "next_due_at" TIMESTAMPTZ(3),

    CONSTRAINT "cases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "facts" (
    "case_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "facts_pkey" PRIMARY KEY ("case_id","seq")
);

-- CreateTable
CREATE TABLE "drafts" (
    "id" TEXT NOT NULL,
    "school" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "case_id" TEXT,
    "item" TEXT,
    "values" JSONB NOT NULL,
    "saved_by" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "drafts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notices" (
    "id" TEXT NOT NULL,
    "seq" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "authority" TEXT NOT NULL,
    "case_id" TEXT,
    "subject" TEXT NOT NULL,
    "obligation" TEXT NOT NULL,
    "occurrence" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "urgent" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "possible_repeat" BOOLEAN NOT NULL DEFAULT false,
    "last_error" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "conversation_id" TEXT,
    "service_url" TEXT,
    "activity_id" TEXT,
    "acknowledged_by" TEXT,
    "acknowledged_at" TIMESTAMPTZ(3),

    CONSTRAINT "notices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation_references" (
    "recipient" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "service_url" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "bot_id" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "greeted" BOOLEAN NOT NULL,

    CONSTRAINT "conversation_references_pkey" PRIMARY KEY ("recipient")
);

-- CreateTable
CREATE TABLE "panel_channels" (
    "authority" TEXT NOT NULL,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,
    "next_post_at" TIMESTAMPTZ(3) NOT NULL,
    "next_meeting" DATE NOT NULL,

    CONSTRAINT "panel_channels_pkey" PRIMARY KEY ("authority")
);

-- CreateTable
CREATE TABLE "settings" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "schools_authority_idx" ON "schools"("authority");

-- CreateIndex
CREATE INDEX "people_authority_school_idx" ON "people"("authority", "school");

-- CreateIndex
CREATE UNIQUE INDEX "people_tenant_id_entra_id_key" ON "people"("tenant_id", "entra_id");

-- CreateIndex
CREATE INDEX "calendar_entries_authority_school_idx" ON "calendar_entries"("authority", "school");

-- CreateIndex
CREATE INDEX "cases_open_next_due_at_idx" ON "cases"("open", "next_due_at");

-- CreateIndex
CREATE INDEX "cases_school_open_idx" ON "cases"("school", "open");

-- CreateIndex
CREATE UNIQUE INDEX "cases_authority_reference_key" ON "cases"("authority", "reference");

-- CreateIndex
CREATE INDEX "drafts_case_id_item_idx" ON "drafts"("case_id", "item");

-- CreateIndex
CREATE INDEX "drafts_school_kind_idx" ON "drafts"("school", "kind");

-- CreateIndex
CREATE INDEX "notices_state_not_before_idx" ON "notices"("state", "not_before");

-- CreateIndex
CREATE INDEX "notices_recipient_state_idx" ON "notices"("recipient", "state");

-- CreateIndex
CREATE INDEX "notices_case_id_idx" ON "notices"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "notices_subject_obligation_recipient_occurrence_key" ON "notices"("subject", "obligation", "recipient", "occurrence");

-- CreateIndex
CREATE INDEX "panel_channels_next_post_at_idx" ON "panel_channels"("next_post_at");

-- AddForeignKey
ALTER TABLE "facts" ADD CONSTRAINT "facts_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A fact is never edited or deleted, only superseded by a later one.
CREATE FUNCTION "facts_are_immutable"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'facts are immutable: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "facts_no_change" BEFORE UPDATE OR DELETE ON "facts"
  FOR EACH ROW EXECUTE FUNCTION "facts_are_immutable"();

CREATE TRIGGER "facts_no_truncate" BEFORE TRUNCATE ON "facts"
  FOR EACH STATEMENT EXECUTE FUNCTION "facts_are_immutable"();
