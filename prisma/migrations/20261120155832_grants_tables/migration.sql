-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "grants";

-- AlterTable
ALTER TABLE "tenant"."tb_report_job" ADD COLUMN     "retention_class" VARCHAR(20),
ADD COLUMN     "storage_key" VARCHAR(500);

-- CreateTable
CREATE TABLE "grants"."organization_unit" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "parent_id" UUID,
    "kind" VARCHAR(10) NOT NULL,
    "code" VARCHAR(50) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "org_number" VARCHAR(20),
    "county" VARCHAR(100),
    "member_count" INTEGER,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "organization_unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grants"."contact_category" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "code" VARCHAR(50) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "contact_category_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grants"."contact" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "code" VARCHAR(50) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "person_key" VARCHAR(100),
    "category_id" UUID,
    "unit_id" UUID,
    "email" VARCHAR(320),
    "phone" VARCHAR(50),
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grants"."peer_mentor" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "code" VARCHAR(50) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "unit_id" UUID,
    "user_id" UUID,
    "registered_on" DATE,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "peer_mentor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grants"."activity" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "reference" VARCHAR(100),
    "type" VARCHAR(100) NOT NULL,
    "date" TIMESTAMPTZ(6) NOT NULL,
    "duration_min" INTEGER NOT NULL,
    "title" VARCHAR(200),
    "notes" TEXT,
    "location_country" CHAR(2) DEFAULT 'NO',
    "is_in_person" BOOLEAN NOT NULL DEFAULT true,
    "approval_status" VARCHAR(20) NOT NULL DEFAULT 'pending',
    "decided_at" TIMESTAMPTZ(6),
    "decided_by_id" UUID,
    "decision_note" VARCHAR(1000),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "activity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grants"."activity_peer_mentor" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "activity_id" UUID NOT NULL,
    "peer_mentor_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "activity_peer_mentor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grants"."activity_contact" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "activity_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "activity_contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grants"."event" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "activity_id" UUID,
    "code" VARCHAR(50) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "date" TIMESTAMPTZ(6) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grants"."event_attendee" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,
    "person_key" VARCHAR(100),
    "anonymous_count" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "event_attendee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grants"."organization_label" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "kind" VARCHAR(20) NOT NULL DEFAULT 'activity_type',
    "key" VARCHAR(50) NOT NULL,
    "internal" VARCHAR(100) NOT NULL,
    "bufdir_label" VARCHAR(200),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "organization_label_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grants"."report_period" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "kind" VARCHAR(20) NOT NULL DEFAULT 'custom',
    "label" VARCHAR(50) NOT NULL,
    "start_date" DATE NOT NULL,
    "end_date" DATE NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "report_period_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grants"."bufdir_report" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "period_id" UUID NOT NULL,
    "reporting_period_start" DATE NOT NULL,
    "reporting_period_end" DATE NOT NULL,
    "period_label" VARCHAR(50) NOT NULL,
    "report_version" INTEGER NOT NULL,
    "is_latest_version" BOOLEAN NOT NULL DEFAULT false,
    "status" VARCHAR(20) NOT NULL DEFAULT 'draft',
    "format" VARCHAR(10),
    "storage_key" VARCHAR(300),
    "report_data" JSONB,
    "report_sha256" CHAR(64),
    "hierarchy_scope" JSONB NOT NULL,
    "validation_warnings" JSONB NOT NULL DEFAULT '[]',
    "total_activity_count" INTEGER,
    "total_participant_count" INTEGER,
    "total_hours" DECIMAL(12,2),
    "bufdir_schema_version" VARCHAR(20) NOT NULL,
    "generated_by" UUID NOT NULL,
    "generated_at" TIMESTAMPTZ(6),
    "generation_job_id" VARCHAR(64),
    "generation_step" VARCHAR(20),
    "submission_id" VARCHAR(200),
    "submitted_at" TIMESTAMPTZ(6),
    "error_message" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "bufdir_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grants"."bufdir_report_result" (
    "report_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "report_data" JSONB NOT NULL,
    "validation_warnings" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bufdir_report_result_pkey" PRIMARY KEY ("report_id")
);

-- CreateTable
CREATE TABLE "grants"."bufdir_report_line" (
    "report_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "kind" VARCHAR(10) NOT NULL,
    "source_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "region_id" UUID,
    "type" VARCHAR(100),
    "type_key" VARCHAR(50),
    "local_date" DATE NOT NULL,
    "minutes" INTEGER NOT NULL,
    "mentor_ids" UUID[],
    "person_keys" TEXT[],
    "person_categories" TEXT[],
    "participations" INTEGER NOT NULL,
    "anonymous" INTEGER NOT NULL,
    "events" INTEGER NOT NULL DEFAULT 0,
    "is_countable" BOOLEAN NOT NULL,
    "exclusion_reason" VARCHAR(50),

    CONSTRAINT "bufdir_report_line_pkey" PRIMARY KEY ("organization_id","report_id","kind","source_id")
);

-- CreateTable
CREATE TABLE "grants"."bufdir_report_export" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "format" VARCHAR(10) NOT NULL,
    "status" VARCHAR(20) NOT NULL DEFAULT 'pending',
    "job_id" UUID NOT NULL,
    "storage_key" VARCHAR(300),
    "size" BIGINT,
    "sha256" CHAR(64),
    "error_message" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID NOT NULL,
    "completed_at" TIMESTAMPTZ(6),

    CONSTRAINT "bufdir_report_export_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grants"."bufdir_report_annotation" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bufdir_report_annotation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grants"."bufdir_submission_attempt" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "status" VARCHAR(20) NOT NULL DEFAULT 'sending',
    "idempotency_key" VARCHAR(100) NOT NULL,
    "request_hash" CHAR(64) NOT NULL,
    "http_status" INTEGER,
    "response" TEXT,
    "submission_id" VARCHAR(200),
    "error_code" VARCHAR(50),
    "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(6),
    "created_by_id" UUID NOT NULL,

    CONSTRAINT "bufdir_submission_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "organization_unit_organization_id_parent_id_idx" ON "grants"."organization_unit"("organization_id", "parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "organization_unit_organization_id_id_key" ON "grants"."organization_unit"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "contact_category_organization_id_id_key" ON "grants"."contact_category"("organization_id", "id");

-- CreateIndex
CREATE INDEX "contact_organization_id_category_id_idx" ON "grants"."contact"("organization_id", "category_id");

-- CreateIndex
CREATE INDEX "contact_organization_id_unit_id_idx" ON "grants"."contact"("organization_id", "unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "contact_organization_id_id_key" ON "grants"."contact"("organization_id", "id");

-- CreateIndex
CREATE INDEX "peer_mentor_organization_id_user_id_idx" ON "grants"."peer_mentor"("organization_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "peer_mentor_organization_id_id_key" ON "grants"."peer_mentor"("organization_id", "id");

-- CreateIndex
CREATE INDEX "activity_organization_id_date_idx" ON "grants"."activity"("organization_id", "date");

-- CreateIndex
CREATE INDEX "activity_organization_id_unit_id_date_idx" ON "grants"."activity"("organization_id", "unit_id", "date");

-- CreateIndex
CREATE INDEX "activity_organization_id_approval_status_idx" ON "grants"."activity"("organization_id", "approval_status");

-- CreateIndex
CREATE UNIQUE INDEX "activity_organization_id_id_key" ON "grants"."activity"("organization_id", "id");

-- CreateIndex
CREATE INDEX "activity_peer_mentor_organization_id_peer_mentor_id_idx" ON "grants"."activity_peer_mentor"("organization_id", "peer_mentor_id");

-- CreateIndex
CREATE UNIQUE INDEX "activity_peer_mentor_organization_id_id_key" ON "grants"."activity_peer_mentor"("organization_id", "id");

-- CreateIndex
CREATE INDEX "activity_contact_organization_id_contact_id_idx" ON "grants"."activity_contact"("organization_id", "contact_id");

-- CreateIndex
CREATE UNIQUE INDEX "activity_contact_organization_id_id_key" ON "grants"."activity_contact"("organization_id", "id");

-- CreateIndex
CREATE INDEX "event_organization_id_date_idx" ON "grants"."event"("organization_id", "date");

-- CreateIndex
CREATE INDEX "event_organization_id_activity_id_idx" ON "grants"."event"("organization_id", "activity_id");

-- CreateIndex
CREATE UNIQUE INDEX "event_organization_id_id_key" ON "grants"."event"("organization_id", "id");

-- CreateIndex
CREATE INDEX "event_attendee_organization_id_event_id_idx" ON "grants"."event_attendee"("organization_id", "event_id");

-- CreateIndex
CREATE UNIQUE INDEX "event_attendee_organization_id_id_key" ON "grants"."event_attendee"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "organization_label_organization_id_id_key" ON "grants"."organization_label"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "report_period_organization_id_id_key" ON "grants"."report_period"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "bufdir_report_storage_key_key" ON "grants"."bufdir_report"("storage_key");

-- CreateIndex
CREATE INDEX "bufdir_report_organization_id_period_id_report_version_idx" ON "grants"."bufdir_report"("organization_id", "period_id", "report_version");

-- CreateIndex
CREATE INDEX "bufdir_report_organization_id_reporting_period_start_report_idx" ON "grants"."bufdir_report"("organization_id", "reporting_period_start", "reporting_period_end", "format");

-- CreateIndex
CREATE INDEX "bufdir_report_organization_id_status_idx" ON "grants"."bufdir_report"("organization_id", "status");

-- CreateIndex
CREATE INDEX "bufdir_report_organization_id_generated_at_idx" ON "grants"."bufdir_report"("organization_id", "generated_at");

-- CreateIndex
CREATE INDEX "bufdir_report_organization_id_is_latest_version_idx" ON "grants"."bufdir_report"("organization_id", "is_latest_version");

-- CreateIndex
CREATE INDEX "bufdir_report_generated_by_idx" ON "grants"."bufdir_report"("generated_by");

-- CreateIndex
CREATE INDEX "bufdir_report_status_idx" ON "grants"."bufdir_report"("status");

-- CreateIndex
CREATE INDEX "bufdir_report_period_id_idx" ON "grants"."bufdir_report"("period_id");

-- CreateIndex
CREATE INDEX "bufdir_report_generation_job_id_idx" ON "grants"."bufdir_report"("generation_job_id");

-- CreateIndex
CREATE UNIQUE INDEX "bufdir_report_organization_id_id_key" ON "grants"."bufdir_report"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "bufdir_report_organization_id_reporting_period_start_report_key" ON "grants"."bufdir_report"("organization_id", "reporting_period_start", "reporting_period_end", "report_version");

-- CreateIndex
CREATE UNIQUE INDEX "bufdir_report_result_organization_id_report_id_key" ON "grants"."bufdir_report_result"("organization_id", "report_id");

-- CreateIndex
CREATE UNIQUE INDEX "bufdir_report_export_storage_key_key" ON "grants"."bufdir_report_export"("storage_key");

-- CreateIndex
CREATE INDEX "bufdir_report_export_organization_id_report_id_idx" ON "grants"."bufdir_report_export"("organization_id", "report_id");

-- CreateIndex
CREATE INDEX "bufdir_report_export_job_id_idx" ON "grants"."bufdir_report_export"("job_id");

-- CreateIndex
CREATE UNIQUE INDEX "bufdir_report_export_organization_id_id_key" ON "grants"."bufdir_report_export"("organization_id", "id");

-- CreateIndex
CREATE INDEX "bufdir_report_annotation_organization_id_report_id_created__idx" ON "grants"."bufdir_report_annotation"("organization_id", "report_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "bufdir_report_annotation_organization_id_id_key" ON "grants"."bufdir_report_annotation"("organization_id", "id");

-- CreateIndex
CREATE INDEX "bufdir_submission_attempt_organization_id_report_id_started_idx" ON "grants"."bufdir_submission_attempt"("organization_id", "report_id", "started_at");

-- CreateIndex
CREATE UNIQUE INDEX "bufdir_submission_attempt_organization_id_id_key" ON "grants"."bufdir_submission_attempt"("organization_id", "id");

-- AddForeignKey
ALTER TABLE "grants"."organization_unit" ADD CONSTRAINT "organization_unit_organization_id_parent_id_fkey" FOREIGN KEY ("organization_id", "parent_id") REFERENCES "grants"."organization_unit"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "grants"."contact" ADD CONSTRAINT "contact_organization_id_category_id_fkey" FOREIGN KEY ("organization_id", "category_id") REFERENCES "grants"."contact_category"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "grants"."contact" ADD CONSTRAINT "contact_organization_id_unit_id_fkey" FOREIGN KEY ("organization_id", "unit_id") REFERENCES "grants"."organization_unit"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "grants"."peer_mentor" ADD CONSTRAINT "peer_mentor_organization_id_unit_id_fkey" FOREIGN KEY ("organization_id", "unit_id") REFERENCES "grants"."organization_unit"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "grants"."activity" ADD CONSTRAINT "activity_organization_id_unit_id_fkey" FOREIGN KEY ("organization_id", "unit_id") REFERENCES "grants"."organization_unit"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "grants"."activity_peer_mentor" ADD CONSTRAINT "activity_peer_mentor_organization_id_activity_id_fkey" FOREIGN KEY ("organization_id", "activity_id") REFERENCES "grants"."activity"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "grants"."activity_peer_mentor" ADD CONSTRAINT "activity_peer_mentor_organization_id_peer_mentor_id_fkey" FOREIGN KEY ("organization_id", "peer_mentor_id") REFERENCES "grants"."peer_mentor"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "grants"."activity_contact" ADD CONSTRAINT "activity_contact_organization_id_activity_id_fkey" FOREIGN KEY ("organization_id", "activity_id") REFERENCES "grants"."activity"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "grants"."activity_contact" ADD CONSTRAINT "activity_contact_organization_id_contact_id_fkey" FOREIGN KEY ("organization_id", "contact_id") REFERENCES "grants"."contact"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "grants"."event" ADD CONSTRAINT "event_organization_id_unit_id_fkey" FOREIGN KEY ("organization_id", "unit_id") REFERENCES "grants"."organization_unit"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "grants"."event" ADD CONSTRAINT "event_organization_id_activity_id_fkey" FOREIGN KEY ("organization_id", "activity_id") REFERENCES "grants"."activity"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "grants"."event_attendee" ADD CONSTRAINT "event_attendee_organization_id_event_id_fkey" FOREIGN KEY ("organization_id", "event_id") REFERENCES "grants"."event"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "grants"."bufdir_report" ADD CONSTRAINT "bufdir_report_organization_id_period_id_fkey" FOREIGN KEY ("organization_id", "period_id") REFERENCES "grants"."report_period"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "grants"."bufdir_report_result" ADD CONSTRAINT "bufdir_report_result_organization_id_report_id_fkey" FOREIGN KEY ("organization_id", "report_id") REFERENCES "grants"."bufdir_report"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "grants"."bufdir_report_line" ADD CONSTRAINT "bufdir_report_line_organization_id_report_id_fkey" FOREIGN KEY ("organization_id", "report_id") REFERENCES "grants"."bufdir_report"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "grants"."bufdir_report_export" ADD CONSTRAINT "bufdir_report_export_organization_id_report_id_fkey" FOREIGN KEY ("organization_id", "report_id") REFERENCES "grants"."bufdir_report"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "grants"."bufdir_report_annotation" ADD CONSTRAINT "bufdir_report_annotation_organization_id_report_id_fkey" FOREIGN KEY ("organization_id", "report_id") REFERENCES "grants"."bufdir_report"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "grants"."bufdir_submission_attempt" ADD CONSTRAINT "bufdir_submission_attempt_organization_id_report_id_fkey" FOREIGN KEY ("organization_id", "report_id") REFERENCES "grants"."bufdir_report"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
